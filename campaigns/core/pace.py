"""Which days count, which days set the pace, and how a count stands on a day."""

import calendar as gregorian
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal

from campaigns.core.ledger import RequirementFacts
from campaigns.enums import Comparison, Period, Standing
from campaigns.references import EditionRef

ZERO = Decimal(0)
HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Days:
    """The local days from ``first`` to ``last``, both inclusive."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def length(self) -> int:
        """Return the number of days, at least one."""
        return max(1, (self.last - self.first).days + 1)

    def elapsed_before(self, today: date) -> int:
        """Return how many of the days have passed; today has not."""
        return min(max((today - self.first).days, 0), self.length)

    def within(self, outer: "Days") -> "Days":
        """Return the days that lie in ``outer`` too; where none do, the outer days."""
        first, last = max(self.first, outer.first), min(self.last, outer.last)
        return Days(first, last) if first <= last else outer


def counted_days(requirement: RequirementFacts, edition: EditionRef) -> Days:
    """Return the days whose events and figures count towards the requirement."""
    whole = Days(edition.starts_on, edition.ends_on)
    if requirement.month is not None:
        last = gregorian.monthrange(edition.year, requirement.month)[1]
        month = Days(date(edition.year, requirement.month, 1), date(edition.year, requirement.month, last))
        return month.within(whole)
    if requirement.period in (Period.WINDOW, Period.WEEK):
        return _window(requirement, whole)
    return whole


def pace_days(requirement: RequirementFacts, edition: EditionRef) -> Days:
    """Return the days over which the target is spread: the activity's own window where it has one.

    A yearly count of a campaign held in June is due in June, although an event in July still counts.
    """
    if requirement.month is None and requirement.period in (Period.YEAR, Period.ONCE):
        return _window(requirement, Days(edition.starts_on, edition.ends_on))
    return counted_days(requirement, edition)


def expected_by(target: Decimal, days: Days, today: date) -> Decimal:
    """Return the whole number that should be done by today: ceil(target x elapsed / period - 1/2)."""
    share = target * days.elapsed_before(today) / days.length - HALF
    return max(ZERO, share.to_integral_value(ROUND_CEILING))


def is_reached(amount: Decimal, requirement: RequirementFacts, target: Decimal) -> bool:
    """Tell whether an amount satisfies the count; "equal" is satisfied by more, which the number itself shows."""
    if requirement.comparison is Comparison.BETWEEN and requirement.target_max is not None:
        return target <= amount <= requirement.target_max
    return amount >= target


def standing_of(
    requirement: RequirementFacts,
    *,
    target: Decimal,
    done: Decimal,
    planned: Decimal,
    expected: Decimal,
    last_on: date,
    today: date,
) -> Standing:
    """Return how a count stands; after its last day only events that wait for a close-out can still save it."""
    if is_reached(done, requirement, target):
        return Standing.REACHED
    if done > target:
        return Standing.MISSED
    if today > last_on:
        return Standing.BEHIND if done + planned >= target else Standing.MISSED
    if done == expected == ZERO:
        return Standing.NOT_STARTED
    return Standing.ON_PACE if done >= expected else Standing.BEHIND


def _window(requirement: RequirementFacts, edition: Days) -> Days:
    """A campaign that ended later than planned counts to its recorded end."""
    activity = requirement.activity
    if activity is None:
        return edition
    first = activity.window_start_on or edition.first
    last = activity.window_end_on or edition.last
    return Days(first, max(last, activity.actual_end_on or last)).within(edition)
