"""Plausible numbers of what happened: parts never exceed the whole, people never exceed visits."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from sqlmodel import Session

from campaigns.enums import EventLevel, EventStatus
from campaigns.models.closeout import Closeout, Tally
from campaigns.sampling.ground import Ground
from campaigns.sampling.writing import Written, insert_all

# From and to: people at a city event; a district's draws about half as many.
PEOPLE = {
    "C1": (420, 680), "C2": (90, 140), "C3": (60, 120), "S1": (1700, 2300), "S2": (45, 95), "S3": (130, 280),
    "S4": (30, 60), "S5": (40, 90), "S6": (6, 12), "S7": (40, 80), "S8": (900, 1500),
}  # fmt: skip
# Per hundred people, from and to.
PER_HUNDRED = {
    "leaflets": (90, 150), "consultations": (30, 70), "signatures": (80, 95), "policy_talks": (70, 95),
    "guidance": (20, 40), "training_signups": (6, 14), "willing_trained": (20, 35), "sites": (78, 92),
    "trainees": (85, 100), "questionnaires": (70, 95), "suggestions": (8, 20), "loans": (8, 15),
}  # fmt: skip
# As they are, from and to.
PLAIN = {
    "projects": (6, 18), "intents": (3, 9), "boards": (8, 16), "banners": (1, 3), "media_reports": (0, 3),
    "expert_visits": (1, 3), "questions": (8, 20), "exhibitors": (25, 60), "web_pages": (0, 0),
}  # fmt: skip
AUDIENCE_SHARES = {"grad": 22, "unemp": 34, "returnee": 18, "urban_migrant": 8, "fresh": 6}
CAMPUS_SHARES = {"grad": 30, "fresh": 60}
PER_LOAN = Decimal("8.5")


def close_out_all(session: Session, ground: Ground, written: list[Written]) -> None:
    """Add a close-out with its tallies to every event that was held, and a reason to one that was not."""
    closed = [one for one in written if one.event.status in (EventStatus.HELD, EventStatus.NOT_HELD)]
    rows = [_closeout(ground, one) for one in closed]
    session.add_all(rows)
    session.flush()
    tallies: list[dict[str, Any]] = []
    for one, row in zip(closed, rows, strict=True):
        if row.is_held:
            tallies += _tallies(ground, one, row)
    insert_all(session, Tally, tallies)


def _closeout(ground: Ground, one: Written) -> Closeout:
    is_held = one.event.status is EventStatus.HELD
    low, high = PEOPLE[one.plan.code]
    share = 2 if one.plan.level is EventLevel.DISTRICT else 1
    people = ground.chance.randint(low // share, high // share) if is_held else 0
    return Closeout(
        event_id=one.event.id or 0,
        is_held=is_held,
        people=people,
        visits=people + ground.chance.randint(0, people // 4) if is_held else None,
        text="",
        not_held_reason="" if is_held else "场地临时停电，另行安排",
        closed_at=min(ground.now, one.event.ends_at + timedelta(hours=20)).replace(microsecond=0),
    )


def _tallies(ground: Ground, one: Written, row: Closeout) -> list[dict[str, Any]]:
    closeout_id = row.id or 0
    measures = _amounts(ground, one, row.people)
    lines = [_line(closeout_id, amount, measure=ground.measures[code]) for code, amount in measures.items()]
    shares = CAMPUS_SHARES if one.plan.code == "S3" else AUDIENCE_SHARES
    parts = {code: row.people * share // 100 for code, share in shares.items()}
    parts["other"] = row.people - sum(parts.values())
    return lines + [
        _line(closeout_id, Decimal(amount), audience=ground.audiences[code])
        for code, amount in parts.items()
        if amount
    ]


def _line(
    closeout_id: int, amount: Decimal, *, measure: int | None = None, audience: int | None = None
) -> dict[str, Any]:
    return {"closeout_id": closeout_id, "measure_id": measure, "audience_id": audience, "amount": amount}


def _amounts(ground: Ground, one: Written, people: int) -> dict[str, Decimal]:
    """Return the activity's measures in the order of its form."""
    amounts: dict[str, Decimal] = {}
    for code in ASKED[one.plan.code]:
        if code in PER_HUNDRED:
            amounts[code] = Decimal(people * ground.chance.randint(*PER_HUNDRED[code]) // 100)
        elif code in PLAIN:
            amounts[code] = Decimal(ground.chance.randint(*PLAIN[code]))
    amounts |= _following(ground, one, amounts)
    return {code: amount for code, amount in amounts.items() if amount}


def _following(ground: Ground, one: Written, amounts: dict[str, Decimal]) -> dict[str, Decimal]:
    """Return the measures that follow from others, so that the numbers of one event agree."""
    following: dict[str, Decimal] = {}
    if "willing_trained" in amounts:
        is_short = one.plan.day.year == ground.today.year and one.plan.level is EventLevel.DISTRICT
        following["recommended"] = amounts["willing_trained"] - (2 if is_short else 0)
    if "loans" in amounts:
        following["loan_amount"] = amounts["loans"] * PER_LOAN
        following["eligible"] = following["subsidies"] = amounts["loans"]
        following["subsidy_amount"] = amounts["loans"] * Decimal("0.45")
    if one.plan.bases:
        following["bases"] = Decimal(one.plan.bases)
    if one.plan.code == "S6":
        following["topics"] = Decimal(len(one.plan.topics))
    return following


ASKED = {
    "C1": (
        "projects",
        "intents",
        "consultations",
        "leaflets",
        "training_signups",
        "willing_trained",
        "expert_visits",
    ),
    "C2": ("sites", "training_signups", "consultations", "expert_visits"),
    "C3": ("loans", "consultations", "leaflets"),
    "S1": (
        "leaflets",
        "signatures",
        "boards",
        "banners",
        "consultations",
        "projects",
        "intents",
        "media_reports",
    ),
    "S2": (
        "policy_talks",
        "projects",
        "guidance",
        "consultations",
        "training_signups",
        "leaflets",
        "expert_visits",
    ),
    "S3": ("consultations", "guidance", "leaflets", "projects", "training_signups", "expert_visits"),
    "S4": ("trainees", "guidance", "consultations"),
    "S5": ("projects", "consultations", "guidance", "expert_visits"),
    "S6": ("questions", "suggestions"),
    "S7": ("questionnaires", "suggestions", "consultations"),
    "S8": ("exhibitors", "projects", "intents", "consultations", "leaflets", "boards", "media_reports"),
}
