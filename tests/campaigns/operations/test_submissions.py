"""The way up of a summary and the day a campaign ended, on both databases."""

from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

import pytest
from sqlmodel import Session, select

from campaigns.core.permissions import Actor
from campaigns.core.workdays import WorkCalendar
from campaigns.drafts import ReportTexts
from campaigns.enums import ReportStatus
from campaigns.errors import Forbidden, NotFound, Rejected, Stale
from campaigns.models.activity import Activity
from campaigns.models.obligation import Obligation, Report
from campaigns.operations.submissions import answer_report, record_end, submit_report, write_report
from campaigns.queries.changes import list_changes
from campaigns.queries.obligations import WayUp, get_submitted_document, get_way_up
from tests.campaigns.world import NOW, World

TEXTS = ReportTexts(main_practices="走访古陌社区。", problems="人手不足。", next_steps="增加两场。")
LATER = NOW + timedelta(days=1)


def owed_by(session: Session, world: World, slug: str) -> Obligation:
    organisation_id = world.frame.organisation(slug).id
    return session.exec(select(Obligation).where(Obligation.organisation_id == organisation_id)).one()


def way_up(session: Session, world: World, row: Obligation) -> WayUp:
    calendar = WorkCalendar.of([], [])
    return get_way_up(session, world.frame, world.city, calendar, row.id or 0, today=NOW.date())


def submit(
    session: Session, world: World, row: Obligation, actor: Actor, document: bytes = b"%PDF-1"
) -> Report:
    return submit_report(
        session, world.frame, row.id or 0, document, {"held": 4}, version=row.version, actor=actor, now=NOW
    )


def answer(
    session: Session, world: World, row: Obligation, status: ReportStatus, actor: Actor, reason: str = ""
) -> Report:
    return answer_report(
        session, world.frame, row.id or 0, status, reason=reason, version=row.version, actor=actor, now=LATER
    )


def test_what_is_written_is_kept_as_a_draft(session: Session, world: World) -> None:
    row = owed_by(session, world, "hc")

    write_report(session, world.frame, row.id or 0, TEXTS, version=1, actor=world.huancui, now=NOW)

    (report,) = way_up(session, world, row).reports
    assert (report.number, report.status, report.main_practices, row.version) == (
        1,
        ReportStatus.DRAFT,
        "走访古陌社区。",
        2,
    )
    assert [change.verb for change in list_changes(session, "obligation", row.id or 0)] == ["written"]


def test_submitting_freezes_the_figures_and_the_file(session: Session, world: World) -> None:
    row = owed_by(session, world, "hc")

    report = submit(session, world, row, world.huancui)

    assert (report.status, report.snapshot, report.document_sha256, report.submitted_at) == (
        ReportStatus.SUBMITTED,
        {"held": 4},
        sha256(b"%PDF-1").hexdigest(),
        NOW,
    )
    assert get_submitted_document(session, row.id or 0, 1) == b"%PDF-1"


def test_a_submitted_summary_cannot_be_written_or_submitted_again(session: Session, world: World) -> None:
    row = owed_by(session, world, "hc")
    submit(session, world, row, world.huancui)

    with pytest.raises(Rejected):
        write_report(
            session, world.frame, row.id or 0, TEXTS, version=row.version, actor=world.huancui, now=NOW
        )
    with pytest.raises(Rejected):
        submit(session, world, row, world.huancui, b"%PDF-2")

    assert get_submitted_document(session, row.id or 0, 1) == b"%PDF-1"


def test_a_return_needs_a_reason_and_the_correction_is_the_next_version(
    session: Session, world: World
) -> None:
    row = owed_by(session, world, "hc")
    write_report(session, world.frame, row.id or 0, TEXTS, version=1, actor=world.huancui, now=NOW)
    submit(session, world, row, world.huancui)

    with pytest.raises(Rejected):
        answer(session, world, row, ReportStatus.RETURNED, world.city)
    answer(session, world, row, ReportStatus.RETURNED, world.city, "人数与签到表不符")
    submit(session, world, row, world.huancui, b"%PDF-2")

    newest, oldest = way_up(session, world, row).reports
    assert (oldest.number, oldest.status, oldest.return_reason) == (
        1,
        ReportStatus.RETURNED,
        "人数与签到表不符",
    )
    assert (newest.number, newest.status, newest.main_practices) == (
        2,
        ReportStatus.SUBMITTED,
        "走访古陌社区。",
    )
    assert [(step.number, step.status, step.account_name) for step in way_up(session, world, row).steps] == [
        (2, ReportStatus.SUBMITTED, "环翠统筹员"),
        (1, ReportStatus.RETURNED, "市级统筹员"),
        (1, ReportStatus.SUBMITTED, "环翠统筹员"),
    ]
    assert get_submitted_document(session, row.id or 0, 1) == b"%PDF-1"


def test_the_city_accepts_and_then_nothing_moves(session: Session, world: World) -> None:
    row = owed_by(session, world, "hc")
    submit(session, world, row, world.huancui)

    report = answer(session, world, row, ReportStatus.ACCEPTED, world.city)

    assert report.status is ReportStatus.ACCEPTED
    with pytest.raises(Rejected):
        answer(session, world, row, ReportStatus.RETURNED, world.city, "太晚")


def test_nobody_accepts_what_they_submitted_themselves(session: Session, world: World) -> None:
    row = owed_by(session, world, "ldbz")
    submit(session, world, row, world.city)

    with pytest.raises(Rejected):
        answer(session, world, row, ReportStatus.ACCEPTED, world.city)

    assert (
        answer(session, world, row, ReportStatus.ACCEPTED, world.administrator).status
        is ReportStatus.ACCEPTED
    )


def test_a_stranger_finds_no_obligation_and_a_reader_may_not_write(session: Session, world: World) -> None:
    row = owed_by(session, world, "hc")

    with pytest.raises(NotFound):
        submit(session, world, row, world.rongcheng)
    with pytest.raises(NotFound):
        submit(session, world, row, world.school_liaison)
    with pytest.raises(Forbidden):
        submit(session, world, row, world.reader)
    with pytest.raises(Forbidden):
        answer(session, world, row, ReportStatus.ACCEPTED, world.huancui)


def test_the_loser_of_two_writers_is_told(session: Session, world: World) -> None:
    row = owed_by(session, world, "hc")
    write_report(session, world.frame, row.id or 0, TEXTS, version=1, actor=world.huancui, now=NOW)

    with pytest.raises(Stale):
        write_report(session, world.frame, row.id or 0, ReportTexts(), version=1, actor=world.city, now=NOW)


def activity(session: Session) -> Activity:
    return session.exec(select(Activity).where(Activity.code == "C1")).one()


def test_a_recorded_end_is_kept_and_can_be_taken_back(session: Session, world: World) -> None:
    record_end(session, world.frame, "C1", date(2026, 6, 1), version=1, actor=world.city, now=NOW)
    recorded = (activity(session).actual_end_on, activity(session).sequence, activity(session).version)
    record_end(session, world.frame, "C1", None, version=2, actor=world.city, now=LATER)

    assert recorded == (date(2026, 6, 1), 1, 2)
    assert (activity(session).actual_end_on, activity(session).sequence) == (None, 2)


def test_the_morning_of_the_zone_is_already_its_day(session: Session, world: World) -> None:
    before_breakfast = datetime(2026, 6, 8, 23, 30, tzinfo=UTC)

    record_end(
        session, world.frame, "C1", date(2026, 6, 9), version=1, actor=world.city, now=before_breakfast
    )

    assert activity(session).actual_end_on == date(2026, 6, 9)


@pytest.mark.parametrize("day", [date(2026, 5, 31), date(2026, 6, 2)])
def test_an_end_before_the_start_or_in_the_future_is_refused(
    session: Session, world: World, day: date
) -> None:
    with pytest.raises(Rejected) as refusal:
        record_end(session, world.frame, "C1", day, version=1, actor=world.city, now=NOW)

    assert [problem.field for problem in refusal.value.problems] == ["end_on"]


def test_only_the_city_records_an_end(session: Session, world: World) -> None:
    with pytest.raises(Forbidden):
        record_end(session, world.frame, "C1", date(2026, 6, 1), version=1, actor=world.huancui, now=NOW)
