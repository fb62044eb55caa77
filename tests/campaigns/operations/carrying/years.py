"""A copy of the small world's year, and its content by codes, for the tests of what is carried over."""

from datetime import UTC, datetime
from typing import Any

from sqlmodel import Session, col, select

from campaigns.core.next_year import CopySummary
from campaigns.drafts import EventDraft
from campaigns.models.activity import Activity, ActivityMeasure, ActivityOrganisation
from campaigns.models.availability import ClashRule
from campaigns.models.measure import Audience, Measure
from campaigns.models.obligation import DeadlineRule, Obligation
from campaigns.models.organisation import Organisation
from campaigns.models.programme import Edition
from campaigns.models.requirement import Allocation, Requirement
from campaigns.operations.copying import copy_edition
from tests.campaigns.world import NOW, World


def copied(session: Session, world: World, **wanted: Any) -> CopySummary:
    chosen = {"with_events": True, "actor": world.administrator, "creation_key": ""} | wanted
    return copy_edition(session, 2026, 2027, actor_name="测试", now=NOW, **chosen)


def local(year: int, month: int, day: int, hour: int) -> datetime:
    return datetime(year, month, day, hour - 8, tzinfo=UTC)


def draft(code: str, *day: int, hour: int = 9, **values: Any) -> EventDraft:
    return EventDraft(activity_code=code, starts_at=local(2026, day[0], day[1], hour),
                      ends_at=local(2026, day[0], day[1], hour + 2), **values)  # fmt: skip


def edition_id(session: Session, year: int) -> int:
    return session.exec(select(Edition.id).where(Edition.year == year)).one() or 0


def content_of(session: Session, edition: int) -> dict[str, list[Any]]:
    """Return an edition's content by its codes, without ids."""
    of = lambda model: select(model).where(model.edition_id == edition).order_by(col(model.id))  # noqa: E731
    activities = session.exec(of(Activity)).all()
    codes = {row.id: row.code for row in activities}
    slugs = {row.id: row.slug for row in session.exec(select(Organisation))}
    rules = {row.id: row.code for row in session.exec(of(DeadlineRule))}
    requirements = session.exec(of(Requirement)).all()
    numbers = {row.id: row.code for row in requirements}
    measures = {row.id: row.code for row in session.exec(of(Measure))}
    asked = select(ActivityMeasure).order_by(col(ActivityMeasure.activity_id), col(ActivityMeasure.position))
    return {
        "activities": [(row.code, row.name_zh, row.colour, row.planning) for row in activities],
        "windows": [(a.code, a.window_start_on, a.window_end_on, a.actual_end_on) for a in activities],
        "measures": list(measures.values()),
        "asked": [(codes[row.activity_id], measures[row.measure_id])
                  for row in session.exec(asked) if row.activity_id in codes],
        "audiences": [row.code for row in session.exec(of(Audience))],
        "requirements": [(row.code, row.target, row.reading_zh, codes.get(row.activity_id)) for row in requirements],
        "allocations": [(numbers[row.requirement_id], slugs[row.organisation_id], row.target)
                        for row in session.exec(select(Allocation)) if row.requirement_id in numbers],
        "parts": [(codes[row.activity_id], slugs[row.organisation_id])
                  for row in session.exec(select(ActivityOrganisation)) if row.activity_id in codes],
        "deadlines": [(row.code, row.anchor, row.add_days) for row in session.exec(of(DeadlineRule))],
        "obligations": sorted((codes[row.activity_id], slugs[row.organisation_id], rules[row.rule_id],
                               row.extended_to) for row in session.exec(of(Obligation))),
        "clash_rules": [(row.kind, row.level) for row in session.exec(of(ClashRule))],
    }  # fmt: skip
