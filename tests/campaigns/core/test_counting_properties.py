"""What must hold for any required count over any ledger."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from campaigns.core.counting import count
from campaigns.core.ledger import EventFacts, RequirementFacts
from campaigns.enums import Counted, CountLevel, EventLevel, EventStatus, Period
from tests.campaigns.core.ledgers import HUANCUI, WENDENG, ledger, requirement

days = st.dates(date(2025, 12, 1), date(2027, 1, 31))
events_of_a_year = st.lists(
    st.builds(
        EventFacts,
        id=st.integers(1, 30),
        activity_code=st.sampled_from(["S3", "S2"]),
        level=st.sampled_from(EventLevel),
        status=st.sampled_from(EventStatus),
        local_day=days,
        district_id=st.sampled_from([None, HUANCUI, WENDENG]),
        organiser_ids=st.frozensets(st.sampled_from([1, HUANCUI, WENDENG]), min_size=1),
        tallies=st.dictionaries(
            st.sampled_from(["a", "b"]), st.decimals(0, 50, places=0, allow_nan=False, allow_infinity=False)
        ),
    ),
    max_size=25,
    unique_by=lambda event: event.id,
)
any_requirement = st.builds(
    lambda counted, target, level, period: requirement(
        counted, str(target), level=level, period=period, measure="a", whole_measure="b"
    ),
    st.sampled_from(Counted),
    st.integers(1, 8),
    st.sampled_from(CountLevel),
    st.sampled_from(Period),
)


@given(any_requirement, events_of_a_year, days)
def test_nothing_is_negative_and_what_is_missing_is_what_the_plan_lacks(
    asked: RequirementFacts, events: list[EventFacts], today: date
) -> None:
    found = count(asked, ledger(*events, today=today))

    assert min(found.done, found.planned, found.missing, found.expected, found.behind) >= 0
    if found.counted is not Counted.PER_EVENT:
        assert found.missing == max(Decimal(0), found.target - found.done - found.planned)
    assert set(found.held_event_ids).isdisjoint(found.planned_event_ids)


@given(any_requirement, events_of_a_year, days)
def test_an_event_given_twice_changes_nothing(
    asked: RequirementFacts, events: list[EventFacts], today: date
) -> None:
    once = count(asked, ledger(*events, today=today))
    twice = count(asked, ledger(*events, *events, today=today))

    assert once == twice


@given(any_requirement, events_of_a_year, st.data())
def test_closing_out_one_more_event_never_lowers_what_is_done(
    asked: RequirementFacts, events: list[EventFacts], data: st.DataObject
) -> None:
    planned = [event for event in events if event.is_planned]
    if not planned or asked.counted is Counted.SHARE:
        return
    closed = replace(data.draw(st.sampled_from(planned)), status=EventStatus.HELD)
    after = [closed if event.id == closed.id else event for event in events]

    before_count, after_count = (
        count(asked, ledger(*some, today=date(2026, 7, 15))) for some in (events, after)
    )

    assert after_count.done >= before_count.done


@given(any_requirement, events_of_a_year, days, st.integers(0, 60))
def test_what_is_expected_never_falls_as_time_passes(
    asked: RequirementFacts, events: list[EventFacts], today: date, later: int
) -> None:
    now = count(asked, ledger(*events, today=today))
    then = count(asked, ledger(*events, today=today + timedelta(days=later)))

    assert then.expected >= now.expected


@given(events_of_a_year, days)
def test_every_required_week_is_in_exactly_one_state(events: list[EventFacts], today: date) -> None:
    asked = requirement(Counted.WEEKS, "1", period=Period.WEEK)

    found = count(asked, ledger(*events, today=today))

    states = int(found.done + found.planned) + len(found.missed_weeks) + len(found.open_weeks)
    assert states == int(found.target) == 52
