"""The summary of one activity, organisation and year, gathered and handed to the one place that adds it up."""

from datetime import date
from decimal import Decimal

from sqlmodel import Session, col, select

from campaigns.core.permissions import Actor, may_see_obligation
from campaigns.core.spans import local_day
from campaigns.core.summing import summarise
from campaigns.core.wording import Bilingual
from campaigns.core.workdays import WorkCalendar
from campaigns.drafts import EventFilter
from campaigns.enums import CountLevel
from campaigns.errors import NotFound
from campaigns.models.obligation import Obligation, Report
from campaigns.queries.closeouts import Recorded, recorded_by_event
from campaigns.queries.events import list_agenda
from campaigns.queries.frames import Frame
from campaigns.queries.ledgers import get_progress
from campaigns.queries.obligations import WITHOUT_DOCUMENT
from campaigns.queries.venues import list_audiences, list_measures
from campaigns.references import ActivityRef, OrganisationRef
from campaigns.summary import ActivitySummary, Audience, CloseoutFacts, Measure, SummaryTexts


def get_activity_summary(
    session: Session,
    frame: Frame,
    actor: Actor | None,
    activity_code: str,
    organisation_slug: str,
    calendar: WorkCalendar,
    *,
    today: date,
) -> ActivitySummary:
    """Return the summary an organisation would submit today; the coordinating one sums up the whole activity.

    Raises NotFound for a summary the actor may not see.
    """
    activity, organisation = frame.activity(activity_code), frame.organisation(organisation_slug)
    obligation = _obligation(session, activity, organisation)
    recipient_id = obligation.recipient_id if obligation else None
    if actor is not None and not may_see_obligation(actor, organisation.id, recipient_id):
        raise NotFound("summary", organisation_slug)
    is_city = organisation.id == frame.coordinating_id
    wanted = EventFilter(activity_code=activity.code, organisation_slug="" if is_city else organisation.slug)
    recorded = recorded_by_event(session, edition_id=frame.edition.id, activity_id=activity.id)
    report = _newest_report(session, obligation)
    requirements = get_progress(session, frame, calendar, today=today).requirements
    levels = set(CountLevel) if is_city else {CountLevel.DISTRICT}
    return summarise(
        frame.edition,
        activity,
        organisation,
        frame.organisations[recipient_id] if recipient_id else None,
        list_agenda(session, frame, None, wanted),
        {event_id: closeout_facts(event_id, found) for event_id, found in recorded.items()},
        [
            Audience(a.code, Bilingual(a.name_zh, a.name_en))
            for a in list_audiences(session, frame.edition.id)
        ],
        [
            Measure(m.code, Bilingual(m.name_zh, m.name_en), Bilingual(m.unit_zh, m.unit_en))
            for m in list_measures(session, frame.edition.id, activity_id=activity.id)
        ],
        tuple(line for line in requirements if line.activity == activity and line.level in levels),
        SummaryTexts(report.main_practices, report.problems, report.next_steps) if report else SummaryTexts(),
        _signed_on(report, frame.edition.zone, today),
    )


def closeout_facts(event_id: int, found: Recorded) -> CloseoutFacts:
    """Return a close-out as the summary reads it."""
    closeout = found.closeout
    return CloseoutFacts(
        event_id=event_id,
        is_held=closeout.is_held,
        people=closeout.people,
        visits=closeout.visits or 0,
        by_audience=found.by_audience,
        by_measure=found.by_measure,
        text=closeout.text,
    )


def frozen_figures(summary: ActivitySummary) -> dict[str, object]:
    """Return the figures of a summary as a submission freezes them: JSON values, amounts as text."""

    def text(amount: Decimal | None) -> str | None:
        return None if amount is None else str(amount)

    return {
        "held": summary.held,
        "planned": summary.planned,
        "cancelled": summary.cancelled,
        "people": summary.people,
        "visits": summary.visits,
        "by_audience": {line.audience.code: text(line.people) for line in summary.by_audience},
        "by_measure": {line.measure.code: text(line.amount) for line in summary.by_measure},
        "requirements": {
            line.code: {"done": text(line.done), "target": text(line.target)} for line in summary.requirements
        },
        "signed_on": summary.signed_on.isoformat(),
    }


def _obligation(session: Session, activity: ActivityRef, organisation: OrganisationRef) -> Obligation | None:
    statement = select(Obligation).where(
        Obligation.activity_id == activity.id, Obligation.organisation_id == organisation.id
    )
    return session.exec(statement).first()


def _newest_report(session: Session, obligation: Obligation | None) -> Report | None:
    """Return the newest version of the report that answers the obligation, without its document."""
    if obligation is None:
        return None
    statement = select(Report).options(WITHOUT_DOCUMENT).where(Report.obligation_id == obligation.id)
    return session.exec(statement.order_by(col(Report.number).desc())).first()


def _signed_on(report: Report | None, zone: str, today: date) -> date:
    """Return the local day the report was submitted; one that is still written carries today."""
    return local_day(report.submitted_at, zone) if report and report.submitted_at else today
