"""The regular events of both years: weekly community visits and fortnightly television."""

from datetime import date, timedelta

from campaigns.core.spans import Week, weeks_between
from campaigns.sampling.ground import DISTRICTS, Ground
from campaigns.sampling.plans import Plan

WEDNESDAY, THURSDAY = 2, 3
# In the proportion of their communities, so that a week's turn is as fair to a community as to a unit.
ROUND = (
    "hc", "rc", "wd", "jq", "gq", "hc", "rc", "jq", "wd", "gq", "hc", "rs", "rc", "wd", "jq",
    "hc", "gq", "rc", "jq", "wd", "hc", "rc", "gq", "gyxq", "wd", "jq", "hc", "rc", "rs",
)  # fmt: skip
# Episodes further ahead have no guests yet, so that there is something to fill.
ASKED_DAYS = 21


def weekly_visits(ground: Ground, first: date, *, missed: frozenset[int] = frozenset()) -> list[Plan]:
    """Return one community visit for each ISO week with a working day, but none in the missed weeks."""
    plans: list[Plan] = []
    for week in weeks_between(first, ground.day(12, 31)):
        if week.iso_week in missed:
            continue
        visit = _visit(ground, week, ROUND[len(plans) % len(ROUND)])
        plans += [visit] if visit else []
    return plans


def _visit(ground: Ground, week: Week, district: str) -> Plan | None:
    """Return a week's visit: Wednesday, else the nearest working day; nothing in a week of holidays."""
    days = [week.monday_on + timedelta(days=n) for n in range((week.sunday_on - week.monday_on).days + 1)]
    workdays = [day for day in days if ground.is_workday(day)]
    if not workdays:
        return None
    wednesday = week.sunday_on - timedelta(days=week.sunday_on.weekday() - WEDNESDAY)
    day = min(workdays, key=lambda one: abs((one - wednesday).days))
    plan = Plan("S2", day, ground.next_community(district), district=district, original_on=wednesday)
    plan.experts, plan.organisers = [ground.next_expert(day)], ["zbwh"]
    return plan


def television(ground: Ground, first: date) -> list[Plan]:
    """Return an episode every second Thursday, or none where that is a holiday; the roster's members take turns."""
    plans: list[Plan] = []
    day = first + timedelta(days=(THURSDAY - first.weekday()) % 7)
    while day.year == first.year:
        if ground.is_workday(day):
            number = len(plans)
            plan = Plan("S6", day, ground.venues["studio-tv"], clock="19:00")
            plan.label_zh, plan.label_en = f"第{number + 1}期", f"episode {number + 1}"
            plan.experts = [ground.next_expert(day)] if number % 3 == 0 else []
            plans.append(plan)
        day += timedelta(days=14)
    for plan, guests in zip(plans, ground.guests.turns([plan.day for plan in plans]), strict=True):
        if (plan.day - ground.today).days <= ASKED_DAYS:
            plan.guests = guests
            plan.topics = list(dict.fromkeys(topic for _, topic in guests if topic))
    return plans


def roadshow(ground: Ground, first: date) -> list[Plan]:
    """Return one stop in every district, a week apart."""
    squares = {"hc": "square-xfm"} | {slug: f"square-{slug}" for slug in DISTRICTS if slug != "hc"}
    plans = []
    for number, district in enumerate(DISTRICTS):
        day = ground.workday(first + timedelta(days=6 * number), taken_by="roadshow")
        plan = Plan("S1", day, ground.venues[squares[district]], district=district)
        plan.experts, plan.organisers = [ground.next_expert(day)], [district]
        plans.append(plan)
    return plans
