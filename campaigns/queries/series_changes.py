"""What a change of a series would do, line by line, with what speaks against each line, before anything is written."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session, col

from campaigns.core.clashes import find_clashes, needing_reason
from campaigns.core.permissions import Actor
from campaigns.core.placements import TAKES_NOTHING, Clash, Placement, Surroundings
from campaigns.core.recurrence.changes import Manner, Step, StepKind, steps_of
from campaigns.core.spans import Span
from campaigns.drafts import EventDraft, SeriesDraft
from campaigns.enums import ClashKind, EventStatus
from campaigns.models.event import Event, Series
from campaigns.queries.events import LONGEST
from campaigns.queries.frames import Frame
from campaigns.queries.placements import list_placements, without_hidden
from campaigns.queries.proposals import placement_of_draft
from campaigns.queries.series import free_hour
from campaigns.queries.series_events import SeriesStanding, texts_of
from campaigns.queries.surroundings import get_surroundings
from campaigns.series import ProposedStep, SeriesChange, SeriesTexts

# Events that do not exist yet are numbered from here on.
NEW = 10**9


def preview_change(
    session: Session,
    frame: Frame,
    standing: SeriesStanding,
    wanted: SeriesDraft,
    *,
    since: date | None = None,
    ways: Mapping[date, datetime] | None = None,
    leave: frozenset[date] = frozenset(),
    take: frozenset[date] = frozenset(),
    actor: Actor,
    today: date,
) -> SeriesChange:
    """Return what a change would do, in a constant number of statements; the decisions are as of a new series.

    Dates before ``today`` get no event any more.
    """
    row, zone = standing.row, ZoneInfo(frame.edition.zone)
    found_steps = steps_of(
        standing.manner,
        manner_wanted(wanted, zone),
        standing.events.values(),
        standing.ground,
        since=since,
        ways={day: at.replace(tzinfo=None) for day, at in (ways or {}).items()},
        is_reworded=texts_wanted(wanted.event) != texts_of(row),
    )
    steps = [step for step in found_steps if not _is_missed(step, today)]
    draft = draft_of_series(frame, row, wanted.event)
    sample = placement_of_draft(session, frame, draft, actor=actor)
    rules = frame.clash_rules
    span = _span(frame, steps)
    around = get_surroundings(session, frame, span, rules, calendar=standing.ground.calendar)
    there = _placements(session, frame, actor, span)
    is_elsewhere = draft.place != texts_of(row).place
    planned = {
        number: _planned(step, number, sample, there, zone, is_elsewhere=is_elsewhere)
        for number, step in enumerate(steps)
        if step.kind in (StepKind.CHANGE, StepKind.ADD, StepKind.RESTORE)
    }
    others = _others(there.values(), steps)
    found = find_clashes([*planned.values(), *others], around, of={one.id for one in planned.values()})
    items = {item.id: item for item in standing.items}
    proposed = (
        ProposedStep(step, items.get(step.event.id) if step.event else None)
        if number not in planned
        else _proposed(step, planned[number], found, others, around, ways or {}, items)
        for number, step in enumerate(steps)
    )
    return SeriesChange(row.id or 0, row.version, tuple(_chosen(one, leave, take) for one in proposed))


def _is_missed(step: Step, today: date) -> bool:
    is_new = step.event is None or step.kind is StepKind.RESTORE
    return is_new and (step.at.date() if step.at else step.day) < today


def manner_wanted(wanted: SeriesDraft, zone: ZoneInfo) -> Manner:
    """Return what a draft says of days and times."""
    starts_at, ends_at = wanted.event.starts_at, wanted.event.ends_at or wanted.event.starts_at
    return Manner(wanted.rule, wanted.holiday_policy, starts_at.astimezone(zone).time(), ends_at - starts_at)


def texts_wanted(event: EventDraft) -> SeriesTexts:
    """Return what a draft says of all events in words."""
    return SeriesTexts(event.place, event.title_zh, event.responsible)


def draft_of_series(frame: Frame, row: Series, event: EventDraft) -> EventDraft:
    """Return the draft of a further event of the series, which its own organisation hosts."""
    codes = {"activity_code": frame.activities[row.activity_id].code}
    return event.model_copy(update=codes | {"host_slug": frame.organisations[row.host_id].slug})


def _span(frame: Frame, steps: Collection[Step]) -> Span:
    """Return the time in which the events of some lines are and are to be; the year where nothing moves."""
    zone, day = ZoneInfo(frame.edition.zone), timedelta(days=1)
    days = [step.at.date() for step in steps if step.at] + [step.event.on for step in steps if step.event]
    first = min(days, default=frame.edition.starts_on) - day
    last = max(days, default=frame.edition.ends_on) + day
    return Span(datetime.combine(first, time(), zone), datetime.combine(last, time(), zone) + day)


def _placements(session: Session, frame: Frame, actor: Actor, span: Span) -> dict[int, Placement]:
    """Return everything that is there in a span by id, the hidden under negative ids."""
    clauses = (
        col(Event.starts_at) < span.ends_at,
        col(Event.ends_at) > span.starts_at,
        col(Event.starts_at) > span.starts_at - LONGEST,
        col(Event.status).not_in(TAKES_NOTHING),
    )
    return {one.id: one for one in list_placements(session, frame, actor, *clauses)}


def _others(there: Iterable[Placement], steps: Iterable[Step]) -> list[Placement]:
    """Return what stays where it is."""
    leaving = {
        step.event.id for step in steps if step.event and step.kind in (StepKind.CHANGE, StepKind.CANCEL)
    }
    return [one for one in there if one.id not in leaving]


def _planned(
    step: Step,
    number: int,
    sample: Placement,
    there: Mapping[int, Placement],
    zone: ZoneInfo,
    *,
    is_elsewhere: bool,
) -> Placement:
    """Return the event of a line as the clash rules would see it."""
    if step.at is None:
        raise ValueError(f"a line that is planned has a time: {step}")
    starts_at = step.at.replace(tzinfo=zone)
    ends_at = starts_at + step.length
    own = there.get(step.event.id) if step.event else None
    if own is None:
        id_ = step.event.id if step.event else NEW + number
        return replace(sample, id=id_, starts_at=starts_at, ends_at=ends_at)
    placed = own
    if is_elsewhere:
        placed = replace(
            own,
            venue_id=sample.venue_id,
            venue_name=sample.venue_name,
            venue_kind=sample.venue_kind,
            capacity=sample.capacity,
        )
    return replace(placed, starts_at=starts_at, ends_at=ends_at)


def _proposed(
    step: Step,
    placement: Placement,
    found: Mapping[int, tuple[Clash, ...]],
    others: Sequence[Placement],
    around: Surroundings,
    ways: Mapping[date, datetime],
    items: Mapping[int, object],
) -> ProposedStep:
    warnings = tuple(_linkable(without_hidden(one)) for one in found.get(placement.id, ()))
    clashes = needing_reason(warnings, confirms=placement.status is EventStatus.CONFIRMED)
    taking = [one for one in others if _meets(one, placement)]
    local = placement.starts_at.date()
    return ProposedStep(
        step,
        items.get(placement.id),  # type: ignore[arg-type]
        placement.starts_at,
        placement.ends_at,
        clashes=clashes,
        # A series that keeps coming to one place means to.
        notes=tuple(one for one in warnings if one not in clashes and one.kind is not ClashKind.TOO_SOON),
        free_at=free_hour(placement, taking) if clashes else None,
        is_make_up=around.calendar.is_make_up(local),
        is_own_way=step.day in ways,
    )


def _meets(one: Placement, other: Placement) -> bool:
    is_same_place = one.venue_id is not None and one.venue_id == other.venue_id
    return is_same_place or bool(
        one.persons.keys() & other.persons.keys() or one.teams.keys() & other.teams.keys()
    )


def _linkable(clash: Clash) -> Clash:
    return replace(clash, other_id=None) if clash.other_id and clash.other_id >= NEW else clash


def _chosen(one: ProposedStep, leave: frozenset[date], take: frozenset[date]) -> ProposedStep:
    day = one.step.day
    return replace(one, is_chosen=(one.is_usual and day not in leave) or (one.is_offered and day in take))
