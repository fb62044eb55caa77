"""Who owes which summary, due when: rules and recorded ends become due days here, nowhere stored."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import defer
from sqlmodel import Session, col, select

from campaigns.core.deadlines import DeadlineRuleFacts, advice_day, due, is_overdue
from campaigns.core.permissions import Actor
from campaigns.core.wording import Bilingual
from campaigns.core.workdays import WorkCalendar
from campaigns.enums import DeadlineAnchor, ReportStatus
from campaigns.errors import NotFound
from campaigns.models.account import Account
from campaigns.models.activity import Activity
from campaigns.models.obligation import DeadlineRule, Obligation, Report, ReportStep
from campaigns.queries.frames import Frame
from campaigns.queries.sight import visible_obligations
from campaigns.submissions import Ending, ObligationLine, ObligationList, StepTaken

# The stored file of a report is read only when somebody downloads it.
WITHOUT_DOCUMENT = defer(Report.document)  # type: ignore[arg-type]


def list_obligations(
    session: Session,
    frame: Frame,
    actor: Actor | None,
    calendar: WorkCalendar,
    *,
    today: date,
    obligation_id: int | None = None,
) -> ObligationList:
    """Return the visible obligations with their due days in one statement; actor None is the system itself."""
    statement = (
        select(Obligation, DeadlineRule, Report)
        .options(WITHOUT_DOCUMENT)
        .join(DeadlineRule, col(DeadlineRule.id) == col(Obligation.rule_id))
        .join(Report, col(Report.obligation_id) == col(Obligation.id), isouter=True)
        .where(Obligation.edition_id == frame.edition.id)
        .order_by(col(Report.number))
    )
    if actor is not None:
        statement = statement.where(visible_obligations(actor))
    if obligation_id is not None:
        statement = statement.where(col(Obligation.id) == obligation_id)
    latest = {row.id or 0: (row, rule, report) for row, rule, report in session.exec(statement)}
    lines = [_line(frame, *found, calendar, today) for found in latest.values()]
    positions = {organisation_id: n for n, organisation_id in enumerate(frame.organisations)}
    lines.sort(
        key=lambda x: (x.due_on or x.expected_due_on or date.max, x.activity.id, positions[x.organisation.id])
    )
    return ObligationList(frame.edition, today, tuple(lines))


def get_obligation(
    session: Session, frame: Frame, actor: Actor, calendar: WorkCalendar, obligation_id: int, *, today: date
) -> ObligationLine:
    """Return one visible obligation, or raise NotFound."""
    found = list_obligations(session, frame, actor, calendar, today=today, obligation_id=obligation_id)
    if not found.lines:
        raise NotFound("obligation", obligation_id)
    return found.lines[0]


@dataclass(frozen=True)
class WayUp:
    """One obligation with every version of its report and every step, newest first; a report has no file here."""

    line: ObligationLine
    reports: tuple[Report, ...]
    steps: tuple[StepTaken, ...]


def get_way_up(
    session: Session, frame: Frame, actor: Actor, calendar: WorkCalendar, obligation_id: int, *, today: date
) -> WayUp:
    """Return one visible obligation with its reports and steps in one statement, or raise NotFound."""
    statement = (
        # SQLModel declares select() for at most four things.
        select(Obligation, DeadlineRule, Report, ReportStep, Account.display_name)  # type: ignore[call-overload]
        .options(WITHOUT_DOCUMENT)
        .join(DeadlineRule, col(DeadlineRule.id) == col(Obligation.rule_id))
        .join(Report, col(Report.obligation_id) == col(Obligation.id), isouter=True)
        .join(ReportStep, col(ReportStep.report_id) == col(Report.id), isouter=True)
        .join(Account, col(Account.id) == col(ReportStep.account_id), isouter=True)
        .where(Obligation.edition_id == frame.edition.id, col(Obligation.id) == obligation_id)
        .where(visible_obligations(actor))
        .order_by(col(Report.number).desc(), col(ReportStep.id).desc())
    )
    rows = session.exec(statement).all()
    if not rows:
        raise NotFound("obligation", obligation_id)
    obligation, rule, newest, _, _ = rows[0]
    return WayUp(
        line=_line(frame, obligation, rule, newest, calendar, today),
        reports=tuple({report.id: report for _, _, report, _, _ in rows if report}.values()),
        steps=tuple(
            StepTaken(report.number, step.status, step.at, name or "", step.reason)
            for _, _, report, step, name in rows
            if step
        ),
    )


def get_submitted_document(session: Session, obligation_id: int, number: int) -> bytes:
    """Return the frozen file of one version, or raise NotFound; who may see the obligation is asked before."""
    statement = select(Report.document).where(
        Report.obligation_id == obligation_id, Report.number == number, col(Report.document).is_not(None)
    )
    document = session.exec(statement).first()
    if document is None:
        raise NotFound("report", number)
    return document


def list_endings(session: Session, frame: Frame) -> tuple[Ending, ...]:
    """Return the activities whose due days follow a recorded end, in the notice's order."""
    statement = (
        select(Activity.id, Activity.version)
        .join(Obligation, col(Obligation.activity_id) == col(Activity.id))
        .join(DeadlineRule, col(DeadlineRule.id) == col(Obligation.rule_id))
        .where(Activity.edition_id == frame.edition.id)
        .where(col(DeadlineRule.anchor) == DeadlineAnchor.ACTUAL_END)
        .distinct()
    )
    versions = dict(session.exec(statement).all())
    return tuple(Ending(a, versions[a.id]) for a in frame.activities.values() if a.id in versions)


def rule_facts(rule: DeadlineRule) -> DeadlineRuleFacts:
    """Return a rule's row as the value the deadline decisions take."""
    return DeadlineRuleFacts(rule.code, rule.anchor, rule.add_days, rule.fixed_month, rule.fixed_day)


def _line(
    frame: Frame,
    row: Obligation,
    rule: DeadlineRule,
    report: Report | None,
    calendar: WorkCalendar,
    today: date,
) -> ObligationLine:
    activity = frame.activities[row.activity_id]
    when = due(
        rule_facts(rule),
        frame.edition.year,
        actual_end_on=activity.actual_end_on,
        planned_end_on=activity.window_end_on,
        extended_to=row.extended_to,
    )
    status = report.status if report else None
    waiting = status in (ReportStatus.SUBMITTED, ReportStatus.ACCEPTED)
    shown = when.due_on or when.expected_due_on
    return ObligationLine(
        id=row.id or 0,
        version=row.version,
        activity=activity,
        organisation=frame.organisations[row.organisation_id],
        recipient=frame.organisations[row.recipient_id] if row.recipient_id else None,
        what=Bilingual(rule.what_zh, rule.what_en),
        rule_code=rule.code,
        rule=Bilingual(rule.rule_zh, rule.rule_en),
        anchor_on=when.anchor_on,
        due_on=when.due_on,
        expected_due_on=when.expected_due_on,
        advice_on=advice_day(when.due_on, calendar) if when.due_on else None,
        is_overdue=is_overdue(when.due_on, today, status),
        days_left=(shown - today).days if shown and not waiting else None,
        status=status,
        submitted_at=report.submitted_at if report else None,
        report_version=report.number if report else 0,
        return_reason=report.return_reason if report else "",
        is_extended=row.extended_to is not None,
    )
