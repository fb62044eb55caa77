"""The rows that administrators edit, and how many of each there are."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVar

from sqlmodel import Session, SQLModel, col, func, select

from campaigns.core.permissions import Actor
from campaigns.core.wording import Bilingual
from campaigns.errors import NotFound
from campaigns.models.account import Account
from campaigns.models.activity import Activity, ActivityMeasure
from campaigns.models.change import Change
from campaigns.models.feed import FeedAddress
from campaigns.models.measure import Audience, Measure
from campaigns.models.organisation import Organisation
from campaigns.models.programme import Edition
from campaigns.models.requirement import Requirement
from campaigns.models.workday import CalendarDay, CalendarYear

# Longer than any double click, shorter than coming back to do it once more.
ONE_SITTING = timedelta(minutes=10)
Named = TypeVar("Named", Audience, Measure)
Row = TypeVar("Row", bound=SQLModel)


@dataclass(frozen=True, slots=True)
class SettingsCounts:
    """How many rows stand behind each section of the settings."""

    activities: int
    requirements: int
    organisations: int
    audiences: int
    measures: int
    calendar_days: int
    accounts: int
    changes: int
    editions: int


def count_settings(session: Session, edition_id: int, year: int) -> SettingsCounts:
    """Return the counts of an edition's settings in one statement."""
    of_edition = [
        select(func.count()).select_from(model).where(model.edition_id == edition_id).scalar_subquery()
        for model in (Activity, Requirement, Audience, Measure)
    ]
    activities, requirements, audiences, measures = of_edition
    organisations, accounts = (
        select(func.count()).select_from(model).where(col(model.is_active)).scalar_subquery()
        for model in (Organisation, Account)
    )
    changes, editions = (
        select(func.count()).select_from(model).scalar_subquery() for model in (Change, Edition)
    )
    days = (
        select(func.count())
        .select_from(CalendarDay)
        .where(col(CalendarDay.day).between(date(year, 1, 1), date(year, 12, 31)))
        .scalar_subquery()
    )
    counted = (
        activities,
        requirements,
        organisations,
        audiences,
        measures,
        days,
        accounts,
        changes,
        editions,
    )
    return SettingsCounts(*session.execute(select(*counted)).one())  # type: ignore[call-overload]


def count_own_feeds(session: Session, account_id: int) -> int:
    """Return how many feed addresses of a person are in force."""
    own = select(func.count()).select_from(FeedAddress).where(FeedAddress.account_id == account_id)
    return session.exec(own.where(col(FeedAddress.revoked_at).is_(None))).one()


def list_activity_rows(session: Session, edition_id: int) -> tuple[Activity, ...]:
    """Return an edition's activities in the notice's order."""
    own = select(Activity).where(Activity.edition_id == edition_id)
    return tuple(session.exec(own.order_by(col(Activity.position))))


def get_activity_row(session: Session, edition_id: int, code: str) -> Activity:
    """Return an activity's row, or raise NotFound."""
    own = select(Activity).where(Activity.edition_id == edition_id, Activity.code == code)
    return _found(session.exec(own).first(), "activity", code)


def measures_by_activity(session: Session, edition_id: int) -> dict[int, tuple[int, ...]]:
    """Return for each activity the measures its close-out asks for, in order."""
    statement = (
        select(ActivityMeasure)
        .join(Activity, col(Activity.id) == col(ActivityMeasure.activity_id))
        .where(Activity.edition_id == edition_id)
        .order_by(col(ActivityMeasure.position), col(ActivityMeasure.measure_id))
    )
    found: dict[int, tuple[int, ...]] = {}
    for row in session.exec(statement):
        found[row.activity_id] = (*found.get(row.activity_id, ()), row.measure_id)
    return found


def list_requirement_rows(session: Session, edition_id: int) -> tuple[Requirement, ...]:
    """Return an edition's required counts in the notice's order."""
    own = select(Requirement).where(Requirement.edition_id == edition_id)
    return tuple(session.exec(own.order_by(col(Requirement.position))))


def get_requirement_row(session: Session, edition_id: int, code: str) -> Requirement:
    """Return a required count's row, or raise NotFound."""
    own = select(Requirement).where(Requirement.edition_id == edition_id, Requirement.code == code)
    return _found(session.exec(own).first(), "requirement", code)


def get_named_row(session: Session, model: type[Named], edition_id: int, row_id: int) -> Named:
    """Return an audience category or a measure of an edition, or raise NotFound."""
    row = session.get(model, row_id)
    return _found(row if row is not None and row.edition_id == edition_id else None, "row", row_id)


def find_calendar_year(session: Session, year: int) -> CalendarYear:
    """Return a calendar year, or one that is not entered yet, with version 0."""
    return session.get(CalendarYear, year) or CalendarYear(year=year, version=0)


def list_edition_codes(session: Session, year: int) -> tuple[tuple[str, Bilingual], ...]:
    """Return code and short name of the activities of a year, none where it has no edition."""
    statement = (
        select(Activity)
        .join(Edition, col(Edition.id) == col(Activity.edition_id))
        .where(Edition.year == year)
        .order_by(col(Activity.position))
    )
    return tuple((row.code, Bilingual(row.short_zh, row.short_en)) for row in session.exec(statement))


def is_just_made(session: Session, preset: str, year: int, *, actor: Actor, now: datetime) -> bool:
    """Tell whether this person made this year from this preset a moment ago: the same form was sent twice."""
    made = (
        select(Change.id)
        .join(Edition, col(Edition.id) == Change.subject_id)
        .where(Change.subject_kind == "edition", Change.account_id == actor.account_id)
        .where(Change.at > now - ONE_SITTING, Edition.year == year, Edition.preset == preset)
    )
    return session.exec(made).first() is not None


def list_editions(session: Session) -> tuple[Edition, ...]:
    """Return the editions, newest first."""
    return tuple(session.exec(select(Edition).order_by(col(Edition.year).desc())))


def _found(row: Row | None, what: str, key: object) -> Row:
    if row is None:
        raise NotFound(what, key)
    return row


def get_edition_version(session: Session, year: int) -> int:
    """Return the version of a year's edition, or raise NotFound."""
    version = session.exec(select(Edition.version).where(Edition.year == year)).first()
    if version is None:
        raise NotFound("edition", year)
    return version
