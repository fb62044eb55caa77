"""What the tests of the planner's pages do again and again: ask, tick, accept, and look at what stands."""

from flask import Flask
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from campaigns.models.event import Event
from campaigns.models.plan import PlanRun
from tests.page import Page, Visitor
from webapp.db import counting

ASK = "main form[data-plan-form]"
ACCEPT = "form#accept"


def ask(visitor: Visitor, **values: object) -> Page:
    """Have the campus talks planned and return the page that comes."""
    page = visitor.get("/2026/plan")
    return visitor.submit(page, ASK, codes=["S3"], budget="20", **values)


def ticked(page: Page) -> list[str]:
    return [box.get("value") or "" for box in page.select("[data-line][checked]")]


def runs(engine: Engine) -> list[PlanRun]:
    with Session(engine) as session:
        return list(session.exec(select(PlanRun).order_by(col(PlanRun.id))))


def events(engine: Engine) -> list[Event]:
    with Session(engine) as session:
        return list(session.exec(select(Event).order_by(col(Event.starts_at))))


def accept(visitor: Visitor, page: Page, *, status: int = 200, **values: object) -> Page:
    return visitor.submit(page, ACCEPT, status=status, **values)


def statements(app: Flask, visitor: Visitor, address: str) -> int:
    with counting(app.extensions["database"]) as sent:
        visitor.get(address)
    return len(sent.sent)
