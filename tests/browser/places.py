"""Every page of the product as an address that leads somewhere in the demonstration."""

from collections.abc import Mapping

from flask import Flask
from sqlmodel import Session, col, select

from campaigns.enums import EventStatus
from campaigns.models.assignment import Assignment, Person
from campaigns.models.event import Event, Series
from campaigns.models.measure import Audience
from campaigns.models.obligation import Obligation
from campaigns.models.programme import Edition
from campaigns.models.roster import Roster, RosterMember
from tests.browser.planned import copied_year, planned_run
from tests.demo import MORNING, YEAR

# Answers that are no page: files, data, fragments, and what machines read.
NO_PAGES = (".pdf", ".ics", ".csv", ".json", "/favicon.ico", "/health", "/api/", "/static/", "/quick/preview")
# The same page again in another state, which looks different.
STATES = (
    "/2026/calendar?view=week",
    "/2026/calendar?view=day",
    "/2026/calendar?view=year",
    "/2026/calendar?view=list&activity=S2",
    "/2026/events?status=clashing",
    "/2026/events/new?activity=S3&date=2026-12-03",
    "/2026/feeds?scope=activity&value=S3",
    "/2026/series/new?activity=S2&every=1&weekday=1&start=09:00&end=11:00&starts=2026-12-01&count=4&place=x",
    "/2026/quick?text=S3%203%20December%2014:00",
    "/2026/reports?status=overdue",
    "/2026/rosters/2/fill?again=1",
    "/2009",
)


def pages(app: Flask) -> tuple[str, ...]:
    """Return an address for every endpoint that shows a page, and for some pages in further states."""
    values = values_of(app)
    adapter = app.url_map.bind("127.0.0.1")
    found = {
        adapter.build(rule.endpoint, fitting(rule.endpoint, rule.arguments, values))
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and not any(part in rule.rule for part in NO_PAGES)
    }
    return (*sorted(found), *STATES)


def fitting(endpoint: str, names: set[str], values: Mapping[str, object]) -> dict[str, object]:
    """Return what an address needs; a value under ``endpoint:name`` goes before one under the name alone."""
    return {name: values.get(f"{endpoint}:{name}", values.get(name)) for name in names}


def values_of(app: Flask) -> dict[str, object]:
    """Return what stands in addresses, by the name of the part."""
    run_id, line_key = planned_run(app)
    with Session(app.extensions["database"].reading) as session:
        edition_id = session.exec(select(Edition.id).where(Edition.year == YEAR)).one()
        confirmed = select(Event.id).where(
            Event.edition_id == edition_id, Event.status == EventStatus.CONFIRMED
        )
        ahead = session.exec(confirmed.where(col(Event.starts_at) > MORNING)).first()
        waiting = session.exec(confirmed.where(col(Event.ends_at) < MORNING)).first()
        held = session.exec(
            select(Event.id).where(Event.edition_id == edition_id, Event.status == EventStatus.HELD)
        ).first()
        owed = session.exec(select(Obligation.id).where(Obligation.edition_id == edition_id)).first()
        series = session.exec(select(Series.id).where(Series.edition_id == edition_id)).first()
        audience = session.exec(select(Audience.id).where(Audience.edition_id == edition_id)).first()
        roster = session.exec(select(Roster.id).where(Roster.edition_id == edition_id)).one()
        turn, member = session.exec(
            select(Assignment.event_id, RosterMember.id)
            .join(Event, col(Event.id) == col(Assignment.event_id))
            .join(RosterMember, col(RosterMember.organisation_id) == col(Assignment.organisation_id))
            .where(Assignment.roster_id == roster, RosterMember.roster_id == roster)
            .where(col(Event.starts_at) > MORNING)
        ).first() or (None, None)
        person = session.exec(select(Person.id).order_by(col(Person.id))).first()
    return {
        "year": YEAR,
        "settings_copy.result:year": copied_year(app),
        "person_id": person,
        "code": "S3",
        "month": 11,
        "event_id": ahead,
        "events.show:event_id": held,
        "closeouts.edit:event_id": waiting,
        "closeouts.reopen:event_id": held,
        "obligation_id": owed,
        "counts.show:code": "Q09",
        "settings_activities.count:code": "Q09",
        "account_id": 1,
        "slug": "hc",
        "series_id": series,
        "run_id": run_id,
        "plans.why:key": line_key,
        "kind": "audiences",
        "row_id": audience,
        "venue_id": 1,
        "roster_id": roster,
        "member_id": member,
        "roster_turns.turn:event_id": turn,
    }
