"""Administrators add organisations and keep the names they bear and bore; events that show a new name are revised."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from campaigns.core.naming import NameSpan, in_order, name_in, naming_problems
from campaigns.core.permissions import Actor
from campaigns.core.revisions import next_revised_at
from campaigns.core.wording import Bilingual
from campaigns.errors import Problem, Rejected
from campaigns.models.activity import Activity
from campaigns.models.event import Event, EventOrganiser
from campaigns.models.obligation import Obligation
from campaigns.models.organisation import Organisation, OrganisationName
from campaigns.models.programme import Edition
from campaigns.operations.changes import record
from campaigns.operations.revisions import revise_shown
from campaigns.operations.settings import save_row
from campaigns.queries.frames import list_years
from campaigns.queries.organisations import name_span


def save_organisation(
    session: Session,
    organisation: Organisation,
    values: Mapping[str, Any],
    names: Sequence[NameSpan],
    *,
    version: int | None,
    actor: Actor,
    now: datetime,
) -> None:
    """Add or change an organisation with all its names; ``version`` None adds.

    An edition's year that had a name keeps one, because events, obligations and feeds of that year show it.
    """
    rows = _name_rows(session, organisation)
    before, years = [name_span(row) for row in rows], list_years(session)
    problems = list(naming_problems(names, before, years))
    if version is None:
        problems += _slug_problems(session, values["slug"])
    if values.get("parent_id") is not None and _is_below(session, values["parent_id"], organisation.id):
        loop = Bilingual("上级单位不能是它自己或它的下级。", "An organisation cannot stand below itself.")
        problems.append(Problem("parent_id", loop))
    if problems:
        raise Rejected(*problems)
    save_row(session, organisation, values, version=version, actor=actor, now=now)
    ordered = in_order(names)
    if ordered == in_order(before):
        return
    for row in rows:
        session.delete(row)
    session.flush()
    session.add_all(_row(name, organisation.id or 0) for name in ordered)
    session.flush()
    old = {"names": _in_words(before)} if rows else {}
    record(session, actor=actor, subject_kind="organisation", subject_id=organisation.id or 0, verb="renamed",
           now=now, before=old, after={"names": _in_words(ordered)})  # fmt: skip
    _revise_shown(
        session,
        organisation.id or 0,
        [year for year in years if name_in(before, year) != name_in(ordered, year)],
        now=now,
    )


def _slug_problems(session: Session, slug: str) -> list[Problem]:
    if session.exec(select(Organisation.id).where(Organisation.slug == slug)).first() is None:
        return []
    return [Problem("slug", Bilingual(f"代号“{slug}”已被使用。", f"The short code “{slug}” is taken."))]


def _is_below(session: Session, parent_id: int | None, organisation_id: int | None) -> bool:
    """Tell whether a parent is the organisation itself or stands below it."""
    parents = {row.id: row.parent_id for row in session.exec(select(Organisation))}
    while parent_id is not None:
        if parent_id == organisation_id:
            return True
        parent_id = parents.get(parent_id)
    return False


def _revise_shown(session: Session, organisation_id: int, years: list[int], *, now: datetime) -> None:
    """Revise the events that show the organisation, and the due days that name it."""
    joint = select(EventOrganiser.event_id).where(EventOrganiser.organisation_id == organisation_id)
    shown = select(Event.id).where(
        (col(Event.host_id) == organisation_id)
        | (col(Event.district_id) == organisation_id)
        | col(Event.id).in_(joint)
    )
    revise_shown(session, session.exec(shown.where(col(Event.year).in_(years))).all(), now=now)
    owing = (
        select(Activity)
        .join(Obligation, col(Obligation.activity_id) == col(Activity.id))
        .join(Edition, col(Edition.id) == col(Activity.edition_id))
        .where(Obligation.organisation_id == organisation_id, col(Edition.year).in_(years))
    )
    for activity in session.exec(owing).all():
        activity.revised_at = next_revised_at(activity.revised_at, now)
        session.add(activity)
    session.flush()


def _name_rows(session: Session, organisation: Organisation) -> list[OrganisationName]:
    if organisation.id is None:
        return []
    own = select(OrganisationName).where(OrganisationName.organisation_id == organisation.id)
    return list(session.exec(own.order_by(col(OrganisationName.id))))


def _row(name: NameSpan, organisation_id: int) -> OrganisationName:
    return OrganisationName(
        organisation_id=organisation_id,
        since_year=name.since_year,
        until_year=name.until_year,
        name_zh=name.name_zh,
        name_en=name.name_en,
        short_zh=name.short_zh,
        short_en=name.short_en,
        code=name.code,
    )


def _in_words(names: Sequence[NameSpan]) -> str:
    return "; ".join(f"{name.name_zh} ({name.since_year or ''}–{name.until_year or ''})" for name in names)
