"""The way up of a summary: written, submitted with its figures frozen, returned with a reason, accepted."""

import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from campaigns.core.lifecycle import check_report_step
from campaigns.core.permissions import Actor, may_accept, may_record_end, may_see_obligation, may_submit
from campaigns.core.revisions import next_revised_at
from campaigns.core.spans import local_day
from campaigns.core.wording import Bilingual
from campaigns.drafts import ReportTexts
from campaigns.enums import ReportStatus
from campaigns.errors import Forbidden, NotFound, Problem, Rejected, Stale
from campaigns.models.activity import Activity
from campaigns.models.obligation import Obligation, Report, ReportStep
from campaigns.operations.changes import record
from campaigns.queries.frames import Frame
from campaigns.submissions import TextsNow


def get_obligation_row(session: Session, frame: Frame, actor: Actor, obligation_id: int) -> Obligation:
    """Return the locked row of an obligation the actor may see, or raise NotFound."""
    statement = select(Obligation).where(
        col(Obligation.id) == obligation_id, Obligation.edition_id == frame.edition.id
    )
    row = session.exec(statement.with_for_update().execution_options(populate_existing=True)).first()
    if row is None or not may_see_obligation(actor, row.organisation_id, row.recipient_id):
        raise NotFound("obligation", obligation_id)
    return row


def write_report(
    session: Session,
    frame: Frame,
    obligation_id: int,
    texts: ReportTexts,
    *,
    version: int,
    actor: Actor,
    now: datetime,
) -> Report:
    """Keep the typed judgement in the open version of the report; a returned report opens the next version."""
    row = get_obligation_row(session, frame, actor, obligation_id)
    if not may_submit(actor, row.organisation_id):
        raise Forbidden
    if row.version != version:
        raise Stale(_texts_now(session, row))
    report = _open_report(session, row)
    before = {name: getattr(report, name) for name in ReportTexts.model_fields}
    for name, value in texts:
        setattr(report, name, value)
    _touch(session, row, report)
    record(session, actor=actor, subject_kind="obligation", subject_id=obligation_id, verb="written", now=now,
           before=before, after=dict(texts))  # fmt: skip
    return report


def submit_report(
    session: Session,
    frame: Frame,
    obligation_id: int,
    document: bytes,
    snapshot: Mapping[str, Any],
    *,
    version: int,
    actor: Actor,
    now: datetime,
) -> Report:
    """Submit the open version: the figures, the file and its SHA-256 are frozen with it."""
    row = get_obligation_row(session, frame, actor, obligation_id)
    if not may_submit(actor, row.organisation_id):
        raise Forbidden
    if row.version != version:
        raise Stale(row)
    report = _open_report(session, row)
    report.snapshot = dict(snapshot)
    report.document = document
    report.document_sha256 = hashlib.sha256(document).hexdigest()
    report.submitted_at, report.submitted_by = now, actor.account_id
    _step(session, row, report, ReportStatus.SUBMITTED, actor=actor, now=now)
    return report


def answer_report(
    session: Session,
    frame: Frame,
    obligation_id: int,
    status: ReportStatus,
    *,
    reason: str = "",
    version: int,
    actor: Actor,
    now: datetime,
) -> Report:
    """Accept a submitted report, or return it with a reason; nobody answers what they submitted themselves."""
    row = get_obligation_row(session, frame, actor, obligation_id)
    if not may_accept(actor, row.organisation_id, row.recipient_id):
        raise Forbidden
    if row.version != version:
        raise Stale(row)
    report = _latest(session, row)
    if report is None:
        raise Rejected(Problem("", Bilingual("还没有提交总结。", "Nothing has been submitted yet.")))
    problems = check_report_step(
        report.status, status, account_id=actor.account_id, submitted_by=report.submitted_by, reason=reason
    )
    if problems:
        raise Rejected(*problems)
    report.return_reason = reason.strip() if status is ReportStatus.RETURNED else ""
    _step(session, row, report, status, actor=actor, now=now, reason=reason)
    return report


def record_end(
    session: Session,
    frame: Frame,
    activity_code: str,
    end_on: date | None,
    *,
    version: int,
    actor: Actor,
    now: datetime,
) -> Activity:
    """Record the day an activity really ended (None takes it back); due days follow."""
    if not may_record_end(actor):
        raise Forbidden
    activity = session.get_one(
        Activity, frame.activity(activity_code).id, with_for_update=True, populate_existing=True
    )
    if activity.version != version:
        raise Stale(activity)
    problems = []
    if end_on and activity.window_start_on and end_on < activity.window_start_on:
        message = Bilingual("结束日不能早于活动开始的日子。", "An activity cannot end before it began.")
        problems.append(Problem("end_on", message))
    if end_on and end_on > local_day(now, frame.edition.zone):
        message = Bilingual("还没到的日子不能记为已结束。", "A day to come cannot be recorded as the end.")
        problems.append(Problem("end_on", message))
    if problems:
        raise Rejected(*problems)
    before = {"actual_end_on": activity.actual_end_on}
    activity.actual_end_on = end_on
    activity.sequence += 1
    activity.revised_at = next_revised_at(activity.revised_at, now)
    activity.version += 1
    session.add(activity)
    session.flush()
    record(session, actor=actor, subject_kind="activity", subject_id=activity.id or 0, verb="ended", now=now,
           before=before, after={"actual_end_on": end_on})  # fmt: skip
    return activity


def _latest(session: Session, row: Obligation) -> Report | None:
    statement = select(Report).where(Report.obligation_id == row.id).order_by(col(Report.number).desc())
    return session.exec(statement).first()


def _texts_now(session: Session, row: Obligation) -> TextsNow:
    latest = _latest(session, row)
    texts = {name: getattr(latest, name) for name in ReportTexts.model_fields} if latest else {}
    return TextsNow(version=row.version, **texts)


def _open_report(session: Session, row: Obligation) -> Report:
    """Return the version that may be written; raises Rejected while one waits for an answer or is accepted."""
    latest = _latest(session, row)
    if latest is None:
        return Report(obligation_id=row.id or 0)
    if latest.status is ReportStatus.DRAFT:
        return latest
    if latest.status is ReportStatus.RETURNED:
        texts = {name: getattr(latest, name) for name in ReportTexts.model_fields}
        return Report(obligation_id=row.id or 0, number=latest.number + 1, **texts)
    message = Bilingual(
        "这份总结已经提交，退回之前不能修改。",
        "This summary is submitted; it can change once it is returned.",
    )
    raise Rejected(Problem("", message))


def _step(
    session: Session,
    row: Obligation,
    report: Report,
    status: ReportStatus,
    *,
    actor: Actor,
    now: datetime,
    reason: str = "",
) -> None:
    before = report.status
    report.status = status
    _touch(session, row, report)
    session.add(
        ReportStep(
            report_id=report.id or 0,
            status=status,
            at=now,
            account_id=actor.account_id,
            reason=reason.strip(),
        )
    )
    after = {"status": status, "number": report.number}
    record(session, actor=actor, subject_kind="obligation", subject_id=row.id or 0, verb=status.value, now=now,
           before={"status": before}, after=after, reason=reason.strip())  # fmt: skip


def _touch(session: Session, row: Obligation, report: Report) -> None:
    row.version += 1
    report.version += 1
    session.add(row)
    session.add(report)
    session.flush()
