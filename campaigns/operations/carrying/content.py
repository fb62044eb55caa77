"""What a year is made of: words, activities with who takes part, and required counts with their split."""

from collections import defaultdict
from datetime import date
from decimal import Decimal

from sqlmodel import col, select

from campaigns.core.next_year import name_in, same_date
from campaigns.models.activity import Activity, ActivityMeasure, ActivityOrganisation
from campaigns.models.measure import Audience, Measure
from campaigns.models.requirement import Allocation, Requirement
from campaigns.operations.carrying.state import Carrying, cloned, rows_of
from campaigns.operations.editions import window_in
from campaigns.presets.schema import ActivitySpec

Window = tuple[date | None, date | None]


def carry_words(carrying: Carrying) -> None:
    """Carry measures and audiences as they are."""
    session, source = carrying.session, carrying.source.id
    measures = rows_of(session, Measure, source, col(Measure.position))
    audiences = rows_of(session, Audience, source, col(Audience.position))
    pairs = [(row, cloned(row, edition_id=carrying.target_id)) for row in measures]
    session.add_all(new for _, new in pairs)
    session.add_all(cloned(row, edition_id=carrying.target_id) for row in audiences)
    session.flush()
    carrying.measures = {old.id or 0: new.id or 0 for old, new in pairs}
    carrying.count("measures", len(measures))
    carrying.count("audiences", len(audiences))


def carry_activities(carrying: Carrying) -> None:
    """Carry activities with the windows of the new year, what they ask for, and who takes part."""
    session = carrying.session
    specs = {spec.code: spec for spec in carrying.preset.content.activities} if carrying.preset else {}
    pairs = [
        (row, _activity(carrying, row, specs.get(row.code)))
        for row in rows_of(session, Activity, carrying.source.id, col(Activity.position))
    ]
    session.add_all(new for _, new in pairs)
    session.flush()
    carrying.activities = {old.id or 0: new.id or 0 for old, new in pairs}
    carrying.count("activities", len(pairs))
    asked = select(ActivityMeasure).where(col(ActivityMeasure.activity_id).in_(carrying.activities))
    session.add_all(
        cloned(
            row,
            activity_id=carrying.activities[row.activity_id],
            measure_id=carrying.measures[row.measure_id],
        )
        for row in session.exec(asked)
    )
    _carry_parts(carrying)
    session.flush()


def carry_requirements(carrying: Carrying) -> None:
    """Carry required counts with their readings; one that the preset limits to other years stays behind."""
    session, year = carrying.session, carrying.target.year
    specs = {spec.code: spec for spec in carrying.preset.content.requirements} if carrying.preset else {}
    ids: dict[int, int] = {}
    for row in rows_of(session, Requirement, carrying.source.id, col(Requirement.position)):
        spec = specs.get(row.code)
        if spec is not None and spec.years and year not in spec.years:
            years = "、".join(map(str, spec.years))
            carrying.leave_out(
                f"要求数“{row.text_zh}”只属于{years}年。",
                f"The count “{row.text_en or row.text_zh}” belongs to {years} alone.",
            )
            continue
        new = cloned(
            row,
            edition_id=carrying.target_id,
            activity_id=carrying.activities[row.activity_id] if row.activity_id else None,
            measure_id=carrying.measures[row.measure_id] if row.measure_id else None,
            whole_measure_id=carrying.measures[row.whole_measure_id] if row.whole_measure_id else None,
        )
        session.add(new)
        session.flush()
        ids[row.id or 0] = new.id or 0
    carrying.count("requirements", len(ids))
    _carry_allocations(carrying, ids)


def _activity(carrying: Carrying, row: Activity, spec: ActivitySpec | None) -> Activity:
    first, last = _window(carrying, row, spec)
    years = carrying.source.year, carrying.target.year
    moment = carrying.now.replace(microsecond=0)
    return cloned(
        row,
        edition_id=carrying.target_id,
        name_zh=name_in(row.name_zh, *years),
        name_en=name_in(row.name_en, *years),
        window_start_on=first,
        window_end_on=last,
        actual_end_on=None,
        sequence=0,
        created_at=moment,
        revised_at=moment,
    )


def _window(carrying: Carrying, row: Activity, spec: ActivitySpec | None) -> Window:
    """Return the window by the preset's rule, or on the same days where somebody has set it by hand."""
    standing: Window = (row.window_start_on, row.window_end_on)
    if spec is not None and standing == window_in(spec, carrying.source.year):
        return window_in(spec, carrying.target.year)
    first, last = standing
    year = carrying.target.year
    return same_date(first, year) if first else None, same_date(last, year) if last else None


def _carry_parts(carrying: Carrying) -> None:
    """Carry who takes part, each organisation once, under who acts for it now."""
    parts = select(ActivityOrganisation).where(col(ActivityOrganisation.activity_id).in_(carrying.activities))
    taken: set[tuple[int, int]] = set()
    position = (col(ActivityOrganisation.activity_id), col(ActivityOrganisation.position))
    for row in carrying.session.exec(parts.order_by(*position)):
        acting = carrying.organisations.get(row.organisation_id)
        key = (row.activity_id, acting or 0)
        if acting is None:
            _say_gone(carrying, row.organisation_id)
        if acting is None or key in taken:
            continue
        taken.add(key)
        carrying.session.add(
            cloned(row, activity_id=carrying.activities[row.activity_id], organisation_id=acting)
        )


def _carry_allocations(carrying: Carrying, requirement_ids: dict[int, int]) -> None:
    """Carry the split of targets; who acts for several carries their sum."""
    split = select(Allocation).where(col(Allocation.requirement_id).in_(requirement_ids))
    targets: dict[tuple[int, int], Decimal] = defaultdict(Decimal)
    for row in carrying.session.exec(split):
        acting = carrying.organisations.get(row.organisation_id)
        if acting is None:
            _say_gone(carrying, row.organisation_id)
            continue
        targets[requirement_ids[row.requirement_id], acting] += row.target
    carrying.session.add_all(
        Allocation(requirement_id=requirement_id, organisation_id=organisation_id, target=target)
        for (requirement_id, organisation_id), target in targets.items()
    )
    carrying.session.flush()


def _say_gone(carrying: Carrying, organisation_id: int) -> None:
    name = carrying.organisation_names.get(organisation_id, str(organisation_id))
    year = carrying.target.year
    carrying.leave_out(
        f"“{name}”在{year}年已停用，也没有承接单位，它的任务没有带来。",
        f"“{name}” is closed in {year} and nobody acts for it, so its part was not carried over.",
    )
