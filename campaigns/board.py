"""The read model of the first screen: a year's activities by month, and four cards of what needs a look."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from campaigns.agenda import AgendaItem
from campaigns.core.days import day_in_words
from campaigns.core.spans import Span, days_of
from campaigns.core.wording import Bilingual
from campaigns.enums import CardKind, ClashLevel, Counted, EventStatus, Standing
from campaigns.progress import REACHED_BY_EVENTS, Progress, RequirementProgress
from campaigns.references import ActivityRef, EditionRef
from campaigns.submissions import ObligationLine, ObligationList

MONTHS = range(1, 13)
OFF = frozenset({EventStatus.CANCELLED, EventStatus.NOT_HELD})
HEADLINES = (
    Counted.EVENTS, Counted.WEEKS, Counted.DISTRICTS_BY_EVENT, Counted.MEASURE,
    Counted.DISTRICTS_BY_MEASURE, Counted.SHARE, Counted.PER_EVENT,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class BoardCell:
    """One activity in one month; ``awaiting`` are past events without a close-out, ``clashing`` are to come."""

    month: int
    held: int = 0
    planned: int = 0
    awaiting: int = 0
    cancelled: int = 0
    clashing: int = 0
    suggested_missing: int = 0
    event_ids: tuple[int, ...] = ()
    is_in_window: bool = True


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One activity through the year; ``headline`` is the count that stands for it, where it has one."""

    activity: ActivityRef
    cells: tuple[BoardCell, ...]
    headline: RequirementProgress | None
    events_held: int
    events_planned: int


@dataclass(frozen=True, slots=True)
class Card:
    """A number with the first two things behind it, most urgent first."""

    kind: CardKind
    number: int
    first_two: tuple[Bilingual, ...]


@dataclass(frozen=True, slots=True)
class YearBoard:
    """The whole first screen of an edition on one day."""

    edition: EditionRef
    today: date
    cards: tuple[Card, ...]
    rows: tuple[BoardRow, ...]


def year_board(
    edition: EditionRef,
    activities: Iterable[ActivityRef],
    items: Iterable[AgendaItem],
    progress: Progress,
    obligations: ObligationList,
    today: date,
    headline_ids: frozenset[int] = frozenset(),
) -> YearBoard:
    """Arrange what is already computed; ``items`` carry their clashes, ``headline_ids`` choose among counts."""
    shown = [item for item in items if not item.is_departed and item.local_day.year == edition.year]
    by_activity: dict[int, list[AgendaItem]] = {}
    for item in shown:
        by_activity.setdefault(item.activity.id, []).append(item)
    rows = tuple(
        _row(
            edition,
            activity,
            by_activity.get(activity.id, []),
            _headline(activity, progress, headline_ids),
            today,
        )
        for activity in activities
    )
    cards = (
        _clash_card(shown, edition.zone, today),
        _overdue_card(obligations.overdue),
        _awaiting_card([item for item in shown if _is_awaiting(item, edition.zone, today)]),
        _behind_card(progress),
    )
    return YearBoard(edition, today, cards, rows)


def _row(
    edition: EditionRef,
    activity: ActivityRef,
    items: Sequence[AgendaItem],
    headline: RequirementProgress | None,
    today: date,
) -> BoardRow:
    bare = [_cell(edition, activity, month, items, today) for month in MONTHS]
    suggested = _suggest(
        headline, {cell.month: cell.held + cell.planned + cell.awaiting for cell in bare}, today
    )
    cells = tuple(
        BoardCell(
            cell.month, cell.held, cell.planned, cell.awaiting, cell.cancelled, cell.clashing,
            suggested.get(cell.month, 0), cell.event_ids, cell.is_in_window,
        )
        for cell in bare
    )  # fmt: skip
    held = sum(cell.held for cell in cells)
    return BoardRow(activity, cells, headline, held, sum(cell.planned + cell.awaiting for cell in cells))


def _cell(
    edition: EditionRef, activity: ActivityRef, month: int, items: Sequence[AgendaItem], today: date
) -> BoardCell:
    own = [item for item in items if item.local_day.month == month]
    held = [item for item in own if item.status is EventStatus.HELD]
    off = [item for item in own if item.status in OFF]
    awaiting = [item for item in own if _is_awaiting(item, edition.zone, today)]
    clashing = [item for item in own if _is_clashing(item, edition.zone, today)]
    first = activity.window_start_on or edition.starts_on
    last = activity.window_end_on or edition.ends_on
    return BoardCell(
        month=month,
        held=len(held),
        planned=len(own) - len(held) - len(off) - len(awaiting),
        awaiting=len(awaiting),
        cancelled=len(off),
        clashing=len(clashing),
        event_ids=tuple(item.id for item in own),
        is_in_window=(first.year, first.month) <= (edition.year, month) <= (last.year, last.month),
    )


def _headline(
    activity: ActivityRef, progress: Progress, headline_ids: frozenset[int]
) -> RequirementProgress | None:
    """Return the chosen count of an activity, or the one that events speak for best."""
    own = [found for found in progress.requirements if found.activity and found.activity.id == activity.id]
    if not own:
        return None
    return min(own, key=lambda found: (found.id not in headline_ids, HEADLINES.index(found.counted)))


def _suggest(
    headline: RequirementProgress | None, events_by_month: Mapping[int, int], today: date
) -> dict[int, int]:
    """Spread what is missing over the months that are left, always the one with the fewest events first."""
    if headline is None or headline.counted not in REACHED_BY_EVENTS:
        return {}
    if headline.counted is Counted.WEEKS:
        months = [max(week.monday_on, min(today, week.sunday_on)).month for week in headline.open_weeks]
        return {month: months.count(month) for month in sorted(set(months))}
    months = _months_left(headline, today)
    suggested = dict.fromkeys(months, 0)
    for _ in range(int(headline.missing) if months else 0):
        emptiest = min(months, key=lambda month: (events_by_month[month] + suggested[month], month))
        suggested[emptiest] += 1
    return {month: number for month, number in suggested.items() if number}


def _months_left(headline: RequirementProgress, today: date) -> list[int]:
    first = max(headline.starts_on, today)
    return list(range(first.month, headline.ends_on.month + 1)) if first <= headline.ends_on else []


def _last_day(item: AgendaItem, zone: str) -> date:
    return days_of(Span(item.starts_at, item.ends_at), zone)[-1]


def _is_awaiting(item: AgendaItem, zone: str, today: date) -> bool:
    """A draft that was never agreed waits for nobody's numbers."""
    is_open = item.status in (EventStatus.PROPOSED, EventStatus.CONFIRMED)
    return is_open and item.local_day < today and _last_day(item, zone) < today


def _is_clashing(item: AgendaItem, zone: str, today: date) -> bool:
    is_blocked = any(clash.level is ClashLevel.BLOCKS for clash in item.clashes)
    return is_blocked and item.status not in OFF and _last_day(item, zone) >= today


def _clash_card(items: Iterable[AgendaItem], zone: str, today: date) -> Card:
    """Two events that clash are one clash, however many rooms and people they share."""
    pairs: dict[frozenset[int | None], Bilingual] = {}
    for item in sorted(items, key=lambda item: (item.starts_at, item.id)):
        if not _is_clashing(item, zone, today):
            continue
        for clash in item.clashes:
            if clash.level is ClashLevel.BLOCKS:
                words = Bilingual("{title}：{message}", "{title}: {message}")
                words = words.filled(title=item.title, message=clash.message)
                pairs.setdefault(frozenset({item.id, clash.other_id}), words)
    return Card(CardKind.CLASHES, len(pairs), tuple(pairs.values())[:2])


def _overdue_card(lines: Sequence[ObligationLine]) -> Card:
    words = Bilingual("{who} {what}，应于{day}报送", "{who}, {what}: due {day}")
    late = sorted(lines, key=lambda line: line.due_on or date.max)
    first = tuple(
        words.filled(who=line.organisation.short, what=line.activity.short, day=day_in_words(line.due_on))
        for line in late[:2]
        if line.due_on is not None
    )
    return Card(CardKind.OVERDUE, len(late), first)


def _awaiting_card(items: Sequence[AgendaItem]) -> Card:
    words = Bilingual("{day} {title}", "{day}, {title}")
    oldest = sorted(items, key=lambda item: (item.local_day, item.id))
    first = tuple(words.filled(day=day_in_words(item.local_day), title=item.title) for item in oldest[:2])
    return Card(CardKind.AWAITING, len(oldest), first)


def _behind_card(progress: Progress) -> Card:
    words = Bilingual("{text}：落后 {number:f} {unit}", "{text}: {number:f} {unit} behind")
    late = [found for found in progress.requirements if found.standing in (Standing.BEHIND, Standing.MISSED)]
    first = tuple(words.filled(text=found.text, number=found.behind, unit=found.unit) for found in late[:2])
    return Card(CardKind.BEHIND, len(late), first)
