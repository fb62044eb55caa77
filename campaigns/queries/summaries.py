"""The summary of one activity, organisation and year, gathered and handed to the one place that adds it up."""

from datetime import date
from decimal import Decimal

from sqlmodel import Session, col, select

from campaigns.core.deadlines import HANDED_IN
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
from campaigns.queries.ledgers import get_counting
from campaigns.queries.obligations import WITHOUT_DOCUMENT
from campaigns.queries.venues import list_columns
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
    obligation, report = _owed(session, activity, organisation)
    recipient_id = obligation.recipient_id if obligation else None
    if actor is not None and not may_see_obligation(actor, organisation.id, recipient_id):
        raise NotFound("summary", organisation_slug)
    return summary_of(session, frame, activity, organisation, recipient_id, report, calendar, today=today)


def summary_of(
    session: Session,
    frame: Frame,
    activity: ActivityRef,
    organisation: OrganisationRef,
    recipient_id: int | None,
    report: Report | None,
    calendar: WorkCalendar,
    *,
    today: date,
) -> ActivitySummary:
    """Return the summary with the texts of a report; who may see it has been asked before."""
    is_city = organisation.id == frame.coordinating_id
    wanted = EventFilter(activity_code=activity.code, organisation_slug="" if is_city else organisation.slug)
    recorded = recorded_by_event(session, edition_id=frame.edition.id, activity_id=activity.id)
    counting = get_counting(session, frame, calendar, today=today)
    audiences, measures = list_columns(session, frame.edition.id, activity.id)
    levels = set(CountLevel) if is_city else {CountLevel.DISTRICT}
    return summarise(
        frame.edition,
        activity,
        organisation,
        frame.organisations[recipient_id] if recipient_id else None,
        list_agenda(session, frame, None, wanted, organisers=counting.organiser_ids),
        {event_id: closeout_facts(event_id, found) for event_id, found in recorded.items()},
        [Audience(a.code, Bilingual(a.name_zh, a.name_en)) for a in audiences],
        [Measure(m.code, Bilingual(m.name_zh, m.name_en), Bilingual(m.unit_zh, m.unit_en)) for m in measures],
        tuple(
            line
            for line in counting.progress.requirements
            if line.activity == activity and line.level in levels
        ),
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


def _owed(
    session: Session, activity: ActivityRef, organisation: OrganisationRef
) -> tuple[Obligation | None, Report | None]:
    """Return who is owed the summary and the newest version of its report, without its document."""
    statement = (
        select(Obligation, Report)
        .options(WITHOUT_DOCUMENT)
        .join(Report, col(Report.obligation_id) == col(Obligation.id), isouter=True)
        .where(Obligation.activity_id == activity.id, Obligation.organisation_id == organisation.id)
        .order_by(col(Obligation.id), col(Report.number))
    )
    rows = session.exec(statement).all()
    own = [report for obligation, report in rows if obligation.id == rows[0][0].id]
    return (rows[0][0], own[-1]) if rows else (None, None)


def _signed_on(report: Report | None, zone: str, today: date) -> date:
    """Return the local day the report was submitted; one that is written, or was returned, carries today."""
    if report is None or report.submitted_at is None or report.status not in HANDED_IN:
        return today
    return local_day(report.submitted_at, zone)
