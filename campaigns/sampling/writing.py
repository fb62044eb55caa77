"""Planned events of the demonstration become rows, with their status and organisers."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session, SQLModel, insert

from campaigns.enums import AssignmentRole, EventLevel, EventStatus, HolidayPolicy, Visibility
from campaigns.models.assignment import Assignment
from campaigns.models.event import Event, EventOrganiser, Series
from campaigns.sampling.ground import Ground
from campaigns.sampling.plans import COORDINATOR, Plan

PUBLIC = frozenset({"C1", "S1", "S6", "S8"})
NOT_HELD_EVERY, FORGOTTEN_EVERY = 90, 37
UNANSWERED_DAYS, PROPOSED_AFTER_DAYS = 5, 25


@dataclass(frozen=True)
class Written:
    """A plan with the row it became."""

    plan: Plan
    event: Event


def insert_all(session: Session, table: type[SQLModel], rows: list[dict[str, Any]]) -> None:
    """Insert many rows in a few statements; nobody needs their ids."""
    if rows:
        session.execute(insert(table), rows)


def write_plans(session: Session, ground: Ground, plans: list[Plan]) -> list[Written]:
    """Add the events in order of day, with the series of the weekly visits, and return both."""
    series = _series(session, ground)
    ordered = sorted(plans, key=lambda plan: plan.day)
    rows = [_event(ground, plan, number, series) for number, plan in enumerate(ordered)]
    session.add_all(rows)
    session.flush()
    written = [Written(plan, event) for plan, event in zip(ordered, rows, strict=True)]
    _add_organisers(session, ground, written)
    return written


def _series(session: Session, ground: Ground) -> int:
    """Return the id of the rule behind the weekly community visits."""
    visits = ground.activities["S2"]
    row = Series(
        uid=ground.uid("series"),
        edition_id=ground.edition.id or 0,
        activity_id=visits.id or 0,
        host_id=ground.organisations[COORDINATOR],
        title_zh=f"{visits.short_zh}（周周进社区）",
        rule="FREQ=WEEKLY;BYDAY=WE",
        starts_on=visits.window_start_on or ground.edition.starts_on,
        ends_on=ground.edition.ends_on,
        holiday_policy=HolidayPolicy.EARLIER_WORKDAY,
        defaults={"start": visits.default_start, "minutes": str(visits.default_minutes)},
    )
    session.add(row)
    session.flush()
    return row.id or 0


def _event(ground: Ground, plan: Plan, number: int, series_id: int) -> Event:
    activity = ground.activities[plan.code]
    starts_at = ground.instant(plan.day, plan.clock or activity.default_start)
    ends_at = starts_at + timedelta(minutes=plan.minutes or activity.default_minutes)
    created_at = min(ground.now, starts_at - timedelta(days=30)).replace(microsecond=0)
    status = plan.status or _status(ground, plan, number, ends_at)
    return Event(
        uid=ground.uid("event"),
        edition_id=ground.edition.id or 0,
        activity_id=activity.id or 0,
        series_id=series_id if plan.original_on else None,
        original_on=plan.original_on,
        host_id=ground.organisations[plan.host],
        district_id=ground.organisations[plan.district] if plan.district else None,
        venue_id=plan.venue.id if plan.venue else None,
        place=plan.venue.name_zh if plan.venue else "",
        title_zh=f"{activity.short_zh}（{plan.place_zh}）",
        title_en=f"{activity.short_en} ({plan.place_en})",
        description="、".join(plan.topics),
        responsible=f"联系人{'ABCDEFGH'[number % 8]}",
        starts_at=starts_at,
        ends_at=ends_at,
        local_day=plan.day,
        year=plan.day.year,
        status=status,
        level=plan.level,
        visibility=Visibility.PUBLIC if plan.code in PUBLIC else Visibility.INTERNAL,
        cancel_reason=plan.cancel_reason,
        sequence=1 if status is EventStatus.CANCELLED else 0,
        created_at=created_at,
        revised_at=created_at,
        version=1,
    )


def _status(ground: Ground, plan: Plan, number: int, ends_at: datetime) -> EventStatus:
    """Return what an event is today: closed out, waiting for it, forgotten, or still to come."""
    if ends_at > ground.now:
        is_far = (plan.day - ground.today).days > PROPOSED_AFTER_DAYS
        return EventStatus.PROPOSED if is_far and plan.level is EventLevel.DISTRICT else EventStatus.CONFIRMED
    if plan.day.year < ground.today.year:
        return EventStatus.HELD
    is_recent = (ground.today - plan.day).days <= UNANSWERED_DAYS
    if plan.level is EventLevel.DISTRICT:
        if is_recent or number % FORGOTTEN_EVERY == 0:
            return EventStatus.CONFIRMED
        return EventStatus.NOT_HELD if number % NOT_HELD_EVERY == 0 else EventStatus.HELD
    return EventStatus.CONFIRMED if is_recent and plan.code in ("S2", "S6") else EventStatus.HELD


def _add_organisers(session: Session, ground: Ground, written: list[Written]) -> None:
    """Add the further organisers, the guest departments and the experts."""
    joint, assignments = [], []
    for one in written:
        id_ = one.event.id or 0
        joint += [
            {"event_id": id_, "organisation_id": ground.organisations[slug]} for slug in one.plan.organisers
        ]
        for position, (slug, topic) in enumerate(one.plan.guests):
            guest = _assignment(id_, AssignmentRole.GUEST, position, topic, None, ground.organisations[slug])
            assignments.append(guest | {"roster_id": ground.guests.roster_id})
        for position, expert in enumerate(one.plan.experts, start=len(one.plan.guests)):
            assignments.append(_assignment(id_, AssignmentRole.EXPERT, position, "", expert.id, None))
    insert_all(session, EventOrganiser, joint)
    insert_all(session, Assignment, assignments)


def _assignment(
    event_id: int,
    role: AssignmentRole,
    position: int,
    topic: str,
    person_id: int | None,
    organisation_id: int | None,
) -> dict[str, Any]:
    return {
        "event_id": event_id,
        "role": role,
        "position": position,
        "topic": topic,
        "person_id": person_id,
        "organisation_id": organisation_id,
        "roster_id": None,
    }
