"""What a rule would make before it is saved: each date with its fate and what speaks against it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlmodel import Session

from campaigns.core.ledger import EventFacts
from campaigns.core.permissions import Actor
from campaigns.core.placements import DOUBLE_BOOKINGS, Placement
from campaigns.core.recurrence.fates import Fate, FateKind, fates
from campaigns.core.recurrence.rules import MOST_DATES
from campaigns.core.spans import Span, local_day
from campaigns.core.workdays import WorkCalendar
from campaigns.drafts import SeriesDraft
from campaigns.enums import EventLevel, OrganisationKind
from campaigns.progress import RequirementProgress
from campaigns.queries.frames import Frame
from campaigns.queries.ledgers import foresee
from campaigns.queries.placements import get_work_calendar, warnings_about
from campaigns.queries.proposals import list_bookings, placement_of_draft, without_hidden
from campaigns.series import ProposedDate, SeriesPreview

# Between these hours another time is offered.
FIRST_HOUR, LAST_HOUR = 8, 18


def preview_series(
    session: Session,
    frame: Frame,
    draft: SeriesDraft,
    *,
    ways: Mapping[date, datetime],
    leave: frozenset[date] = frozenset(),
    take: frozenset[date] = frozenset(),
    actor: Actor,
    today: date,
) -> SeriesPreview:
    """Return each date of a rule with its fate, in a constant number of statements.

    ``ways`` gives other local times to single dates; ``leave`` and ``take`` are what the planner decided against
    the usual choice, which is every date that is held and does not clash.
    """
    calendar = get_work_calendar(session, frame.edition.year)
    activity = frame.activity(draft.event.activity_code)
    window = (activity.window_start_on, activity.window_end_on)
    found = fates(draft.rule, calendar, draft.holiday_policy, last_on=frame.edition.ends_on, window=window)
    proposed = tuple(
        _chosen(one, leave, take)
        for one in propose(session, frame, draft, found, calendar, ways=ways, actor=actor)
    )
    before, after = _standing(session, frame, draft, proposed, calendar, actor, today)
    wanted = draft.rule.count or len(found)
    is_full = draft.rule.count is None and len(found) == MOST_DATES
    return SeriesPreview(proposed, wanted - len(found), before, after, is_full)


def propose(
    session: Session,
    frame: Frame,
    draft: SeriesDraft,
    found: Sequence[Fate],
    calendar: WorkCalendar,
    *,
    ways: Mapping[date, datetime],
    actor: Actor,
) -> tuple[ProposedDate, ...]:
    """Return dates with their times and what speaks against each, in a constant number of statements."""
    sample = placement_of_draft(session, frame, draft.event, actor=actor)
    planned = [_planned(fate, sample, ways) for fate in found]
    others = list_bookings(session, frame, sample, [one for one in planned if one], actor=actor)
    return tuple(
        _proposed(fate, placement, others, calendar, frame.edition.zone, ways)
        for fate, placement in zip(found, planned, strict=True)
    )


def _planned(fate: Fate, sample: Placement, ways: Mapping[date, datetime]) -> Placement | None:
    way = ways.get(fate.original_on)
    if way is not None and fate.kind is not FateKind.OUTSIDE:
        starts_at = way
    elif fate.on is not None:
        starts_at = datetime.combine(fate.on, sample.starts_at.timetz())
    else:
        return None
    return replace(sample, starts_at=starts_at, ends_at=starts_at + (sample.ends_at - sample.starts_at))


def _proposed(
    fate: Fate,
    placement: Placement | None,
    others: Sequence[Placement],
    calendar: WorkCalendar,
    zone: str,
    ways: Mapping[date, datetime],
) -> ProposedDate:
    if placement is None:
        return ProposedDate(fate, None, None)
    warnings = [
        without_hidden(one) for one in warnings_about(placement, _near(placement, others), calendar, zone)
    ]
    clashes = tuple(one for one in warnings if one.kind in DOUBLE_BOOKINGS)
    return ProposedDate(
        fate,
        placement.starts_at,
        placement.ends_at,
        clashes=clashes,
        notes=tuple(one for one in warnings if one.kind not in DOUBLE_BOOKINGS),
        free_at=free_hour(placement, others) if clashes else None,
        is_make_up=calendar.is_make_up(local_day(placement.starts_at, zone)),
        is_own_way=fate.original_on in ways,
    )


def _near(placement: Placement, others: Sequence[Placement]) -> list[Placement]:
    return [other for other in others if other.span.overlaps(placement.span)]


def free_hour(placement: Placement, others: Sequence[Placement]) -> datetime | None:
    """Return the nearest full hour that day at which the place is free, later ones first; None for a full day."""
    length = placement.ends_at - placement.starts_at
    hours = [placement.starts_at.replace(hour=hour, minute=0) for hour in range(FIRST_HOUR, LAST_HOUR)]
    fitting = [one for one in hours if one + length <= one.replace(hour=LAST_HOUR)]
    fitting.sort(key=lambda one: (one < placement.starts_at, abs(one - placement.starts_at)))
    for start in fitting:
        if not any(other.span.overlaps(Span(start, start + length)) for other in others):
            return start
    return None


def _chosen(one: ProposedDate, leave: frozenset[date], take: frozenset[date]) -> ProposedDate:
    day = one.fate.original_on
    is_usual = one.starts_at is not None and not one.clashes
    is_chosen = (is_usual and day not in leave) or (one.starts_at is not None and day in take)
    return replace(one, is_chosen=is_chosen)


def _standing(
    session: Session,
    frame: Frame,
    draft: SeriesDraft,
    proposed: Sequence[ProposedDate],
    calendar: WorkCalendar,
    actor: Actor,
    today: date,
) -> tuple[RequirementProgress | None, RequirementProgress | None]:
    """Return the activity's headline count as it stands and as it would, counted by the rules of counting."""
    host = frame.organisation(draft.event.host_slug) if draft.event.host_slug else frame.home_of(actor)
    is_district = host.kind is OrganisationKind.DISTRICT
    also = tuple(
        EventFacts(
            id=-number,
            activity_code=draft.event.activity_code,
            level=EventLevel.DISTRICT if is_district else EventLevel.CITY,
            status=draft.event.status,
            local_day=local_day(one.starts_at, frame.edition.zone),
            district_id=host.id if is_district else None,
            organiser_ids=frozenset({host.id}),
        )
        for number, one in enumerate(proposed, start=1)
        if one.is_chosen and one.starts_at is not None
    )
    return foresee(session, frame, calendar, draft.event.activity_code, also, today=today)
