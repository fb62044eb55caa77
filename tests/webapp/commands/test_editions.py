"""The years of the programme from the command line."""

from click.testing import CliRunner, Result
from sqlmodel import Session

from campaigns.queries.frames import list_years
from campaigns.store import open_engine
from tests.campaigns.world import build_world
from webapp.cli import main


def run(url: str, *words: str) -> Result:
    environment = {"CAMPAIGNS_DATABASE_URL": url, "CAMPAIGNS_SECRET_KEY": "k" * 40}
    return CliRunner(env=environment).invoke(main, words)


def test_a_year_is_copied_once_and_says_what_was_left_out(database_url: str) -> None:
    engine = open_engine(database_url)
    with Session(engine) as session:
        build_world(session)

    made, again = (run(database_url, "edition", "copy", "2026", "2027") for _ in range(2))

    assert (made.exit_code, made.output) == (
        0, "已由 2026 建立 2027 年度 · made the edition of 2027 from that of 2026\n",
    )  # fmt: skip
    assert again.exit_code == 1
    assert "2027年已有年度计划" in again.output
    with Session(engine) as session:
        assert list_years(session) == (2027, 2026)
    engine.dispose()


def test_a_year_that_is_not_there_cannot_be_copied(database_url: str) -> None:
    refused = run(database_url, "edition", "copy", "2020", "2027")

    assert (refused.exit_code, "2020" in refused.output) == (1, True)
