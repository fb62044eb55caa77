"""An event from its first plan on: added, shown, edited, moved, cancelled, restored, taken back."""

from datetime import time
from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlmodel import Session
from werkzeug.utils import redirect

from campaigns.agenda import AgendaItem
from campaigns.core.permissions import Actor
from campaigns.drafts import EventDraft
from campaigns.enums import EventStatus
from campaigns.operations.events import cancel_event, edit_event, move_event, schedule_event
from campaigns.operations.undo import restore_event, undo_change
from campaigns.queries.choices import EventChoices, get_event_choices
from campaigns.queries.dossiers import (
    get_dossier,
    get_event_of_change,
    get_event_to_change,
    list_participants,
    list_to_close_out,
    teams_among,
)
from campaigns.queries.events import find_made_event_id
from campaigns.queries.frames import Frame, get_frame
from campaigns.queries.proposals import list_warnings, moved_placement, placement_of_draft
from webapp.auth import get_actor
from webapp.changelog import Wording, log_lines
from webapp.clock import now
from webapp.db import get_session
from webapp.event_notices import announce_saved, warn_of
from webapp.forms.events import EditEventForm, EventFields, NewEventForm, People
from webapp.forms.filters import find_day
from webapp.forms.moves import MoveForm, ReasonForm, RestoreForm
from webapp.forms.page_form import PageForm
from webapp.places import inner_place
from webapp.statuses import awaits_closeout

blueprint = Blueprint("events", __name__)


@blueprint.route("/<int:year>/events/new", methods=["GET", "POST"])
def new(year: int) -> ResponseReturnValue:
    """Ask for activity, day and place; warnings are shown before the event is saved."""
    session, actor = get_session(), get_actor()
    frame = get_frame(session, year)
    choices = get_event_choices(session, frame, actor)
    form = NewEventForm(data=_asked_for())
    form.offer(choices, actor)
    if form.validate_on_submit():
        made_id = find_made_event_id(session, frame, form.creation_key.data)
        if made_id is not None:
            return redirect(f"/{year}/e/{made_id}", 303)
        draft = _accepted_draft(session, frame, actor, form, choices)
        if draft is not None:
            with form.reporting():
                event = schedule_event(session, frame, draft, actor=actor, now=now())
                event_id = event.id or 0
                session.commit()
                announce_saved(_("已新增。"), frame, event_id, draft.activity_code)
                return redirect(f"/{year}/e/{event_id}", 303)
        session.rollback()
    page = render_template("events/new.html", frame=frame, form=form, choices=choices)
    return page, form.status


@blueprint.get("/<int:year>/e/<int:event_id>")
def show(year: int, event_id: int) -> str:
    """Show everything about an event; after a close-out also what waits next."""
    session, actor = get_session(), get_actor()
    frame = get_frame(session, year)
    dossier = get_dossier(session, frame, actor, event_id)
    numbers = (*dossier.outcome.audiences, *dossier.outcome.measures) if dossier.outcome else ()
    wording = Wording(frame, dossier.venue_names, {number.code: number.name for number in numbers})
    return render_template(
        "events/show.html",
        frame=frame,
        dossier=dossier,
        item=dossier.item,
        lines=log_lines(dossier.changes, wording, may_change=dossier.may_change),
        reasons=ReasonForm(data={"version": dossier.item.version}),
        awaits=awaits_closeout(dossier.item, now()),
        waiting=_waiting(session, frame, actor),
        now=now(),
    )


@blueprint.route("/<int:year>/e/<int:event_id>/edit", methods=["GET", "POST"])
def edit(year: int, event_id: int) -> ResponseReturnValue:
    """Change anything about an event; the second of two people sees both versions."""
    session, actor = get_session(), get_actor()
    frame = get_frame(session, year)
    item = get_event_to_change(session, frame, actor, event_id)
    choices = get_event_choices(session, frame, actor)
    form = EditEventForm()
    form.offer(choices, actor, item)
    if request.method == "GET":
        form.fill(item, _people(session, frame, event_id), frame.edition.zone)
    elif form.validate_on_submit():
        draft = _accepted_draft(session, frame, actor, form, choices, event_id=event_id)
        if draft is not None:
            with form.reporting():
                edit_event(session, frame, event_id, draft, version=form.version.data, actor=actor, now=now())
                session.commit()
                announce_saved(_("已保存。"), frame, event_id, draft.activity_code)
                return redirect(f"/{year}/e/{event_id}", 303)
        session.rollback()
        form.show_theirs(item, _people(session, frame, event_id), frame.edition.zone)
    page = render_template("events/edit.html", frame=frame, form=form, choices=choices, item=item)
    return page, form.status


@blueprint.route("/<int:year>/e/<int:event_id>/move", methods=["GET", "POST"])
def move(year: int, event_id: int) -> ResponseReturnValue:
    """Give an event another day or time, and nothing else."""
    session, actor = get_session(), get_actor()
    frame = get_frame(session, year)
    item = get_event_to_change(session, frame, actor, event_id)
    form = MoveForm()
    if request.method == "GET":
        form.fill(item, frame.edition.zone)
    elif form.validate_on_submit():
        wanted = form.move(item, frame.edition.zone)
        placement = moved_placement(session, frame, item, wanted)
        if form.accepts(list_warnings(session, frame, placement, actor=actor)):
            with form.reporting():
                move_event(session, frame, event_id, wanted, actor=actor, now=now())
                session.commit()
                announce_saved(_("已改期。"), frame, event_id, item.activity.code)
                return redirect(f"/{year}/e/{event_id}", 303)
        session.rollback()
    return render_template("events/move.html", frame=frame, form=form, item=item), form.status


@blueprint.route("/<int:year>/e/<int:event_id>/cancel", methods=["GET", "POST"])
def cancel(year: int, event_id: int) -> ResponseReturnValue:
    """Cancel an event with a reason; it stays visible."""
    session, actor = get_session(), get_actor()
    frame = get_frame(session, year)
    item = get_event_to_change(session, frame, actor, event_id)
    form = ReasonForm(data={"version": item.version})
    if form.validate_on_submit():
        with form.reporting():
            cancel_event(
                session, frame, event_id, form.reason.data, version=form.version.data, actor=actor, now=now()
            )
            session.commit()
            announce_saved(_("已取消。"), frame, event_id, item.activity.code)
            return redirect(f"/{year}/e/{event_id}", 303)
    return render_template("events/cancel.html", frame=frame, form=form, item=item), form.status


@blueprint.post("/<int:year>/e/<int:event_id>/restore")
def restore(year: int, event_id: int) -> ResponseReturnValue:
    """Bring a cancelled event back; where something speaks against it, ask for the reason."""
    session, actor, form = get_session(), get_actor(), RestoreForm()
    frame = get_frame(session, year)
    item = get_event_to_change(session, frame, actor, event_id)
    if form.validate_on_submit():
        with form.reporting():
            reason, version = form.override_reason.data or "", form.version.data
            restore_event(
                session, frame, event_id, version=version, actor=actor, now=now(), override_reason=reason
            )
            session.commit()
            announce_saved(_("已恢复。"), frame, event_id, item.activity.code, may_undo=False)
            return redirect(f"/{year}/e/{event_id}", 303)
    session.rollback()
    if form.general and not form.theirs and item.status is EventStatus.CANCELLED:
        return render_template("events/restore.html", frame=frame, form=form, item=item), form.status
    warn_of(form)
    return redirect(f"/{year}/e/{event_id}", 303)


@blueprint.post("/<int:year>/changes/<int:change_id>/undo")
def undo(year: int, change_id: int) -> ResponseReturnValue:
    """Take one change back; what was changed since stands, and the page says so."""
    session, actor, form = get_session(), get_actor(), PageForm()
    frame = get_frame(session, year)
    event_id = get_event_of_change(session, frame, actor, change_id)
    with form.reporting():
        event = undo_change(session, frame, change_id, actor=actor, now=now())
        code = frame.activities[event.activity_id].code
        session.commit()
        announce_saved(_("已撤销。"), frame, event_id, code, may_undo=False)
    warn_of(form)
    wanted = request.form.get("next")
    return redirect(inner_place(wanted) if wanted else f"/{year}/e/{event_id}", 303)


def _accepted_draft(
    session: Session,
    frame: Frame,
    actor: Actor,
    form: EventFields,
    choices: EventChoices,
    *,
    event_id: int = 0,
) -> EventDraft | None:
    """Return what was entered once the planner has read what speaks against it."""
    draft = form.draft(choices, frame.edition.zone)
    placement = placement_of_draft(session, frame, draft, actor=actor, event_id=event_id)
    return draft if form.accepts(list_warnings(session, frame, placement, actor=actor)) else None


def _waiting(session: Session, frame: Frame, actor: Actor) -> tuple[AgendaItem, ...]:
    """Return what else waits to be recorded, for somebody who has just recorded one."""
    return list_to_close_out(session, frame, actor, now()) if request.args.get("next") == "closeout" else ()


def _people(session: Session, frame: Frame, event_id: int) -> People:
    participants = list_participants(session, frame, event_id)
    persons = tuple(one.person_id for one in participants if one.person_id is not None)
    return persons, tuple(team.slug for team in teams_among(participants))


def _asked_for() -> dict[str, Any]:
    """Return what the address asks to have filled in; what cannot be read is left empty."""
    given = request.args
    wanted: dict[str, Any] = {"activity": given.get("activity", ""), "place": given.get("place", "")}
    try:
        start = time.fromisoformat(given.get("time", ""))
    except ValueError:
        start = None
    return wanted | {"day": find_day(given.get("date", "")), "start": start}
