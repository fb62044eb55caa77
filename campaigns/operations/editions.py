"""A preset becomes one year's edition: its windows, counts, deadlines, obligations and working calendar."""

from dataclasses import dataclass, field
from datetime import date, datetime

from sqlmodel import Session, select

from campaigns.core.permissions import Actor
from campaigns.core.wording import Bilingual
from campaigns.enums import ActivityKind, DeadlineAnchor, OrganisationRole
from campaigns.errors import Problem, Rejected
from campaigns.models.activity import Activity, ActivityMeasure, ActivityOrganisation
from campaigns.models.measure import Audience, Measure
from campaigns.models.obligation import DeadlineRule, Obligation
from campaigns.models.programme import Edition, Programme
from campaigns.models.requirement import Requirement
from campaigns.operations.changes import record
from campaigns.operations.organisations import add_organisations
from campaigns.operations.places import add_venues
from campaigns.operations.preset_rosters import add_rosters
from campaigns.operations.workdays import seed_calendar_year
from campaigns.presets.loader import Preset
from campaigns.presets.schema import ActivitySpec, DeadlineSpec, RequirementSpec


@dataclass
class Making:
    """An edition while it is made, with the ids that its parts need of each other."""

    session: Session
    preset: Preset
    year: int
    now: datetime
    edition_id: int
    organisation_ids: dict[str, int]
    measure_ids: dict[str, int] = field(default_factory=dict)
    activity_ids: dict[str, int] = field(default_factory=dict)

    def organisations(self, named: str | tuple[str, ...]) -> list[int]:
        """Return who acts for the named organisations in this year, each once, in their order."""
        acting = (self.preset.acting(slug, self.year) for slug in self.preset.members(named))
        return [self.organisation_ids[slug] for slug in dict.fromkeys(acting)]


def create_edition(
    session: Session, preset: Preset, year: int, *, actor_name: str, now: datetime, actor: Actor | None = None
) -> Edition:
    """Make the edition of a year and return it; raises Rejected when the year already has one."""
    refuse_taken_year(session, year)
    organisation_ids = add_organisations(session, preset.city)
    add_venues(session, preset, year, organisation_ids)
    edition = _edition(session, preset, year)
    making = Making(session, preset, year, now, edition.id or 0, organisation_ids)
    _add_measures(making)
    _add_activities(making)
    _add_requirements(making)
    _add_deadlines(making)
    add_rosters(session, preset, making.edition_id, making.activity_ids, making.organisations)
    seed_calendar_year(session, year, now=now)
    record(session, actor=actor, actor_name=actor_name, subject_kind="edition", subject_id=edition.id or 0,
           verb="created", now=now, after={"year": year, "preset": preset.slug})  # fmt: skip
    return edition


def refuse_taken_year(session: Session, year: int) -> None:
    """Raise Rejected where the year has an edition."""
    if session.exec(select(Edition).where(Edition.year == year)).first():
        message = Bilingual(
            f"{year}年已有年度计划。每年只有一个：日历、计数和期限都以年份区分。",
            f"{year} already has an edition. A year has one: calendar, counts and deadlines are told apart by year.",
        )
        raise Rejected(Problem("year", message))


def _edition(session: Session, preset: Preset, year: int) -> Edition:
    spec = preset.content.programme
    programme = session.exec(select(Programme).where(Programme.slug == spec.slug)).first()
    if programme is None:
        programme = Programme(slug=spec.slug, name_zh=spec.name.zh, name_en=spec.name.en)
        session.add(programme)
        session.flush()
    edition = Edition(
        programme_id=programme.id or 0,
        year=year,
        preset=preset.slug,
        zone=spec.zone,
        theme_zh=spec.theme.zh,
        theme_en=spec.theme.en,
        basis_title_zh=spec.basis.title.zh,
        basis_title_en=spec.basis.title.en,
        basis_number=spec.basis.number,
        basis_on=spec.basis.dated_on,
        starts_on=spec.starts_on.get(year, date(year, 1, 1)),
        ends_on=date(year, 12, 31),
    )
    session.add(edition)
    session.flush()
    return edition


def _add_measures(making: Making) -> None:
    """Add the measures, and the audiences that a close-out is split over."""
    content = making.preset.content
    measures = [
        Measure(
            edition_id=making.edition_id,
            code=spec.code,
            name_zh=spec.name.zh,
            name_en=spec.name.en,
            unit_zh=spec.unit.zh,
            unit_en=spec.unit.en,
            is_whole=spec.is_whole,
            is_typed=spec.is_typed,
            position=position,
        )
        for position, spec in enumerate(content.measures)
    ]
    making.session.add_all(measures)
    making.session.add_all(
        Audience(
            edition_id=making.edition_id,
            code=spec.code,
            name_zh=spec.name.zh,
            name_en=spec.name.en,
            is_focus=spec.is_focus,
            position=position,
        )
        for position, spec in enumerate(spec for spec in content.audiences if spec.is_counted)
    )
    making.session.flush()
    making.measure_ids = {measure.code: measure.id or 0 for measure in measures}


def _add_activities(making: Making) -> None:
    specs = making.preset.content.activities
    rows = [_activity(making, spec, position) for position, spec in enumerate(specs)]
    making.session.add_all(rows)
    making.session.flush()
    making.activity_ids = {row.code: row.id or 0 for row in rows}
    for spec in specs:
        _add_parts(making, spec)


def _activity(making: Making, spec: ActivitySpec, position: int) -> Activity:
    first, last = window_in(spec, making.year)
    return Activity(
        edition_id=making.edition_id,
        code=spec.code,
        kind=spec.kind,
        position=position,
        name_zh=spec.name.zh.replace("{year}", str(making.year)),
        name_en=spec.name.en.replace("{year}", str(making.year)),
        short_zh=spec.short.zh,
        short_en=spec.short.en,
        scope_zh=spec.scope.zh if spec.scope else "",
        scope_en=spec.scope.en if spec.scope else "",
        purpose_zh=spec.purpose.zh,
        purpose_en=spec.purpose.en,
        colour=spec.colour,
        window_start_on=first,
        window_end_on=last,
        default_start=spec.default_start,
        default_minutes=spec.default_minutes,
        default_level=spec.default_level,
        venue_kind=spec.venue_kind,
        weekend_is_usual=spec.weekend_is_usual,
        planning=spec.planning.model_dump(mode="json") if spec.planning else {},
        created_at=making.now.replace(microsecond=0),
        revised_at=making.now.replace(microsecond=0),
    )


def window_in(spec: ActivitySpec, year: int) -> tuple[date, date] | tuple[None, None]:
    """Return the first and last day of a year's window, or nothing when the activity runs all year."""
    if spec.window is None:
        return None, None
    if year in spec.window.exact:
        return spec.window.exact[year]
    if spec.window.other is None:
        return None, None
    first, last = (date.fromisoformat(f"{year}-{day}") for day in spec.window.other)
    return first, last


def _add_parts(making: Making, spec: ActivitySpec) -> None:
    """Add an activity's measures and organisations; each organisation once, in the first role that names it."""
    activity_id = making.activity_ids[spec.code]
    making.session.add_all(
        ActivityMeasure(activity_id=activity_id, measure_id=making.measure_ids[code], position=position)
        for position, code in enumerate(spec.measures)
    )
    taken: dict[int, tuple[OrganisationRole, bool]] = {}
    for part in spec.organisations:
        for organisation_id in making.organisations(part.of):
            taken.setdefault(organisation_id, (part.role, part.is_inferred))
    making.session.add_all(
        ActivityOrganisation(
            activity_id=activity_id,
            organisation_id=organisation_id,
            role=role,
            position=position,
            is_inferred=is_inferred,
        )
        for position, (organisation_id, (role, is_inferred)) in enumerate(taken.items())
    )


def _add_requirements(making: Making) -> None:
    making.session.add_all(
        _requirement(making, spec, position)
        for position, spec in enumerate(making.preset.content.requirements)
        if not spec.years or making.year in spec.years
    )
    making.session.flush()


def _requirement(making: Making, spec: RequirementSpec, position: int) -> Requirement:
    return Requirement(
        edition_id=making.edition_id,
        activity_id=making.activity_ids[spec.activity] if spec.activity else None,
        code=spec.code,
        position=position,
        text_zh=spec.text.zh,
        text_en=spec.text.en,
        reading_zh=spec.reading.zh if spec.reading else "",
        reading_en=spec.reading.en if spec.reading else "",
        quote=spec.quote,
        counted=spec.counted,
        comparison=spec.comparison,
        target=spec.target,
        target_max=spec.target_max,
        unit_zh=spec.unit.zh,
        unit_en=spec.unit.en,
        period=spec.period,
        month=spec.month,
        level=spec.level,
        measure_id=making.measure_ids[spec.measure] if spec.measure else None,
        whole_measure_id=making.measure_ids[spec.whole_measure] if spec.whole_measure else None,
        is_headline=spec.is_headline,
    )


def _add_deadlines(making: Making) -> None:
    """Add the rules, and an obligation for each activity under a rule that has a due day."""
    content = making.preset.content
    duties = {spec.code for spec in content.activities if spec.kind is ActivityKind.DUTY}
    for spec in content.deadlines:
        rule = _rule(making, spec)
        making.session.add(rule)
        making.session.flush()
        if spec.anchor is DeadlineAnchor.ANY_TIME:
            continue
        making.session.add_all(
            Obligation(
                edition_id=making.edition_id,
                activity_id=making.activity_ids[code],
                organisation_id=organisation_id,
                rule_id=rule.id or 0,
                recipient_id=making.organisation_ids[making.preset.acting(owed.to, making.year)],
            )
            for code in spec.applies
            if code not in duties
            for owed in content.owed
            for organisation_id in making.organisations(owed.by)
        )
    making.session.flush()


def _rule(making: Making, spec: DeadlineSpec) -> DeadlineRule:
    month, day = (int(part) for part in spec.fixed.split("-")) if spec.fixed else (None, None)
    return DeadlineRule(
        edition_id=making.edition_id,
        code=spec.code,
        what_zh=spec.what.zh,
        what_en=spec.what.en,
        rule_zh=spec.rule.zh,
        rule_en=spec.rule.en,
        quote=spec.quote,
        anchor=spec.anchor,
        add_days=spec.add_days,
        fixed_month=month,
        fixed_day=day,
        stale_after_days=spec.stale_after_days,
    )
