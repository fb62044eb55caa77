"""The bar: every entry leads to a page, which marks it."""

import pytest
from flask import Flask
from sqlalchemy import Engine
from sqlmodel import Session, select

from campaigns.enums import OrganisationKind, Role
from campaigns.models.account import Account
from campaigns.models.programme import Edition
from tests.campaigns.world import NOW, add_organisation
from tests.page import Visitor
from webapp.navigation import BOTTOM, TOP, Entry


@pytest.mark.parametrize("entry", [*TOP, *BOTTOM], ids=lambda entry: entry.address)
def test_every_entry_leads_to_a_page_that_marks_it(administrator: Visitor, entry: Entry) -> None:
    page = administrator.get(entry.address.format(year=2026))

    assert str(entry.words) in page.words("[aria-current=page]")


def test_the_front_door_leads_to_the_living_year(owner: Visitor) -> None:
    assert owner.fetch("/").location == "/2026"


def test_an_edition_to_come_is_better_than_none(administrator: Visitor, engine: Engine) -> None:
    with Session(engine) as session:
        edition = session.exec(select(Edition)).one()
        edition.year = 2031
        session.add(edition)
        session.commit()

    assert administrator.fetch("/").location == "/2031"


def test_without_an_edition_the_front_door_says_how_to_begin(app: Flask, engine: Engine) -> None:
    with Session(engine) as session:
        bureau = add_organisation(session, "ldbz", OrganisationKind.CITY_BUREAU, "市人社局")
        account = Account(username="a", display_name="a", password_hash="-", role=Role.ADMINISTRATOR,
                          organisation_id=bureau.id or 0, created_at=NOW)  # fmt: skip
        session.add(account)
        session.commit()
        account_id = account.id

    page = Visitor(app, account_id).get("/")

    assert page.words("main code") == ["./manage edition create notice-2009 2026"]


def test_a_number_larger_than_any_key_leads_nowhere(city: Visitor) -> None:
    for address in ("/2026/e/99999999999999999999", "/99999999999", "/2026/board/S2/99999999999"):
        assert city.get(address, status=404).h1 == "没有找到"
