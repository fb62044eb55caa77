"""Administrators change what the programme is made of; what calendars show of it revises the events concerned."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, SQLModel, col, delete, select

from campaigns.core.permissions import Actor, may_administer
from campaigns.core.revisions import next_revised_at
from campaigns.core.wording import Bilingual
from campaigns.enums import DayKind, OrganisationKind
from campaigns.errors import Forbidden, Problem, Rejected, Stale
from campaigns.models.activity import Activity, ActivityMeasure
from campaigns.models.event import Event, EventOrganiser
from campaigns.models.measure import Audience, Measure
from campaigns.models.organisation import Organisation, OrganisationName
from campaigns.models.requirement import Requirement
from campaigns.models.venue import Venue
from campaigns.models.workday import CalendarDay, CalendarYear
from campaigns.operations.changes import record
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
    if not is_new and row.version != version:  # type: ignore[attr-defined]
        raise Stale(row)
    before = {} if is_new else {name: getattr(row, name) for name in values}
    changed = {name: old for name, old in before.items() if old != values[name]}
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
    session: Session, activity: Activity, values: Values, *, version: int, actor: Actor, now: datetime
) -> None:
    """Change an activity; new names revise its events, a new window moves the due day calendars expect."""
    start, end = values.get("window_start_on"), values.get("window_end_on")
    if start and end and end < start:
        message = Bilingual("活动期的结束日不能早于开始日。", "The window ends before it starts.")
        raise Rejected(Problem("window_end_on", message))
    changed = save_row(session, activity, values, version=version, actor=actor, now=now)
    if changed:
        activity.revised_at = next_revised_at(activity.revised_at, now)
        activity.sequence += "window_end_on" in changed
        session.add(activity)
    if changed.keys() & {"name_zh", "name_en", "short_zh", "short_en", "colour"}:
        revise_shown(
            session, session.exec(select(Event.id).where(Event.activity_id == activity.id)).all(), now=now
        )


def set_activity_measures(
    session: Session, activity: Activity, measure_ids: list[int], *, actor: Actor
) -> None:
    """Make the close-out form of an activity ask for these measures, in this order."""
    if not may_administer(actor):
        raise Forbidden
    session.exec(delete(ActivityMeasure).where(col(ActivityMeasure.activity_id) == activity.id))
    for position, measure_id in enumerate(measure_ids):
        session.add(ActivityMeasure(activity_id=activity.id or 0, measure_id=measure_id, position=position))
    session.flush()


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
    """Add or change a venue; a new name, address or district revises the events held there."""
    if not values.get("name_zh", "").strip():
        raise Rejected(Problem("name_zh", Bilingual("请填写名称。", "Give it a name.")))
    changed = save_row(session, venue, values, version=version, actor=actor, now=now)
    if changed.keys() & {"name_zh", "name_en", "address", "street", "district_id"}:
        revise_shown(session, session.exec(select(Event.id).where(Event.venue_id == venue.id)).all(), now=now)


def save_organisation(
    session: Session,
    organisation: Organisation,
    name: OrganisationName,
    values: Values,
    names: Values,
    *,
    version: int | None,
    actor: Actor,
    now: datetime,
) -> None:
    """Add or change an organisation and the name it bears; events that show it are revised."""
    if not names.get("name_zh", "").strip():
        raise Rejected(Problem("name_zh", Bilingual("请填写名称。", "Give it a name.")))
    clash = select(Organisation.id).where(Organisation.slug == values.get("slug", organisation.slug))
    if session.exec(clash.where(col(Organisation.id) != (organisation.id or 0))).first() is not None:
        raise Rejected(Problem("slug", Bilingual("这个代号已被使用。", "This short code is taken.")))
    save_row(session, organisation, values, version=version, actor=actor, now=now)
    before = {key: getattr(name, key) for key in names}
    for key, value in names.items():
        setattr(name, key, value)
    name.organisation_id = organisation.id or 0
    session.add(name)
    session.flush()
    if version is not None and before != dict(names):
        record(session, actor=actor, subject_kind="organisation", subject_id=organisation.id or 0, verb="renamed",
               now=now, before=before, after=names)  # fmt: skip
        joint = select(EventOrganiser.event_id).where(EventOrganiser.organisation_id == organisation.id)
        shown = select(Event.id).where(
            (col(Event.host_id) == organisation.id)
            | (col(Event.district_id) == organisation.id)
            | col(Event.id).in_(joint)
        )
        revise_shown(session, session.exec(shown).all(), now=now)


def save_named(
    session: Session,
    row: Audience | Measure,
    values: Values,
    *,
    version: int | None,
    actor: Actor,
    now: datetime,
) -> None:
    """Add or change an audience category or a measure; codes are unique within the edition."""
    model = type(row)
    clash = select(model.id).where(model.edition_id == row.edition_id, model.code == values["code"])
    if session.exec(clash.where(col(model.id) != (row.id or 0))).first() is not None:
        raise Rejected(Problem("code", Bilingual("这个代号已被使用。", "This code is taken.")))
    save_row(session, row, values, version=version, actor=actor, now=now)


def set_calendar_day(
    session: Session, day: date, kind: DayKind | None, name: Bilingual, *, actor: Actor, now: datetime
) -> None:
    """Make a day a holiday, a make-up workday or a blackout, or (None) an ordinary day again."""
    if not may_administer(actor):
        raise Forbidden
    if kind is not None and not name.zh.strip():
        raise Rejected(Problem("name_zh", Bilingual("请写明是什么日子。", "Say what day it is.")))
    session.exec(delete(CalendarDay).where(col(CalendarDay.day) == day))
    if kind is not None:
        session.add(CalendarDay(day=day, kind=kind, name_zh=name.zh.strip(), name_en=name.en.strip()))
    year = session.get(CalendarYear, day.year) or CalendarYear(year=day.year)
    year.version += 1
    session.add(year)
    session.flush()
    record(session, actor=actor, subject_kind="calendar_year", subject_id=day.year, verb="day_set", now=now,
           after={"day": day, "kind": kind, "name": name.zh})  # fmt: skip


def confirm_calendar_year(session: Session, year: int, source: str, *, actor: Actor, now: datetime) -> None:
    """Record that a year's calendar follows its published notice."""
    if not may_administer(actor):
        raise Forbidden
    if not source.strip():
        raise Rejected(Problem("source", Bilingual("请写明依据的通知。", "Name the notice it follows.")))
    row = session.get(CalendarYear, year) or CalendarYear(year=year)
    row.is_confirmed, row.source = True, source.strip()
    row.version += 1
    session.add(row)
    session.flush()
    record(session, actor=actor, subject_kind="calendar_year", subject_id=year, verb="confirmed", now=now,
           after={"source": row.source})  # fmt: skip


NEW_ORGANISATION_KINDS = tuple(kind for kind in OrganisationKind if kind is not OrganisationKind.CITY_BUREAU)
