"""A preset becomes an edition with everything that its year needs."""

from collections import Counter
from datetime import UTC, date, datetime

import pytest
from sqlmodel import Session, col, func, select

from campaigns.enums import DayKind, EditionStatus, OrganisationRole
from campaigns.errors import Rejected
from campaigns.models.activity import Activity, ActivityOrganisation
from campaigns.models.change import Change
from campaigns.models.obligation import DeadlineRule, Obligation
from campaigns.models.organisation import Organisation
from campaigns.models.programme import Edition, Programme
from campaigns.models.requirement import Requirement
from campaigns.models.roster import Roster, RosterMember, RosterTopic
from campaigns.models.venue import Venue
from campaigns.models.workday import CalendarDay, CalendarYear
from campaigns.operations.editions import create_edition
from campaigns.operations.workdays import seed_calendar_year
from campaigns.presets.loader import load_preset

NOW = datetime(2026, 1, 2, 3, 0, tzinfo=UTC)


def make(session: Session, year: int, preset: str = "notice-2009") -> Edition:
    return create_edition(session, load_preset(preset), year, actor_name="测试", now=NOW)


def windows(session: Session, edition: Edition) -> dict[str, tuple[date | None, date | None]]:
    rows = session.exec(select(Activity).where(Activity.edition_id == edition.id))
    return {row.code: (row.window_start_on, row.window_end_on) for row in rows if row.window_start_on}


def guests_of_television(session: Session, edition: Edition) -> list[str]:
    statement = (
        select(Organisation.slug)
        .join(ActivityOrganisation)
        .join(Activity)
        .where(Activity.edition_id == edition.id, Activity.code == "S6")
        .where(ActivityOrganisation.role == OrganisationRole.GUEST)
        .order_by(col(ActivityOrganisation.position))
    )
    return list(session.exec(statement))


def test_2009_has_the_windows_of_the_notice(session: Session) -> None:
    edition = make(session, 2009)

    assert (edition.starts_on, edition.ends_on, edition.status) == (
        date(2009, 6, 10), date(2009, 12, 31), EditionStatus.ACTIVE,
    )  # fmt: skip
    assert windows(session, edition) == {
        "C1": (date(2009, 6, 10), date(2009, 7, 9)),
        "C2": (date(2009, 6, 10), date(2009, 8, 9)),
        "C3": (date(2009, 6, 10), date(2009, 12, 31)),
        "S1": (date(2009, 6, 10), date(2009, 7, 31)),
        "S2": (date(2009, 6, 15), date(2009, 12, 31)),
        "S8": (date(2009, 10, 1), date(2009, 10, 31)),
    }


def test_a_later_year_follows_the_rules_of_the_windows(session: Session) -> None:
    edition = make(session, 2026)

    assert windows(session, edition) == {
        "C1": (date(2026, 6, 1), date(2026, 6, 30)),
        "C2": (date(2026, 6, 1), date(2026, 7, 31)),
        "C3": (date(2026, 1, 1), date(2026, 12, 31)),
        "S1": (date(2026, 6, 1), date(2026, 7, 31)),
        "S2": (date(2026, 1, 1), date(2026, 12, 31)),
        "S8": (date(2026, 10, 1), date(2026, 10, 31)),
    }
    roadshow = session.exec(select(Activity).where(Activity.code == "S1")).one()
    assert roadshow.name_zh == "“2026创业带动就业—市区行活动”"


def test_ten_bases_are_asked_in_2009_alone(session: Session) -> None:
    codes = {}
    for year in (2009, 2026):
        edition = make(session, year)
        rows = session.exec(select(Requirement.code).where(Requirement.edition_id == edition.id))
        codes[year] = set(rows)

    assert codes[2009] - codes[2026] == {"Q02"}
    assert len(codes[2009]) == 17


def test_each_activity_is_owed_by_seven_units_and_the_city(session: Session) -> None:
    make(session, 2009)

    found = Counter(
        session.exec(
            select(Activity.code, DeadlineRule.code)
            .join(Obligation, col(Obligation.activity_id) == col(Activity.id))
            .join(DeadlineRule, col(DeadlineRule.id) == col(Obligation.rule_id))
        )
    )

    rules = {"C1": "D1", "C2": "D1", "C3": "D2"} | {f"S{n}": "D3" for n in range(1, 9)}
    assert found == dict.fromkeys(rules.items(), 8)


def test_successors_take_the_place_of_merged_departments(session: Session) -> None:
    first, living = make(session, 2009), make(session, 2026)

    assert guests_of_television(session, first) == [
        "gsj", "sw", "rmyh", "jyj", "rsj", "cl", "gqt", "fl", "zgh", "jmw", "zxqy", "gsl", "experts",
    ]  # fmt: skip
    assert guests_of_television(session, living) == [
        "gsj", "sw", "rmyh", "jyj", "cl", "gqt", "fl", "zgh", "jmw", "gsl", "experts",
    ]  # fmt: skip


@pytest.mark.parametrize(("year", "members"), [(2009, 12), (2026, 11)])
def test_television_has_a_roster_of_the_guests_of_its_year(session: Session, year: int, members: int) -> None:
    edition = make(session, year)

    roster = session.exec(select(Roster).where(Roster.edition_id == edition.id)).one()
    rows = session.exec(select(RosterMember).where(RosterMember.roster_id == roster.id)).all()
    topics = session.exec(select(RosterTopic.id).where(RosterTopic.roster_id == roster.id)).all()
    assert (roster.per_slot_min, roster.per_slot_max, roster.topics_max, roster.min_gap) == (1, 2, 2, 3)
    assert (len(rows), len(topics)) == (members, 8)
    assert all(row.topic_ids and set(row.topic_ids) < set(topics) for row in rows)


def test_editions_share_programme_organisations_and_places(session: Session) -> None:
    make(session, 2009)
    before = session.exec(select(func.count()).select_from(Venue)).one()

    make(session, 2010)

    assert session.exec(select(func.count()).select_from(Venue)).one() == before
    assert session.exec(select(func.count()).select_from(Programme)).one() == 1
    assert session.exec(select(func.count()).select_from(Organisation)).one() == 32


def test_the_engine_is_general_another_programme_works_too(session: Session) -> None:
    edition = make(session, 2026, "chuangye-weihai-2025")

    rows = session.exec(select(Requirement).where(Requirement.edition_id == edition.id)).all()
    assert {row.code: int(row.target) for row in rows} == {
        "T01": 65, "T02": 19000, "T03": 50000, "T04": 60000, "T05": 95,
    }  # fmt: skip


def test_a_second_edition_of_a_year_is_refused(session: Session) -> None:
    make(session, 2026)

    with pytest.raises(Rejected) as caught:
        make(session, 2026, "chuangye-weihai-2025")

    assert [problem.field for problem in caught.value.problems] == ["year"]


def test_making_an_edition_leaves_a_line_in_the_log(session: Session) -> None:
    edition = make(session, 2026)

    line = session.exec(select(Change).where(Change.subject_kind == "edition")).one()
    assert (line.subject_id, line.verb, line.actor_name) == (edition.id, "created", "测试")
    assert line.after == {"year": 2026, "preset": "notice-2009"}


def test_a_known_year_is_confirmed_and_seeded_once(session: Session) -> None:
    seed_calendar_year(session, 2026, now=NOW)
    row = seed_calendar_year(session, 2026, now=NOW)

    kinds = Counter(session.exec(select(CalendarDay.kind)))
    assert row.is_confirmed
    assert (kinds[DayKind.OFF], kinds[DayKind.WORK]) == (33, 6)


def test_a_year_without_a_notice_is_provisional_and_knows_no_make_up_days(session: Session) -> None:
    row = seed_calendar_year(session, 2027, now=NOW)

    off = set(session.exec(select(CalendarDay.day).where(CalendarDay.kind == DayKind.OFF)))
    assert not session.get_one(CalendarYear, row.year).is_confirmed
    assert {date(2027, 2, 6), date(2027, 4, 5), date(2027, 6, 9), date(2027, 9, 15)} <= off
    assert session.exec(select(CalendarDay).where(CalendarDay.kind == DayKind.WORK)).all() == []
