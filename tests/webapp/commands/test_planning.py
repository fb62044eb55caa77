"""A year planned from the command line: counts reached, gaps explained, drafts kept on request."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlmodel import Session, select

from campaigns.enums import EventStatus, Role
from campaigns.models.account import Account
from campaigns.models.event import Event
from campaigns.models.organisation import Organisation
from campaigns.operations.editions import create_edition
from campaigns.presets.loader import load_preset
from campaigns.store import open_engine
from tests.databases import ENGINES, database
from tests.webapp.commands.test_years import Run, runner_on

# Far enough away that no clock of a machine reaches it.
YEAR, NOW = 2041, datetime(2026, 6, 1, 1, 0, tzinfo=UTC)


@pytest.fixture(params=ENGINES)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Yield a database with an edition of the notice and one administrator."""
    with database(request.param, tmp_path) as made:
        engine = open_engine(made)
        with Session(engine) as session:
            create_edition(session, load_preset("notice-2009"), YEAR, actor_name="-", now=NOW)
            bureau = session.exec(select(Organisation).where(Organisation.slug == "ldbz")).one()
            session.add(
                Account(
                    username="admin",
                    display_name="管理员",
                    password_hash="-",
                    role=Role.ADMINISTRATOR,
                    organisation_id=bureau.id or 0,
                    created_at=NOW,
                )
            )
            session.commit()
        engine.dispose()
        yield made


@pytest.fixture
def rows(url: str) -> Iterator[Session]:
    """Yield a session to look at what the commands have left."""
    engine = open_engine(url)
    with Session(engine) as session:
        yield session
    engine.dispose()


@pytest.fixture
def run(url: str) -> Run:
    """Return how to run a command on it."""
    return runner_on(url)


def test_every_count_of_the_notice_is_reached_and_kept_as_drafts(run: Run, rows: Session) -> None:
    [first] = json.loads(run("plan", str(YEAR), "--budget", "3", "--apply", "--json").stdout)
    [again] = json.loads(run("plan", str(YEAR), "--budget", "0", "--json").stdout)

    statuses = set(rows.exec(select(Event.status)))
    assert [(count["code"], count["plan_reaches"]) for count in first["counts"]] == [
        ("Q07", True), ("Q08", True), ("Q09", True), ("Q12", True), ("Q17", True),
    ]  # fmt: skip
    assert first["open"] == []
    assert {line["kind"] for line in first["lines"]} == {"new"}
    assert {line["kind"] for line in again["lines"]} == {"kept"}
    assert len(again["lines"]) == len(first["lines"])
    assert statuses == {EventStatus.DRAFT}


def test_the_same_seed_proposes_the_same_year_and_keeps_nothing_unless_asked(run: Run, rows: Session) -> None:
    first, second = (
        json.loads(
            run("plan", str(YEAR), "--only", "S2,S3", "--budget", "3", "--seed", "7", "--json").stdout
        )[0]
        for _ in range(2)
    )

    events = rows.exec(select(Event)).all()
    assert first["lines"] == second["lines"]
    assert {line["activity"] for line in first["lines"]} == {"S2", "S3"}
    assert events == []


def test_people_read_counts_cost_and_bound(run: Run) -> None:
    told = run("plan", str(YEAR), "--only", "S3", "--budget", "3").stdout

    assert "✓ Q09  0 → 5 / 5 次  进院校" in told
    assert "✗ Q17  0 → 0 / 1 场" in told
    assert "新排 19 · 改动 0 · 不变 0 · 未排 0" in told
    assert "下界" in told


def test_an_unknown_activity_ends_with_its_sentence(run: Run) -> None:
    refused = run("plan", str(YEAR), "--only", "S99")

    assert refused.exit_code == 1
    assert "没有代号为“S99”的活动。" in refused.output
