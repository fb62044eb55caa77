"""What every test may ask for: a database of its own on both engines, and a closed network."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from sqlalchemy import Engine
from sqlmodel import Session

from campaigns.store import open_engine
from reports import fonts
from tests.databases import ENGINES, claim_place, clear_place, database
from tests.network import close_network
from tests.pictures import pictures_place

FONTS = Path(__file__).resolve().parents[1] / "var" / "fonts"

close_network()
if (FONTS / fonts.CONFIGURATION).exists():
    # Before any test module imports WeasyPrint.
    fonts.use(FONTS)

PLACE = pytest.StashKey[Path]()

# The same examples on every commit, so that a red run is about the change; new ones are sought in the long run. A busy
# machine is no wrong answer, so no example has a deadline.
settings.register_profile("commit", derandomize=True, deadline=None)
settings.register_profile("long", max_examples=2000, deadline=None)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--long", action="store_true", help="also run the tests marked “long”, which take minutes"
    )


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile("long" if config.getoption("--long") else "commit")
    if not hasattr(config, "workerinput"):
        config.stash[PLACE] = claim_place()


def pytest_unconfigure(config: pytest.Config) -> None:
    if PLACE in config.stash:
        clear_place(config.stash[PLACE])


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say where the pictures of pages are, if any were taken."""
    if pictures_place().exists():
        terminalreporter.write_line(f"Pictures of the pages: {pictures_place()}")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--long"):
        return
    for item in items:
        if item.get_closest_marker("long"):
            item.add_marker(pytest.mark.skip(reason="takes minutes: add --long"))


@pytest.fixture(params=ENGINES)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Yield the address of a migrated, empty database; the test runs once on each engine."""
    with database(request.param, tmp_path) as url:
        yield url


@pytest.fixture(params=ENGINES)
def bare_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Yield the address of a database without any table."""
    with database(request.param, tmp_path, migrated=False) as url:
        yield url


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """Yield an engine on a migrated, empty database."""
    engine = open_engine(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """Yield a session; what the test does not commit never happened."""
    with Session(engine) as session:
        yield session


@pytest.fixture(scope="session")
def fonts_directory() -> Path:
    """Return the directory of the prepared fonts, which this process prints with."""
    if not (FONTS / fonts.CONFIGURATION).exists():
        pytest.fail("The fonts are not prepared: run ./manage test.")
    return FONTS
