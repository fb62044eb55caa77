"""The year of the notice as it might have been held: everything closed out."""

from datetime import date, timedelta

from campaigns.enums import EventLevel
from campaigns.sampling.ground import DISTRICTS, Ground
from campaigns.sampling.plans import Plan, city_event, district_event
from campaigns.sampling.series import roadshow, television, weekly_visits

CAMPUSES = ("campus-sdu", "campus-wvc", "campus-hit", "campus-jishi", "campus-foreign", "campus-wdjishi")
TALKS = ((9, 16), (9, 29), (10, 14), (10, 28), (11, 11), (11, 25))
BASES = [f"base-{number:02}" for number in range(1, 11)]
BASE_DISTRICTS = ("hc", "hc", "wd", "rc", "rs", "gq", "gq", "jq", "jq", "gyxq")


def plans_of_history(ground: Ground) -> list[Plan]:
    """Return the events that the notice asked for in its first year, 29 community weeks among them."""
    return [
        *weekly_visits(ground, date(2009, 6, 15)),
        *television(ground, date(2009, 6, 18)),
        *roadshow(ground, date(2009, 6, 16)),
        *_campaigns(ground),
        *(
            city_event(ground, "S3", ground.day(*day), campus)
            for day, campus in zip(TALKS, CAMPUSES, strict=True)
        ),
        *(city_event(ground, "S4", ground.day(month, 20), "base-06") for month in (7, 9, 10, 11)),
        *(city_event(ground, "S5", ground.day(month, 8), "hall-market") for month in (7, 9, 11)),
        *(city_event(ground, "S7", ground.day(month, 15), "hall-culture") for month in (7, 9)),
        city_event(ground, "S8", date(2009, 10, 22), "hall-expo"),
        *(
            Plan(
                "S2",
                ground.workday(ground.day(month, 12), taken_by=slug),
                ground.next_community(slug),
                slug,
                slug,
                EventLevel.DISTRICT,
                clock="14:30",
            )  # fmt: skip
            for slug in DISTRICTS
            for month in (7, 8, 10, 11)
        ),
    ]


def _campaigns(ground: Ground) -> list[Plan]:
    """Return the fairs, the ten bases, and the desks where loans were granted."""
    fair = Plan("C1", date(2009, 6, 27), ground.venues["hall-market"])
    fair.experts = [ground.next_expert(fair.day)]
    start = date(2009, 6, 22)
    bases = [
        city_event(ground, "C2", start + timedelta(days=4 * n), base, BASE_DISTRICTS[n])
        for n, base in enumerate(BASES)
    ]
    for plan in bases:
        plan.bases = 1
    return [
        fair,
        *bases,
        *(
            district_event(ground, "C1", start + timedelta(days=2 * n), slug, f"hall-{slug}")
            for n, slug in enumerate(DISTRICTS)
        ),
        *(city_event(ground, "C3", ground.day(month, 9), "hall-market") for month in range(7, 13)),
    ]
