"""Days to keep free are entered and shown as spans."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from campaigns.core.blackouts import BlackoutSpan, blackout_rows, blackout_spans, check_blackout
from campaigns.core.wording import Bilingual
from campaigns.core.workdays import WorkCalendar

EXAM = Bilingual("高考", "College entrance examination")
CONGRESS = Bilingual("两会")
ALL: frozenset[str] = frozenset()


def of(*spans: BlackoutSpan) -> WorkCalendar:
    return WorkCalendar.of(row for span in spans for row in blackout_rows(span))


def test_days_with_the_same_name_and_activities_are_one_span() -> None:
    exam = BlackoutSpan(date(2026, 6, 7), date(2026, 6, 10), EXAM, frozenset({"S1", "C1"}))
    congress = BlackoutSpan(date(2026, 6, 9), date(2026, 6, 12), CONGRESS, ALL)
    second = BlackoutSpan(date(2026, 6, 14), date(2026, 6, 14), CONGRESS, ALL)

    assert blackout_spans(of(second, congress, exam).blackout_rows) == (exam, congress, second)


def test_what_is_wrong_with_a_span_is_said_beside_its_field() -> None:
    wrong = BlackoutSpan(date(2026, 6, 7), date(2026, 6, 6), Bilingual(""), ALL)
    long = BlackoutSpan(date(2026, 1, 1), date(2026, 6, 6), EXAM, ALL)
    elsewhere = BlackoutSpan(date(2026, 12, 30), date(2027, 1, 2), EXAM, ALL)

    found = [[problem.field for problem in check_blackout(one, 2026)] for one in (wrong, long, elsewhere)]

    assert found == [["name_zh", "last"], ["last"], ["last"]]


@given(st.sets(st.integers(0, 300), max_size=60))
def test_spans_cover_exactly_the_days(offsets: set[int]) -> None:
    days = {date(2026, 1, 1) + timedelta(days=n) for n in offsets}
    calendar = of(*(BlackoutSpan(day, day, EXAM, ALL) for day in days))

    spans = blackout_spans(calendar.blackout_rows)

    assert {row.day for span in spans for row in blackout_rows(span)} == days
    assert sum(span.days for span in spans) == len(days)
    assert all(
        one.last + timedelta(days=1) < other.first for one, other in zip(spans, spans[1:], strict=False)
    )
