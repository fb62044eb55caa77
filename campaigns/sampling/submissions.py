"""The summaries of the demonstration: accepted, returned, late, waiting and missing ones."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlmodel import Session, select

from campaigns.enums import ReportStatus
from campaigns.models.activity import Activity
from campaigns.models.obligation import Obligation, Report, ReportStep
from campaigns.models.organisation import Organisation
from campaigns.sampling.ground import Ground
from campaigns.sampling.people import SampleAccounts

ENDS_OF_2009 = {"C1": date(2009, 7, 9), "C2": date(2009, 8, 9)}
LATE = ("S7", "gyxq")
# In the living year: how far each unit's summary of the campaigns has come; who is not named has sent nothing.
COMING = {
    "C1": {"hc": "accepted", "wd": "accepted", "rs": "accepted", "gq": "accepted", "jq": "submitted",
           "rc": "returned", "ldbz": "accepted"},
    "C2": {"hc": "accepted", "wd": "submitted", "rs": "accepted", "gq": "submitted", "jq": "accepted",
           "gyxq": "draft"},
    "S8": {"hc": "submitted", "gq": "draft"},
    "S1": {"rs": "submitted"},
}  # fmt: skip
RETURN_REASON = "合计与分项不一致，请核对后重新报送"


@dataclass(frozen=True)
class Sending:
    """One summary on its way."""

    obligation: Obligation
    status: ReportStatus
    sent_at: datetime
    sender_id: int | None
    city_id: int


def record_ends(session: Session, ground: Ground) -> None:
    """Record the real end of the campaigns that are over."""
    for code in ("C1", "C2"):
        activity = ground.activities[code]
        end_on = ENDS_OF_2009.get(code) if ground.edition.year == 2009 else activity.window_end_on
        if end_on and end_on < ground.today:
            activity.actual_end_on = end_on
            session.add(activity)
    session.flush()


def add_reports(session: Session, ground: Ground, accounts: SampleAccounts) -> None:
    """Add the summaries that have been sent or begun."""
    statement = (
        select(Obligation, Activity, Organisation.slug)
        .join(Activity)
        .join(Organisation, Organisation.id == Obligation.organisation_id)  # type: ignore[arg-type]
        .where(Obligation.edition_id == ground.edition.id)
        .order_by(Obligation.id)  # type: ignore[arg-type]
    )
    senders = {
        "hc": accounts.id_of("huancui"),
        "rc": accounts.id_of("rongcheng"),
        "ldbz": accounts.id_of("city"),
    }
    is_past = ground.edition.year < ground.today.year
    sendings = []
    for obligation, activity, slug in session.exec(statement):
        status = "accepted" if is_past else COMING.get(activity.code, {}).get(slug)
        sent_on = _sent_on(ground, activity, slug)
        if status and sent_on < ground.today:
            sent_at = datetime.combine(sent_on, time(8, 30), UTC)
            sender = senders.get(slug)
            sendings.append(
                Sending(obligation, ReportStatus(status), sent_at, sender, accounts.id_of("admin"))
            )
    _write(session, sendings)


def _sent_on(ground: Ground, activity: Activity, slug: str) -> date:
    """Return the day a summary was sent: some days before it was due, but one late."""
    if activity.actual_end_on:
        return activity.actual_end_on + timedelta(days=10 if slug == "ldbz" else 7)
    if ground.edition.year == ground.today.year:
        return ground.day(11, 9)
    if (activity.code, slug) == LATE:
        return ground.day(12, 31) + timedelta(days=5)
    return ground.day(12, 25 if slug == "ldbz" else 18)


def _write(session: Session, sendings: list[Sending]) -> None:
    """Add the reports, and every step of their way."""
    reports = [_report(one) for one in sendings]
    session.add_all(reports)
    session.flush()
    for one, report in zip(sendings, reports, strict=True):
        if one.status is ReportStatus.DRAFT:
            continue
        session.add(ReportStep(report_id=report.id or 0, status=ReportStatus.SUBMITTED, at=one.sent_at,
                               account_id=one.sender_id))  # fmt: skip
        if one.status is not ReportStatus.SUBMITTED:
            reason = RETURN_REASON if one.status is ReportStatus.RETURNED else ""
            session.add(ReportStep(report_id=report.id or 0, status=one.status, account_id=one.city_id,
                                   at=one.sent_at + timedelta(days=2), reason=reason))  # fmt: skip
    session.flush()


def _report(one: Sending) -> Report:
    is_sent = one.status is not ReportStatus.DRAFT
    return Report(
        obligation_id=one.obligation.id or 0,
        status=one.status,
        main_practices="一是提前摸底，按需安排。二是部门联动，现场办理。三是跟踪服务，逐一回访。",
        problems="部分活动时间集中，专家调配紧张。",
        next_steps="错峰安排场次，继续做好跟踪服务。",
        submitted_at=one.sent_at if is_sent else None,
        submitted_by=one.sender_id if is_sent else None,
        return_reason=RETURN_REASON if one.status is ReportStatus.RETURNED else "",
    )
