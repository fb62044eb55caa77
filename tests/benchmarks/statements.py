"""How many statements every page sends, on a year of ten events and on the whole demonstration."""

import shutil
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from tests.browser.places import values_of
from tests.demo import Watch, demo_settings
from tests.page import Visitor
from webapp.app import create_app
from webapp.config import Settings
from webapp.db import counting

FEW = 10
# What hangs on an event, what is counted by it first.
HANGING = (
    "DELETE FROM tally WHERE closeout_id IN (SELECT id FROM closeout WHERE event_id NOT IN (SELECT id FROM kept))",
    *(
        f"DELETE FROM {table} WHERE event_id NOT IN (SELECT id FROM kept)"
        for table in ("closeout", "assignment", "event_organiser", "former_scope")
    ),
    "DELETE FROM event WHERE id NOT IN (SELECT id FROM kept)",
)


def statements_by_page(directory: Path, addresses: Iterable[str]) -> tuple[dict[str, int], dict[str, int]]:
    """Return the statements of every address with ten events a year, and with all."""
    settings = demo_settings(directory)
    app = create_app(settings, clock=Watch())
    needed = {int(str(value)) for name, value in values_of(app).items() if name.endswith("event_id")}
    app.extensions["database"].dispose()
    small = directory / "small"
    small.mkdir(exist_ok=True)
    # A copy of this very database, which has what the addresses name: the planner's run and the copied year too.
    shutil.copy(settings.database_url.removeprefix("sqlite:///"), small / "campaigns.sqlite3")
    thin(small / "campaigns.sqlite3", needed)
    wanted = tuple(addresses)
    few, many = (count(demo, wanted) for demo in (small, directory))
    shutil.rmtree(small)
    return few, many


def thin(database: Path, needed: set[int]) -> None:
    """Leave ten events of each year, among them the needed ones and the city's talks, which the addresses name.

    A page without any row may leave a statement out, so no page of the comparison is empty.
    """
    connection = sqlite3.connect(database)
    first = ",".join(str(one) for one in sorted(needed))
    connection.execute(
        f"""CREATE TEMP TABLE kept AS SELECT id FROM (
            SELECT event.id, row_number() OVER (
                PARTITION BY year
                ORDER BY event.id NOT IN ({first}), code <> 'S3', level <> 'city', event.id
            ) AS place
            FROM event JOIN activity ON activity.id = activity_id
        ) WHERE place <= {FEW}"""
    )
    for statement in HANGING:
        connection.execute(statement)
    connection.commit()
    connection.close()


def count(directory: Path, addresses: Iterable[str]) -> dict[str, int]:
    """Return the statements of every address on the demonstration in a directory, as the administrator."""
    settings = Settings(
        secret_key="a key that is used by nothing but the tests",
        database_url=f"sqlite:///{directory / 'campaigns.sqlite3'}",
    )
    app = create_app(settings, clock=Watch())
    visitor, found = Visitor(app, 1), {}
    for address in addresses:
        with counting(app.extensions["database"]) as statements:
            assert visitor.fetch(address).status_code in {200, 302, 303}, address
        found[address] = len(statements.sent)
    app.extensions["database"].dispose()
    return found
