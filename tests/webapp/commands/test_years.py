"""A year from the command line: made from the notice, counted, owed, published and printed."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from icalendar import Calendar
from sqlmodel import Session

from campaigns.sample import fill_sample
from campaigns.store import open_engine
from tests.databases import database
from webapp.cli import main

Run = Callable[..., Result]
TODAY, NOW = date(2026, 6, 1), datetime(2026, 6, 1, 1, 0, tzinfo=UTC)


def runner_on(url: str) -> Run:
    """Return how to run a command on a database."""

    def run(*words: str) -> Result:
        return CliRunner(env={"CAMPAIGNS_DATABASE_URL": url, "CAMPAIGNS_SECRET_KEY": "k" * 40}).invoke(
            main, words
        )

    return run


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Yield how to run a command on the demonstration; it is read only, so the module shares it."""
    with database("sqlite", tmp_path_factory.mktemp("sample")) as url:
        engine = open_engine(url)
        with Session(engine) as session:
            fill_sample(session, year=2026, today=TODAY, now=NOW, password_hash="-")
            session.commit()
        engine.dispose()
        yield runner_on(url)


def test_the_notice_of_2009_lists_its_counts(sample: Run) -> None:
    found = json.loads(sample("progress", "2009", "--json").output)

    assert [line["code"] for line in found] == [f"Q{n:02}" for n in range(1, 18)]
    assert {name: found[8][name] for name in ("activity", "target", "planned", "standing")} == {
        "activity": "S3",
        "target": "5",
        "planned": "0",
        "standing": "reached",
    }


def test_due_days_of_2009_follow_the_recorded_ends(sample: Run) -> None:
    found = json.loads(sample("obligations", "2009", "--json").output)
    due = {
        (line["activity"], line["anchor_on"], line["due_on"]) for line in found if line["activity"][0] == "C"
    }

    assert due == {
        ("C1", "2009-07-09", "2009-07-19"),
        ("C2", "2009-08-09", "2009-08-19"),
        ("C3", "2009-12-31", "2009-12-31"),
    }
    assert {line["due_on"] for line in found if line["activity"][0] == "S"} == {"2009-12-31"}


def test_people_read_the_same_as_lines(sample: Run) -> None:
    assert sample("progress", "2009").output.splitlines()[8].startswith("Q09")
    assert sample("obligations", "2009").output.splitlines()[0].startswith("2009-07-19  C1")


@pytest.mark.parametrize("scope", ["programme", "activity:S3", "district:hc", "deadlines"])
def test_a_feed_is_written_as_a_file(sample: Run, tmp_path: Path, scope: str) -> None:
    file = tmp_path / "feed.ics"

    answer = sample("feed", "write", scope, str(file), "--year", "2009")

    assert (answer.exit_code, answer.output) == (
        0,
        f"{file}: {len(Calendar.from_ical(file.read_bytes()).walk('VEVENT'))} 项 · items\n",
    )


@pytest.mark.parametrize("scope", ["activity", "activity:", "programme:S3", "mine", "nothing"])
def test_a_scope_that_is_none_is_refused_with_what_is_expected(
    sample: Run, tmp_path: Path, scope: str
) -> None:
    answer = sample("feed", "write", scope, str(tmp_path / "feed.ics"), "--year", "2009")

    assert (answer.exit_code, "activity:S3" in answer.output) == (1, True)
    assert not (tmp_path / "feed.ics").exists()


def test_documents_are_written_as_files(sample: Run, tmp_path: Path, fonts_directory: Path) -> None:
    summary, wall = tmp_path / "summary.pdf", tmp_path / "wall.pdf"

    written = sample(
        "report", "write", "summary", "S3", "--year", "2026", "--organisation", "ldbz", "--out", str(summary)
    )
    hung = sample("report", "write", "year-wall", "--year", "2026", "--out", str(wall))

    assert (written.exit_code, hung.exit_code) == (0, 0)
    assert (summary.read_bytes()[:5], wall.read_bytes()[:5]) == (b"%PDF-", b"%PDF-")


@pytest.mark.parametrize(
    "words", [("progress", "1999"), ("obligations", "1999"), ("edition", "create", "nothing", "2027")]
)
def test_what_does_not_exist_ends_with_a_sentence(sample: Run, words: tuple[str, ...]) -> None:
    answer = sample(*words)

    assert (answer.exit_code, answer.output.startswith("Error: ")) == (1, True)


def test_an_edition_is_made_once(database_url: str) -> None:
    run = runner_on(database_url)

    first, second = (run("edition", "create", "notice-2009", "2027") for _ in range(2))

    assert (first.exit_code, "2027" in first.output) == (0, True)
    assert (second.exit_code, "2027年已有年度计划" in second.output) == (1, True)
    assert json.loads(run("progress", "2027", "--json").output)[0]["code"] == "Q01"


@pytest.mark.parametrize(
    "words",
    [
        "progress",
        "obligations",
        "edition create",
        "feed write",
        "report write roster",
        "report write summary",
        "report write year-wall",
    ],
)
def test_every_command_explains_itself(words: str) -> None:
    answer = CliRunner().invoke(main, [*words.split(), "--help"])

    assert (answer.exit_code, "Usage:" in answer.output) == (0, True)
