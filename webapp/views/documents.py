"""Printed documents: the summary of an activity, a roster and the year wall, as PDF in place."""

from flask import Blueprint, Response, request
from flask_babel import gettext as _

from campaigns.core.permissions import Actor, sight_of
from campaigns.queries.frames import Frame, get_frame
from webapp.auth import get_actor
from webapp.clock import now, today
from webapp.db import get_session
from webapp.downloads import pdf
from webapp.i18n import LANGUAGES, language
from webapp.printing import print_document, read_roster, read_summary, read_wall

blueprint = Blueprint("documents", __name__)


@blueprint.get("/<int:year>/a/<code>/summary.pdf")
def summary(year: int, code: str) -> Response:
    """Answer the summary of an activity by ``?organisation=``, by default the actor's own."""
    session, actor = get_session(), get_actor()
    frame = get_frame(session, year)
    slug = request.args.get("organisation") or own_organisation(frame, actor)
    found = read_summary(session, frame, actor, code, slug, today=today(frame.edition.zone))
    session.close()
    chosen = wanted_language()
    name = _(
        "%(year)s年%(activity)s总结（%(organisation)s）",
        year=year,
        activity=found.activity.short.in_language(chosen),
        organisation=found.organisation.short.in_language(chosen),
    )
    return pdf(print_document("summary", found, chosen), name, f"{year}-{found.activity.code}-{slug}-summary")


@blueprint.get("/<int:year>/rosters/<int:roster_id>.pdf")
def roster(year: int, roster_id: int) -> Response:
    """Answer a roster as a table on A4."""
    session, actor = get_session(), get_actor()
    frame = get_frame(session, year)
    found = read_roster(session, frame, actor, roster_id, now=now(), today=today(frame.edition.zone))
    session.close()
    chosen = wanted_language()
    content = print_document("roster", found, chosen)
    return pdf(content, f"{year} {found.name.in_language(chosen)}", f"{year}-roster-{roster_id}")


@blueprint.get("/<int:year>/wall.pdf")
def wall(year: int) -> Response:
    """Answer the year on one A3 sheet."""
    session, actor = get_session(), get_actor()
    frame = get_frame(session, year)
    found = read_wall(session, frame, actor, today=today(frame.edition.zone))
    session.close()
    content = print_document("year-wall", found, wanted_language())
    return pdf(content, _("%(year)s年度计划", year=year), f"{year}-year-wall")


def own_organisation(frame: Frame, actor: Actor) -> str:
    """Return whose summary the actor means: the city's for who sees everything, else the district's or the own."""
    if sight_of(actor).is_everything:
        return frame.organisations[frame.coordinating_id].slug
    return frame.organisations[actor.district_id or actor.organisation_id].slug


def wanted_language() -> str:
    """Return the document's language: ``?language=``, else the reader's."""
    chosen = request.args.get("language", "")
    return chosen if chosen in LANGUAGES else language()
