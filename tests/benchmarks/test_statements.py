"""Every page costs a fixed number of statements, however full the year is."""

from pathlib import Path

from tests.benchmarks.statements import statements_by_page
from tests.browser.places import pages
from tests.demo import demo_settings
from webapp.app import create_app

LIMIT = 12


def test_every_page_sends_as_many_statements_for_a_full_year_as_for_ten_events(tmp_path: Path) -> None:
    app = create_app(demo_settings(tmp_path))
    addresses = pages(app)
    app.extensions["database"].dispose()

    few, many = statements_by_page(tmp_path, addresses)

    assert {
        address: (few[address], many[address]) for address in addresses if few[address] != many[address]
    } == {}
    assert {address: number for address, number in many.items() if number > LIMIT} == {}
