"""What administrators change: each write leaves its line, and the slower of two people overwrites nothing."""

from datetime import date
from decimal import Decimal

import pytest
from sqlmodel import Session, select

from campaigns.core.naming import NameSpan
from campaigns.core.wording import Bilingual
from campaigns.core.workdays import DayRow
from campaigns.enums import DayKind, OrganisationKind, Role, VenueKind
from campaigns.errors import Forbidden, Rejected, Stale
from campaigns.models.account import Account, LoginSession
from campaigns.models.change import Change
from campaigns.models.measure import Audience
from campaigns.models.organisation import Organisation
from campaigns.models.venue import Venue
from campaigns.operations.calendar_days import clear_calendar_day, confirm_calendar_year, set_calendar_days
from campaigns.operations.enrolment import edit_account, set_account_open
from campaigns.operations.naming import save_organisation
from campaigns.operations.settings import edit_activity, edit_requirement, move_named, save_named, save_venue
from campaigns.queries.frames import get_frame
from campaigns.queries.organisations import get_organisation
from campaigns.queries.placements import get_work_calendar
from campaigns.queries.settings import (
    find_calendar_year,
    get_activity_row,
    get_requirement_row,
    measures_by_activity,
)
from campaigns.queries.venues import list_audiences, list_measures
from tests.campaigns.world import NOW, World


def last_change(session: Session) -> Change:
    return session.exec(select(Change).order_by(Change.id.desc())).first()  # type: ignore[union-attr,return-value]


def test_a_new_window_end_moves_what_calendars_show(session: Session, world: World) -> None:
    row = get_activity_row(session, world.frame.edition.id, "C1")

    values = {"window_start_on": date(2026, 6, 1), "window_end_on": date(2026, 7, 5)}
    edit_activity(session, row, values, [], version=1, actor=world.administrator, now=NOW)

    assert (row.window_end_on, row.sequence, row.version) == (date(2026, 7, 5), 1, 2)
    assert (last_change(session).verb, last_change(session).after) == (
        "edited",
        {"window_end_on": "2026-07-05"},
    )


def test_an_activity_asks_for_measures_in_the_given_order(session: Session, world: World) -> None:
    row = get_activity_row(session, world.frame.edition.id, "S3")
    leaflets, jobs = (measure.id or 0 for measure in list_measures(session, world.frame.edition.id))

    edit_activity(session, row, {}, [jobs, leaflets], version=1, actor=world.administrator, now=NOW)

    assert measures_by_activity(session, world.frame.edition.id)[row.id or 0] == (jobs, leaflets)
    assert last_change(session).after == {"measures": "jobs, leaflets"}


def test_half_a_window_is_refused(session: Session, world: World) -> None:
    row = get_activity_row(session, world.frame.edition.id, "C1")

    values = {"window_start_on": date(2026, 6, 1), "window_end_on": None}
    with pytest.raises(Rejected) as caught:
        edit_activity(session, row, values, [], version=1, actor=world.administrator, now=NOW)

    assert [problem.field for problem in caught.value.problems] == ["window_end_on"]


def test_the_slower_of_two_gets_the_other_version(session: Session, world: World) -> None:
    row = get_requirement_row(session, world.frame.edition.id, "Q09")
    edit_requirement(session, row, {"target": Decimal(6)}, version=1, actor=world.administrator, now=NOW)

    with pytest.raises(Stale):
        edit_requirement(session, row, {"target": Decimal(7)}, version=1, actor=world.administrator, now=NOW)

    assert row.target == 6


def test_an_upper_limit_below_the_target_is_refused(session: Session, world: World) -> None:
    row = get_requirement_row(session, world.frame.edition.id, "Q09")

    values = {"target": Decimal(5), "target_max": Decimal(4)}
    with pytest.raises(Rejected):
        edit_requirement(session, row, values, version=1, actor=world.administrator, now=NOW)


def test_only_administrators_change_settings(session: Session, world: World) -> None:
    venue = Venue(slug="v", kind=VenueKind.HALL, name_zh="")

    with pytest.raises(Forbidden):
        save_venue(session, venue, {"name_zh": "会堂"}, version=None, actor=world.city, now=NOW)


def test_a_form_sent_twice_adds_one_venue(session: Session, world: World) -> None:
    for _time in range(2):
        venue = Venue(slug="v-same", kind=VenueKind.HALL, name_zh="")
        save_venue(session, venue, {"name_zh": "会堂"}, version=None, actor=world.administrator, now=NOW)

    assert len(session.exec(select(Venue).where(Venue.slug == "v-same")).all()) == 1


def test_a_new_audience_comes_last_and_can_move_up(session: Session, world: World) -> None:
    edition_id = world.frame.edition.id
    row = Audience(edition_id=edition_id, code="", name_zh="")
    save_named(
        session, row, {"code": "vet", "name_zh": "退役军人"}, version=None, actor=world.administrator, now=NOW
    )
    before = [audience.code for audience in list_audiences(session, edition_id)]

    move_named(session, row, -1, version=row.version, actor=world.administrator, now=NOW)

    assert before[-1] == "vet"
    assert [audience.code for audience in list_audiences(session, edition_id)][1] == "vet"


def test_a_code_is_given_once(session: Session, world: World) -> None:
    row = Audience(edition_id=world.frame.edition.id, code="", name_zh="")

    with pytest.raises(Rejected):
        save_named(
            session,
            row,
            {"code": "grad", "name_zh": "学生"},
            version=None,
            actor=world.administrator,
            now=NOW,
        )


def test_an_organisation_is_renamed_from_a_year_on(session: Session, world: World) -> None:
    line = get_organisation(session, "jyj")
    names = [NameSpan("市教育局", until_year=2025), NameSpan("市教育和体育局", since_year=2026)]

    save_organisation(session, line.row, {}, names, version=1, actor=world.administrator, now=NOW)

    assert get_frame(session, 2026).organisation("jyj").name.zh == "市教育和体育局"
    assert last_change(session).verb == "renamed"


def test_an_organisation_is_not_put_below_itself(session: Session, world: World) -> None:
    line = get_organisation(session, "jyj")

    values = {"parent_id": line.row.id}
    with pytest.raises(Rejected) as caught:
        save_organisation(
            session, line.row, values, line.names, version=1, actor=world.administrator, now=NOW
        )

    assert [problem.field for problem in caught.value.problems] == ["parent_id"]


def test_a_new_organisation_appears_in_the_frame(session: Session, world: World) -> None:
    row = Organisation(slug="", kind=OrganisationKind.DEPARTMENT)
    values = {"slug": "tw", "kind": OrganisationKind.DEPARTMENT, "position": 9}

    save_organisation(
        session, row, values, [NameSpan("团市委")], version=None, actor=world.administrator, now=NOW
    )

    assert get_frame(session, 2026).organisation("tw").name == Bilingual("团市委")


def test_days_are_entered_together_and_replace_their_like(session: Session, world: World) -> None:
    day, games = date(2026, 2, 15), DayRow(date(2026, 2, 15), DayKind.BLACKOUT, Bilingual("城运会"))
    work, off = (DayRow(day, kind, Bilingual("春节")) for kind in (DayKind.WORK, DayKind.OFF))
    set_calendar_days(session, 2026, [work, games], version=0, actor=world.administrator, now=NOW)

    set_calendar_days(session, 2026, [off], version=1, actor=world.administrator, now=NOW)

    calendar = get_work_calendar(session, 2026)
    assert (calendar.mark(day), calendar.blackouts(day)) == (DayKind.OFF, (games,))
    assert last_change(session).after == {"2026-02-15": "blackout 城运会; off 春节"}


def test_a_cleared_day_is_ordinary_again(session: Session, world: World) -> None:
    day = date(2026, 2, 15)
    row = DayRow(day, DayKind.OFF, Bilingual("春节"))
    set_calendar_days(session, 2026, [row], version=0, actor=world.administrator, now=NOW)

    clear_calendar_day(session, 2026, day, version=1, actor=world.administrator, now=NOW)

    assert get_work_calendar(session, 2026).mark(day) is None


def test_a_day_of_another_year_is_refused_whole(session: Session, world: World) -> None:
    rows = [DayRow(date(year, 2, 15), DayKind.OFF, Bilingual("春节")) for year in (2026, 2027)]

    with pytest.raises(Rejected):
        set_calendar_days(session, 2026, rows, version=0, actor=world.administrator, now=NOW)

    assert find_calendar_year(session, 2026).version == 0


def test_a_year_is_confirmed_only_with_its_source(session: Session, world: World) -> None:
    with pytest.raises(Rejected):
        confirm_calendar_year(
            session, 2026, " ", is_confirmed=True, version=0, actor=world.administrator, now=NOW
        )

    confirm_calendar_year(
        session, 2026, "国办通知", is_confirmed=True, version=0, actor=world.administrator, now=NOW
    )

    assert get_work_calendar(session, 2026).is_confirmed(2026)


def test_closing_an_account_ends_its_sessions(session: Session, world: World) -> None:
    account = session.get_one(Account, world.reader.account_id)
    session.add(LoginSession(token_hash="x", account_id=account.id or 0, created_at=NOW, expires_at=NOW))
    session.flush()

    set_account_open(session, account, is_open=False, version=1, actor=world.administrator, now=NOW)

    assert (account.is_active, session.exec(select(LoginSession)).all()) == (False, [])


def test_administrators_cannot_lock_themselves_out(session: Session, world: World) -> None:
    account = session.get_one(Account, world.administrator.account_id)

    with pytest.raises(Rejected):
        set_account_open(session, account, is_open=False, version=1, actor=world.administrator, now=NOW)
    with pytest.raises(Rejected):
        edit_account(session, account, display_name="管理员", role=Role.READER, version=1, now=NOW,
                     organisation_id=account.organisation_id, actor=world.administrator)  # fmt: skip
