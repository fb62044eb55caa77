"""Administrators change what the programme is made of; what calendars show of it revises the events concerned."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session, SQLModel, col, delete, select

from campaigns.core.permissions import Actor, may_administer
from campaigns.core.planning_rules import PlanningRule
from campaigns.core.revisions import next_revised_at
from campaigns.core.wording import Bilingual
from campaigns.errors import Forbidden, Problem, Rejected, Stale
from campaigns.models.activity import Activity, ActivityMeasure
from campaigns.models.event import Event
from campaigns.models.measure import Audience, Measure
from campaigns.models.requirement import Requirement
from campaigns.models.venue import Venue
from campaigns.operations.changes import record
from campaigns.operations.once import wait_for_own
from campaigns.operations.revisions import revise_shown

Values = Mapping[str, Any]


def save_row(
    session: Session, row: SQLModel, values: Values, *, version: int | None, actor: Actor, now: datetime
) -> dict[str, Any]:
    """Write values over a row that has a version, or add it; return what really changed, before the change.

    ``version`` None adds. Raises Forbidden, or Stale when somebody else was faster.
    """
    if not may_administer(actor):
        raise Forbidden
    kind = str(row.__tablename__)
    is_new = version is None
    if not is_new:
        # PostgreSQL lets two people read the same version; the row lock makes the second one wait and see the first.
        session.refresh(row, with_for_update=True)
        if row.version != version:  # type: ignore[attr-defined]
            raise Stale(row)
    before = {} if is_new else {name: getattr(row, name) for name in values}
    changed = {name: old for name, old in before.items() if old != values[name]}
    if not is_new and not changed:
        return {}
    for name, value in values.items():
        setattr(row, name, value)
    if not is_new:
        row.version += 1  # type: ignore[attr-defined]
    session.add(row)
    session.flush()
    record(session, actor=actor, subject_kind=kind, subject_id=row.id, verb="added" if is_new else "edited",  # type: ignore[attr-defined]
           now=now, before=before, after=values)  # fmt: skip
    return changed


def edit_activity(
    session: Session,
    activity: Activity,
    values: Values,
    measure_ids: Sequence[int],
    *,
    version: int,
    actor: Actor,
    now: datetime,
) -> None:
    """Change an activity and the measures its close-out asks for, in order.

    New names revise its events; a new window moves the due day calendars expect.
    """
    start, end = values.get("window_start_on"), values.get("window_end_on")
    if (start is None) != (end is None):
        half = Bilingual("活动期须起止都填，或都不填。", "Give both ends of the window, or neither.")
        raise Rejected(Problem("window_end_on" if end is None else "window_start_on", half))
    if start and end and end < start:
        message = Bilingual("活动期的结束日不能早于开始日。", "The window ends before it starts.")
        raise Rejected(Problem("window_end_on", message))
    changed = save_row(session, activity, values, version=version, actor=actor, now=now)
    _ask_for(session, activity, measure_ids, actor=actor, now=now)
    if changed:
        activity.revised_at = next_revised_at(activity.revised_at, now)
        activity.sequence += "window_end_on" in changed
        session.add(activity)
    if changed.keys() & {"name_zh", "name_en", "short_zh", "short_en", "colour"}:
        revise_shown(
            session, session.exec(select(Event.id).where(Event.activity_id == activity.id)).all(), now=now
        )


def _ask_for(
    session: Session, activity: Activity, measure_ids: Sequence[int], *, actor: Actor, now: datetime
) -> None:
    """Make the close-out form ask for these measures; what was counted before stays counted."""
    codes = {
        row.id: row.code
        for row in session.exec(select(Measure).where(Measure.edition_id == activity.edition_id))
    }
    asked = (
        select(ActivityMeasure)
        .where(ActivityMeasure.activity_id == activity.id)
        .order_by(col(ActivityMeasure.position), col(ActivityMeasure.measure_id))
    )
    before = [row.measure_id for row in session.exec(asked)]
    after = [id_ for id_ in dict.fromkeys(measure_ids) if id_ in codes]
    if before == after:
        return
    session.exec(delete(ActivityMeasure).where(col(ActivityMeasure.activity_id) == activity.id))
    session.add_all(
        ActivityMeasure(activity_id=activity.id or 0, measure_id=id_, position=position)
        for position, id_ in enumerate(after)
    )
    session.flush()
    record(session, actor=actor, subject_kind="activity", subject_id=activity.id or 0, verb="edited", now=now,
           before={"measures": ", ".join(codes[id_] for id_ in before)},
           after={"measures": ", ".join(codes[id_] for id_ in after)})  # fmt: skip


def edit_planning(
    session: Session, activity: Activity, rule: PlanningRule, *, version: int, actor: Actor, now: datetime
) -> None:
    """Change how an activity is planned; what stands already stays as it is until somebody plans again."""
    planning = rule.model_dump(mode="json")
    save_row(session, activity, {"planning": planning}, version=version, actor=actor, now=now)


def edit_requirement(
    session: Session, requirement: Requirement, values: Values, *, version: int, actor: Actor, now: datetime
) -> None:
    """Change a required count's target, wording or reading."""
    target, most = values.get("target", requirement.target), values.get("target_max", requirement.target_max)
    if target < 0 or (most is not None and most < target):
        message = Bilingual(
            "要求数不能是负数，上限不能低于下限。", "A target is not negative, a limit not below it."
        )
        raise Rejected(Problem("target", message))
    save_row(session, requirement, values, version=version, actor=actor, now=now)


def save_venue(
    session: Session, venue: Venue, values: Values, *, version: int | None, actor: Actor, now: datetime
) -> None:
    """Add or change a venue; a new name, address or district revises the events held there.

    A new one whose slug is there already is the same form sent twice, and is left as it is.
    """
    if not values.get("name_zh", "").strip():
        raise Rejected(Problem("name_zh", Bilingual("请填写名称。", "Give it a name.")))
    if version is None:
        wait_for_own(session, actor)
        if session.exec(select(Venue.id).where(Venue.slug == venue.slug)).first() is not None:
            return
    changed = save_row(session, venue, values, version=version, actor=actor, now=now)
    if changed.keys() & {"name_zh", "name_en", "address", "street", "district_id"}:
        revise_shown(session, session.exec(select(Event.id).where(Event.venue_id == venue.id)).all(), now=now)


def save_named(
    session: Session,
    row: Audience | Measure,
    values: Values,
    *,
    version: int | None,
    actor: Actor,
    now: datetime,
) -> None:
    """Add an audience category or a measure at the end, or change one; codes are unique within the edition."""
    siblings = _siblings(session, row)
    if any(other.code == values["code"] and other.id != row.id for other in siblings):
        taken = Bilingual("代号“{code}”已被使用。", "The code “{code}” is taken.")
        raise Rejected(Problem("code", taken.filled(code=values["code"])))
    if version is None:
        row.position = max((other.position for other in siblings), default=-1) + 1
    save_row(session, row, values, version=version, actor=actor, now=now)


def move_named(
    session: Session, row: Audience | Measure, step: int, *, version: int, actor: Actor, now: datetime
) -> None:
    """Move a row up (-1) or down (1) among its siblings; at the edge it stays where it is."""
    siblings = _siblings(session, row)
    place = next(n for n, other in enumerate(siblings) if other.id == row.id)
    neighbour = place + step
    if not 0 <= neighbour < len(siblings):
        return
    if row.version != version:
        raise Stale(row)
    siblings[place], siblings[neighbour] = siblings[neighbour], siblings[place]
    for position, other in enumerate(siblings):
        if other.position != position:
            save_row(session, other, {"position": position}, version=other.version, actor=actor, now=now)


def _siblings(session: Session, row: Audience | Measure) -> list[Audience | Measure]:
    model: Any = type(row)
    same = select(model).where(model.edition_id == row.edition_id)
    return list(session.exec(same.order_by(col(model.position), col(model.id))))
