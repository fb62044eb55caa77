"""All numbers of an activity summary, computed from its events and close-outs in this one place."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from campaigns.agenda import AgendaItem
from campaigns.enums import EventStatus
from campaigns.progress import RequirementProgress
from campaigns.references import ActivityRef, EditionRef, OrganisationRef
from campaigns.summary import (
    ActivitySummary,
    Audience,
    AudienceLine,
    CloseoutFacts,
    DistrictRow,
    EventRow,
    Measure,
    MeasureLine,
    MonthNumbers,
    SummaryTexts,
)

ZERO = Decimal(0)
OFF = (EventStatus.CANCELLED, EventStatus.NOT_HELD)


def summarise(
    edition: EditionRef,
    activity: ActivityRef,
    organisation: OrganisationRef,
    recipient: OrganisationRef | None,
    items: Iterable[AgendaItem],
    closeouts: Mapping[int, CloseoutFacts],
    audiences: Sequence[Audience],
    measures: Sequence[Measure],
    progress_lines: tuple[RequirementProgress, ...],
    texts: SummaryTexts,
    signed_on: date,
) -> ActivitySummary:
    """Return the summary of ``items``, each counted once even when it is given twice; tombstones are not counted.

    An event counts as held when its close-out says so, or, without a close-out, when its status does.
    """
    once = {item.id: item for item in items if not item.is_departed}
    events = sorted(once.values(), key=lambda item: (item.starts_at, item.id))
    held = [item for item in events if _is_held(item, closeouts)]
    off = [item for item in events if _is_off(item, closeouts)]
    ahead = [item for item in events if item not in held and item not in off]
    counted = [m for m in measures if _total(held, closeouts, m.code)]
    rows = tuple(_row(item, closeouts.get(item.id), audiences, counted) for item in held)
    people = sum(row.people for row in rows)
    by_audience = _audience_lines(rows, audiences, people)
    return ActivitySummary(
        edition=edition,
        activity=activity,
        organisation=organisation,
        recipient=recipient,
        first_on=min((row.held_on for row in rows), default=None),
        last_on=max((row.held_on for row in rows), default=None),
        held=len(rows),
        planned=len(ahead),
        awaiting=sum(item.local_day < signed_on for item in ahead),
        cancelled=len(off),
        people=people,
        visits=sum(row.visits for row in rows),
        unclassified=max(ZERO, people - sum((line.people for line in by_audience), ZERO)),
        by_audience=by_audience,
        by_measure=tuple(MeasureLine(m, _total(held, closeouts, m.code)) for m in counted),
        rows=rows,
        districts=_district_rows(rows),
        requirements=progress_lines,
        months=_months(edition, rows, ahead, signed_on),
        largest=max(rows, key=lambda row: row.people, default=None) if people else None,
        texts=texts,
        signed_on=signed_on,
    )


def percentage(part: Decimal, whole: Decimal) -> Decimal | None:
    """Return ``part`` of ``whole`` in percent with one decimal, halves rounded up; None of nothing."""
    return (part * 100 / whole).quantize(Decimal("0.1"), ROUND_HALF_UP) if whole else None


def _is_held(item: AgendaItem, closeouts: Mapping[int, CloseoutFacts]) -> bool:
    facts = closeouts.get(item.id)
    return facts.is_held if facts else item.status is EventStatus.HELD


def _is_off(item: AgendaItem, closeouts: Mapping[int, CloseoutFacts]) -> bool:
    facts = closeouts.get(item.id)
    return not facts.is_held if facts else item.status in OFF


def _total(held: Iterable[AgendaItem], closeouts: Mapping[int, CloseoutFacts], code: str) -> Decimal:
    facts = (closeouts[item.id] for item in held if item.id in closeouts)
    return sum((fact.by_measure.get(code, ZERO) for fact in facts), ZERO)


def _row(
    item: AgendaItem, facts: CloseoutFacts | None, audiences: Sequence[Audience], measures: Sequence[Measure]
) -> EventRow:
    facts = facts or CloseoutFacts(item.id, is_held=True)
    return EventRow(
        event_id=item.id,
        held_on=item.local_day,
        title=item.title,
        place=item.place_name,
        host=item.host,
        district=item.district,
        people=facts.people,
        visits=facts.visits,
        by_audience=tuple(facts.by_audience.get(audience.code, ZERO) for audience in audiences),
        by_measure=tuple(facts.by_measure.get(measure.code, ZERO) for measure in measures),
        is_joint=len(item.organisers) > 1,
        text=facts.text,
    )


def _audience_lines(
    rows: tuple[EventRow, ...], audiences: Sequence[Audience], people: int
) -> tuple[AudienceLine, ...]:
    sums = (sum((row.by_audience[place] for row in rows), ZERO) for place in range(len(audiences)))
    return tuple(
        AudienceLine(audience, total, percentage(total, Decimal(people)))
        for audience, total in zip(audiences, sums, strict=True)
    )


def _district_rows(rows: tuple[EventRow, ...]) -> tuple[DistrictRow, ...]:
    """Return one row a district in order of identity, the city's own events (no district) last."""
    districts = {row.district.id if row.district else None: row.district for row in rows}
    ordered = sorted(districts, key=lambda key: (key is None, key or 0))
    return tuple(_district_row(districts[key], rows) for key in ordered)


def _district_row(district: OrganisationRef | None, rows: tuple[EventRow, ...]) -> DistrictRow:
    own = [
        row
        for row in rows
        if (row.district.id if row.district else None) == (district.id if district else None)
    ]
    return DistrictRow(district, len(own), sum(row.people for row in own), sum(row.visits for row in own))


def _months(
    edition: EditionRef, rows: tuple[EventRow, ...], ahead: Iterable[AgendaItem], signed_on: date
) -> tuple[MonthNumbers, ...]:
    """Return every month of the edition in order, up to that of signing or of the last event, if that is later."""
    waiting = [(item.local_day.year, item.local_day.month) for item in ahead]
    first = edition.starts_on.year * 12 + edition.starts_on.month - 1
    known = [signed_on, *(row.held_on for row in rows), *(item.local_day for item in ahead)]
    last = min(max(known), edition.ends_on)
    months = ((number // 12, number % 12 + 1) for number in range(first, last.year * 12 + last.month))
    return tuple(
        MonthNumbers(
            year,
            month,
            held=len(own := [row for row in rows if (row.held_on.year, row.held_on.month) == (year, month)]),
            planned=waiting.count((year, month)),
            people=sum(row.people for row in own),
        )
        for year, month in months
    )
