"""The one place where required counts are computed, for pages, documents, spreadsheets and the API alike."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from campaigns.core.evidence import (
    Evidence,
    credited,
    gather,
    percentage,
    shares_of,
    sum_of,
    targets_by_district,
)
from campaigns.core.ledger import EventFacts, FigureFacts, Ledger, RequirementFacts
from campaigns.core.pace import ZERO, Days, counted_days, expected_by, is_reached, pace_days, standing_of
from campaigns.core.spans import Week
from campaigns.core.weeks import count_weeks, passed_weeks, plan_weeks
from campaigns.enums import Counted, CountLevel, Standing
from campaigns.progress import DistrictShare, Progress, RequirementProgress

ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Count:
    """What one kind of counting finds, before it is held against target and day."""

    target: Decimal
    done: Decimal
    planned: Decimal = ZERO
    from_events: Decimal = ZERO
    from_figures: Decimal = ZERO
    whole: Decimal | None = None
    events: tuple[EventFacts, ...] = ()
    figures: tuple[FigureFacts, ...] = ()
    by_district: tuple[DistrictShare, ...] = ()
    missed_weeks: tuple[Week, ...] = ()
    open_weeks: tuple[Week, ...] = ()
    exempt_weeks: tuple[Week, ...] = ()
    expected: Decimal | None = None


def progress_of(requirements: Iterable[RequirementFacts], ledger: Ledger) -> Progress:
    """Return every required count of an edition on the ledger's day, in the given order."""
    return Progress(ledger.edition, ledger.today, tuple(count(one, ledger) for one in requirements))


def count(requirement: RequirementFacts, ledger: Ledger) -> RequirementProgress:
    """Return how one required count stands on the ledger's day."""
    days = counted_days(requirement, ledger.edition)
    evidence = gather(requirement, ledger, days)
    found = COUNTERS[requirement.counted](evidence)
    pace = pace_days(requirement, ledger.edition)
    expected = expected_by(found.target, pace, ledger.today) if found.expected is None else found.expected
    return RequirementProgress(
        id=requirement.id,
        code=requirement.code,
        version=requirement.version,
        activity=requirement.activity,
        text=requirement.text,
        reading=requirement.reading,
        unit=requirement.unit,
        counted=requirement.counted,
        comparison=requirement.comparison,
        period=requirement.period,
        level=requirement.level,
        starts_on=pace.first,
        ends_on=pace.last,
        target=found.target,
        target_max=requirement.target_max,
        done=found.done,
        planned=found.planned,
        missing=_missing(requirement, found),
        expected=expected,
        standing=_standing(requirement, found, expected, ledger, days),
        plan_reaches=_plan_reaches(requirement, found),
        from_events=found.from_events,
        from_figures=found.from_figures,
        whole=found.whole,
        held_event_ids=tuple(event.id for event in found.events if event.is_held),
        planned_event_ids=tuple(event.id for event in found.events if event.is_planned),
        figure_ids=tuple(figure.id for figure in found.figures),
        missed_weeks=found.missed_weeks,
        open_weeks=found.open_weeks,
        exempt_weeks=found.exempt_weeks,
        by_district=found.by_district,
    )


def _missing(requirement: RequirementFacts, found: Count) -> Decimal:
    if requirement.counted is Counted.PER_EVENT:
        return (found.whole or ZERO) - found.done
    return max(ZERO, found.target - found.done - found.planned)


def _plan_reaches(requirement: RequirementFacts, found: Count) -> bool:
    if requirement.counted is Counted.PER_EVENT:
        return found.done == found.whole
    return is_reached(found.done + found.planned, requirement, found.target)


def _standing(
    requirement: RequirementFacts, found: Count, expected: Decimal, ledger: Ledger, days: Days
) -> Standing:
    if requirement.counted is Counted.SHARE and not found.whole:
        return Standing.NO_FIGURES
    if requirement.counted is Counted.PER_EVENT:
        return _standing_of_each(found, ledger.today > days.last)
    return standing_of(
        requirement,
        target=found.target,
        done=found.done,
        planned=found.planned,
        expected=expected,
        last_on=days.last,
        today=ledger.today,
    )


def _standing_of_each(found: Count, is_over: bool) -> Standing:
    if not found.whole:
        return Standing.NOT_STARTED
    if found.done < found.whole:
        return Standing.BEHIND
    return Standing.REACHED if is_over else Standing.ON_PACE


def _count_events(evidence: Evidence) -> Count:
    held, planned = evidence.held, evidence.planned
    per_district = credited(evidence, held)
    found = Count(
        target=evidence.requirement.target,
        done=Decimal(len(held)),
        planned=Decimal(len(planned)),
        from_events=Decimal(len(held)),
        events=(*held, *planned),
        by_district=shares_of(evidence, per_district),
    )
    return _each_district(evidence, found, per_district, credited(evidence, planned))


def _count_weeks(evidence: Evidence) -> Count:
    plan = plan_weeks(evidence.days, evidence.ledger.calendar)
    weeks = count_weeks(plan, evidence.events, evidence.requirement.target, evidence.ledger.today)
    return Count(
        target=Decimal(len(plan.required)),
        done=Decimal(len(weeks.done)),
        planned=Decimal(len(weeks.planned)),
        from_events=Decimal(len(weeks.done)),
        events=(*evidence.held, *evidence.planned),
        by_district=shares_of(evidence, credited(evidence, evidence.held)),
        missed_weeks=weeks.missed,
        open_weeks=weeks.open,
        exempt_weeks=plan.exempt,
        expected=Decimal(passed_weeks(plan, evidence.ledger.today)),
    )


def _count_districts_by_event(evidence: Evidence) -> Count:
    """A district is toured by an event that takes place in it, whoever organises it."""
    known = evidence.ledger.district_ids
    done = {event.district_id for event in evidence.held if event.district_id in known}
    planned = {event.district_id for event in evidence.planned if event.district_id in known} - done
    return Count(
        target=evidence.requirement.target,
        done=Decimal(len(done)),
        planned=Decimal(len(planned)),
        from_events=Decimal(len(done)),
        events=tuple(event for event in evidence.events if event.district_id in known),
        by_district=shares_of(evidence, {id_: ONE for id_ in done if id_ is not None}, each=ONE),
    )


def _count_districts_by_measure(evidence: Evidence) -> Count:
    total = sum_of(evidence, evidence.requirement.measure)
    done = {id_: ONE for id_, amount in total.per_district.items() if amount > ZERO}
    return Count(
        target=evidence.requirement.target,
        done=Decimal(len(done)),
        events=total.events,
        figures=total.figures,
        by_district=shares_of(evidence, done, each=ONE),
    )


def _count_measure(evidence: Evidence) -> Count:
    total = sum_of(evidence, evidence.requirement.measure)
    found = Count(
        target=evidence.requirement.target,
        done=total.amount,
        from_events=total.from_events,
        from_figures=total.from_figures,
        events=total.events,
        figures=total.figures,
        by_district=shares_of(evidence, total.per_district),
    )
    return _each_district(evidence, found, total.per_district, {})


def _each_district(
    evidence: Evidence, found: Count, done: Mapping[int, Decimal], planned: Mapping[int, Decimal]
) -> Count:
    """Count each district by itself where the level says so: what one has too many does not help another."""
    if evidence.requirement.level is not CountLevel.DISTRICT:
        return found
    targets = targets_by_district(evidence)
    useful = {id_: min(done.get(id_, ZERO), target) for id_, target in targets.items()}
    to_come = {id_: min(planned.get(id_, ZERO), targets[id_] - useful[id_]) for id_ in targets}
    return replace(
        found,
        target=sum(targets.values(), ZERO),
        done=sum(useful.values(), ZERO),
        planned=sum(to_come.values(), ZERO),
    )


def _count_share(evidence: Evidence) -> Count:
    part = sum_of(evidence, evidence.requirement.measure)
    whole = sum_of(evidence, evidence.requirement.whole_measure)
    shares = {
        id_: percentage(part.per_district.get(id_, ZERO), amount)
        for id_, amount in whole.per_district.items()
        if amount > ZERO
    }
    return Count(
        target=evidence.requirement.target,
        done=percentage(part.amount, whole.amount),
        from_events=part.from_events,
        from_figures=part.from_figures,
        whole=whole.amount,
        events=tuple({event.id: event for event in (*part.events, *whole.events)}.values()),
        figures=tuple({figure.id: figure for figure in (*part.figures, *whole.figures)}.values()),
        by_district=tuple(
            share
            for share in shares_of(evidence, shares, each=evidence.requirement.target)
            if share.organisation.id in shares
        ),
    )


def _count_per_event(evidence: Evidence) -> Count:
    """A held event without the number is outside the limits: nothing shows that it kept them."""
    requirement, held = evidence.requirement, evidence.held
    measure = requirement.measure or ""
    within = [
        event
        for event in held
        if is_reached(event.tallies.get(measure, ZERO), requirement, requirement.target)
    ]
    return Count(
        target=requirement.target,
        done=Decimal(len(within)),
        planned=Decimal(len(evidence.planned)),
        from_events=Decimal(len(within)),
        whole=Decimal(len(held)),
        events=evidence.events,
        expected=Decimal(len(held)),
    )


COUNTERS: Mapping[Counted, Callable[[Evidence], Count]] = {
    Counted.EVENTS: _count_events,
    Counted.WEEKS: _count_weeks,
    Counted.DISTRICTS_BY_EVENT: _count_districts_by_event,
    Counted.DISTRICTS_BY_MEASURE: _count_districts_by_measure,
    Counted.MEASURE: _count_measure,
    Counted.SHARE: _count_share,
    Counted.PER_EVENT: _count_per_event,
}
