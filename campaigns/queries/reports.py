"""One summary on its way up with everything its page shows, gathered in few statements."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from campaigns.core.differences import figure_changes
from campaigns.core.permissions import Actor, may_accept, may_submit
from campaigns.enums import ReportStatus
from campaigns.models.obligation import Report
from campaigns.queries.frames import Frame
from campaigns.queries.obligations import get_way_up
from campaigns.queries.placements import get_work_calendar
from campaigns.queries.summaries import frozen_figures, summary_of
from campaigns.submissions import FigureChange, ObligationLine, StepTaken
from campaigns.summary import ActivitySummary

OPEN = frozenset({None, ReportStatus.DRAFT, ReportStatus.RETURNED})


@dataclass(frozen=True)
class ReportDossier:
    """An obligation with its reports and steps, newest first, the figures of today, and what the actor may do.

    ``changes`` is what differs from the figures last submitted; ``is_own`` says that the actor submitted the version
    that waits, so that somebody else has to accept it.
    """

    line: ObligationLine
    reports: tuple[Report, ...]
    steps: tuple[StepTaken, ...]
    summary: ActivitySummary
    changes: tuple[FigureChange, ...]
    may_write: bool
    may_answer: bool
    is_own: bool

    @property
    def newest(self) -> Report | None:
        """Return the newest version, or None before anything was written."""
        return self.reports[0] if self.reports else None


def get_report_dossier(
    session: Session, frame: Frame, actor: Actor, obligation_id: int, *, today: date
) -> ReportDossier:
    """Return everything about one summary that the actor may see, or raise NotFound."""
    calendar = get_work_calendar(session, frame.edition.year)
    way = get_way_up(session, frame, actor, calendar, obligation_id, today=today)
    line, reports = way.line, way.reports
    recipient_id = line.recipient.id if line.recipient else None
    newest = reports[0] if reports else None
    summary = summary_of(
        session, frame, line.activity, line.organisation, recipient_id, newest, calendar, today=today
    )
    frozen = next((report for report in reports if report.submitted_at and report.snapshot), None)
    waits = line.status is ReportStatus.SUBMITTED
    return ReportDossier(
        line=line,
        reports=reports,
        steps=way.steps,
        summary=summary,
        changes=figure_changes(frozen.snapshot, frozen_figures(summary), summary) if frozen else (),
        may_write=line.status in OPEN and may_submit(actor, line.organisation.id),
        may_answer=waits and may_accept(actor, line.organisation.id, recipient_id),
        is_own=waits and reports[0].submitted_by == actor.account_id,
    )
