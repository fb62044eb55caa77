"""An application on each database, the small world in it, and the people who visit."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy import Engine
from sqlmodel import Session

from campaigns.core.permissions import Actor
from campaigns.enums import Role
from campaigns.models.account import Account
from tests.campaigns.world import NOW, World, build_world
from tests.page import Visitor
from tests.translations import compile_stale
from webapp.app import create_app
from webapp.config import Settings


@pytest.fixture(scope="session", autouse=True)
def _fresh_translations() -> None:
    """Let no test read yesterday's English."""
    compile_stale()


@dataclass
class Watch:
    """The clock of a test, which stands still until it is set."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def watch() -> Watch:
    """Return the clock that the application reads."""
    return Watch()


@pytest.fixture
def settings(database_url: str) -> Settings:
    """Return settings on the test's own database."""
    return Settings(secret_key="a key that is used by nothing but the tests", database_url=database_url)


@pytest.fixture
def app(settings: Settings, watch: Watch) -> Iterator[Flask]:
    """Yield the application; its connections are closed before its database goes."""
    app = create_app(settings, clock=watch)
    app.testing = True
    yield app
    app.extensions["database"].dispose()


@pytest.fixture
def world(engine: Engine) -> World:
    """Return the small world, committed, without an open transaction that the pages would have to wait for."""
    with Session(engine, expire_on_commit=False) as session:
        return build_world(session)


@pytest.fixture
def owner(app: Flask, world: World) -> Visitor:
    """Return Huancui's coordinator, whose events the tests are about."""
    return Visitor(app, world.huancui.account_id)


@pytest.fixture
def colleague_actor(engine: Engine, world: World) -> Actor:
    """Return a second coordinator of Huancui."""
    return add_person(engine, "环翠同事", Role.DISTRICT_COORDINATOR, world.huancui)


@pytest.fixture
def colleague(app: Flask, colleague_actor: Actor) -> Visitor:
    """Return somebody who may do what the owner may."""
    return Visitor(app, colleague_actor.account_id)


@pytest.fixture
def stranger(app: Flask, world: World) -> Visitor:
    """Return Rongcheng's coordinator, for whom Huancui's own events do not exist."""
    return Visitor(app, world.rongcheng.account_id)


@pytest.fixture
def city(app: Flask, world: World) -> Visitor:
    """Return the city's coordinator."""
    return Visitor(app, world.city.account_id)


@pytest.fixture
def administrator(app: Flask, world: World) -> Visitor:
    """Return the administrator."""
    return Visitor(app, world.administrator.account_id)


@pytest.fixture
def reader(app: Flask, world: World) -> Visitor:
    """Return somebody of Huancui who only reads."""
    return Visitor(app, world.reader.account_id)


@pytest.fixture
def nobody(app: Flask) -> Visitor:
    """Return a browser without anybody signed in."""
    return Visitor(app)


def add_person(engine: Engine, name: str, role: Role, beside: Actor) -> Actor:
    """Add a person to the organisation of another and return them as an actor."""
    with Session(engine) as session:
        account = Account(username=name, display_name=name, password_hash="-", role=role,
                          organisation_id=beside.organisation_id, created_at=NOW)  # fmt: skip
        session.add(account)
        session.commit()
        return Actor(
            account_id=account.id or 0,
            name=name,
            role=role,
            organisation_id=beside.organisation_id,
            organisation_kind=beside.organisation_kind,
            is_coordinating=beside.is_coordinating,
            district_id=beside.district_id,
        )
