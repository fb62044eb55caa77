"""Questions for the planner: a few tasks by hand, and a city of real size."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from campaigns.core.planner.tasks import HALVES, Assignment, FilterStep, Slot, Task
from campaigns.core.wording import Bilingual
from campaigns.enums import HalfDay

AM, PM, NIGHT = HALVES
MONDAY = date(2026, 6, 1)
YEAR = 2026
DISTRICTS = (("环翠", 63), ("荣成", 59), ("文登", 52), ("经区", 49), ("高区", 34), ("乳山", 19), ("临港", 13))
FAR = frozenset({2, 6})
HOLIDAYS = (
    (date(2026, 1, 1), 3), (date(2026, 2, 15), 9), (date(2026, 4, 4), 3), (date(2026, 5, 1), 5),
    (date(2026, 6, 19), 3), (date(2026, 9, 25), 3), (date(2026, 10, 1), 7),
)  # fmt: skip
MAKE_UP = frozenset(
    {
        date(2026, 1, 4),
        date(2026, 2, 14),
        date(2026, 2, 28),
        date(2026, 5, 9),
        date(2026, 9, 20),
        date(2026, 10, 10),
    }
)
WORKDAY_HALVES = (AM, PM)
OFFICE = 0


def day(offset: int) -> date:
    return MONDAY + timedelta(days=offset)


def slots(*offsets: int, halves: Sequence[HalfDay] = (AM,)) -> tuple[Slot, ...]:
    return tuple(Slot(day(offset), half) for offset in offsets for half in halves)


def task(key: str, where: tuple[Slot, ...], **values: Any) -> Task:
    filled: dict[str, Any] = {
        "activity_code": "S3",
        "label": Bilingual(key, key),
        "organisation_id": 1,
    } | values
    return Task(key=key, slots=where, **filled)


def workdays(first: date, last: date) -> list[date]:
    off = {start + timedelta(days=n) for start, length in HOLIDAYS for n in range(length)}
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [one for one in days if one in MAKE_UP or (one.weekday() < 5 and one not in off)]


def day_costs() -> dict[date, int]:
    """A make-up day costs most, the days around holidays, Mondays and Fridays a little."""
    every = workdays(date(YEAR, 1, 1), date(YEAR, 12, 31))
    working, costs = set(every), {}
    for one in every:
        cost = 1 if one.weekday() in (0, 4) else 0
        edges = (one - timedelta(days=1), one + timedelta(days=1))
        if one.weekday() in (1, 2, 3) and any(edge not in working for edge in edges):
            cost = 2
        costs[one] = 4 if one in MAKE_UP else cost
    return {one: cost for one, cost in costs.items() if cost}


def _half_days(days: Iterable[date], halves: Sequence[HalfDay] = WORKDAY_HALVES) -> tuple[Slot, ...]:
    return tuple(Slot(one, half) for one in days for half in halves)


class City:
    """Collects the tasks of one city; its numbers begin at ``shift`` so that cities share nothing."""

    def __init__(self, number: int = 0) -> None:
        self.number, self.shift = number, number * 10_000
        self.tasks: list[Task] = []
        self.venues = 1000 + self.shift

    def add(self, code: str, count: int, where: Sequence[tuple[Slot, ...]], **values: Any) -> None:
        """Add ``count`` tasks of an activity; each takes its own window where there are as many windows as tasks."""
        for number in range(count):
            window = where[number] if len(where) == count else where[0]
            key = f"{self.number}-{code}-{values.get('organisation_id', 0)}-{number:03}"
            trail = (
                FilterStep(Bilingual("窗口", "window"), 365),
                FilterStep(Bilingual("工作日", "workdays"), 248),
            )
            label = Bilingual(f"{code} 第{number + 1}场", f"{code} no. {number + 1}")
            filled = {"organisation_id": OFFICE + self.shift} | values
            made = Task(
                key=key, activity_code=code, label=label, slots=window, trail=trail, link=number, **filled
            )
            self.tasks.append(made)

    def spread(self, count: int, size: int) -> tuple[int, ...]:
        return tuple(self.venues + number for number in range(count * size))


def real_city(number: int = 0) -> tuple[Task, ...]:
    """About 393 tasks with about 40,000 half-days, as the notice asks for."""
    city = City(number)
    shift, year = city.shift, workdays(date(YEAR, 1, 1), date(YEAR, 12, 31))
    weeks = [year[n * len(year) // 52 : (n + 1) * len(year) // 52] for n in range(52)]
    crew = tuple(500 + shift + n for n in range(15))
    teams = (100 + shift, 101 + shift)
    for n, week in enumerate(weeks):
        city.add(
            f"S3w{n}", 1, [_half_days(week)], team_ids=teams, chain=f"{number}-S3", experts=1 + n % 2,
            expert_ids=crew, venue_ids=(city.venues + n, city.venues + n + 1), district_id=n % 7 + 1,
        )  # fmt: skip
    city.tasks = [replace(one, link=n, activity_code="S3") for n, one in enumerate(city.tasks)]
    # Headline days are one city's; the cities beside it only make the question larger.
    halls = (900 + shift, 901 + shift, 902 + shift)
    whole = [_half_days(year)]
    summer = [_half_days(workdays(date(YEAR, 6, 1), date(YEAR, 7, 31)))]
    autumn = [_half_days(workdays(date(YEAR, 9, 1), date(YEAR, 11, 30)))]
    evenings = [
        _half_days(year[n * len(year) // 24 : (n + 1) * len(year) // 24], (NIGHT,)) for n in range(24)
    ]
    city.add(
        "S5",
        6,
        autumn,
        team_ids=teams,
        experts=2,
        expert_ids=crew,
        venue_ids=halls,
        chain=f"{number}-S5",
        chain_gap=7,
    )
    city.add("S2", 24, evenings, venue_ids=(910 + shift,), chain=f"{number}-S2", chain_gap=7)
    city.add("S6", 10, whole, team_ids=teams, experts=1, expert_ids=crew, halves=2)
    city.add("S1", 7, summer, team_ids=teams, is_headline=number == 0, chain=f"{number}-S1", chain_gap=2)
    city.add("C", 12, whole, team_ids=teams, venue_ids=halls, is_headline=number == 0)
    for place in range(7):
        values = {
            "organisation_id": place + 1 + shift,
            "district_id": place + 1,
            "team_ids": (200 + place + shift,),
        }
        rooms = (920 + place + shift,)
        city.add("D-year", 12, whole, venue_ids=rooms, **values)
        city.add("D-autumn", 12, autumn, venue_ids=rooms, **values)
        city.add("D-summer", 8, summer, **values)
        city.add("D-steady", 8, [_half_days(year[n * 30 : n * 30 + 30]) for n in range(8)], **values)
    return tuple(city.tasks)


def real_size(cities: int = 1) -> Assignment:
    tasks = tuple(one for number in range(cities) for one in real_city(number))
    far = frozenset(FAR)
    return Assignment(tasks, day_costs=day_costs(), far_ids=far)
