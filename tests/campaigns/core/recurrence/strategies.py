"""Rules as hypothesis generates them."""

from datetime import date, timedelta

from hypothesis import strategies as st

from campaigns.core.recurrence.rules import (
    DateList,
    DayOfMonth,
    MonthlyRule,
    MonthPart,
    NthWeek,
    NthWeekday,
    NthWorkday,
    Rule,
    WeeklyRule,
)

starts = st.dates(date(2026, 1, 1), date(2026, 12, 1))
weekday_sets = st.frozensets(st.integers(0, 6), min_size=1)
ordinals = st.integers(1, 5) | st.integers(-5, -1)
standard_parts: st.SearchStrategy[MonthPart] = st.one_of(
    st.builds(NthWeekday, ordinals, weekday_sets),
    st.builds(DayOfMonth, st.integers(1, 31) | st.just(-1)),
)
own_parts: st.SearchStrategy[MonthPart] = st.one_of(
    st.builds(NthWorkday, st.integers(1, 23) | st.integers(-23, -1)),
    st.builds(NthWeek, ordinals, weekday_sets),
)


@st.composite
def endings(draw: st.DrawFn, starts_on: date) -> tuple[int | None, date | None]:
    ending = draw(st.sampled_from(["count", "until", "open"]))
    count = draw(st.integers(1, 104)) if ending == "count" else None
    until = starts_on + timedelta(days=draw(st.integers(0, 400))) if ending == "until" else None
    return count, until


@st.composite
def weekly_rules(draw: st.DrawFn) -> WeeklyRule:
    starts_on = draw(starts)
    return WeeklyRule(draw(st.integers(1, 8)), draw(weekday_sets), starts_on, *draw(endings(starts_on)))


@st.composite
def monthly_rules(draw: st.DrawFn, parts: st.SearchStrategy[MonthPart]) -> MonthlyRule:
    starts_on = draw(starts)
    return MonthlyRule(draw(st.integers(1, 12)), draw(parts), starts_on, *draw(endings(starts_on)))


date_lists = st.sets(starts, min_size=1, max_size=30).map(lambda days: DateList(tuple(sorted(days))))
standard_rules: st.SearchStrategy[Rule] = weekly_rules() | monthly_rules(standard_parts)
rules: st.SearchStrategy[Rule] = standard_rules | monthly_rules(own_parts) | date_lists
