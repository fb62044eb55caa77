"""The frame every query works in: an edition with its activities and the organisations under their names then."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from sqlmodel import Session, col, or_, select

from campaigns.core.permissions import Actor
from campaigns.core.placements import ClashRules
from campaigns.core.wording import Bilingual
from campaigns.enums import ActivityKind, OrganisationKind
from campaigns.errors import NotFound
from campaigns.models.activity import Activity
from campaigns.models.availability import ClashRule
from campaigns.models.organisation import Organisation, OrganisationName
from campaigns.models.programme import Edition, Programme
from campaigns.models.workday import CalendarYear
from campaigns.references import ActivityRef, EditionRef, OrganisationRef


@dataclass(frozen=True)
class Frame:
    """An edition with its clash rules, its activities by id and all organisations by id, each in their order."""

    edition: EditionRef
    activities: Mapping[int, ActivityRef]
    organisations: Mapping[int, OrganisationRef]
    coordinating_id: int
    clash_rules: ClashRules = field(default_factory=ClashRules)

    @cached_property
    def districts(self) -> tuple[OrganisationRef, ...]:
        """Return the units of the notice in its order."""
        return tuple(o for o in self.organisations.values() if o.kind is OrganisationKind.DISTRICT)

    @cached_property
    def board_activities(self) -> tuple[ActivityRef, ...]:
        """Return campaigns and supporting activities, without duties."""
        return tuple(a for a in self.activities.values() if a.kind is not ActivityKind.DUTY)

    def home_of(self, actor: Actor) -> OrganisationRef:
        """Return the organisation the actor acts for: the coordinating one, its district, or its own."""
        if actor.is_coordinating:
            return self.organisations[self.coordinating_id]
        return self.organisations[actor.district_id or actor.organisation_id]

    def activity(self, code: str) -> ActivityRef:
        """Return the activity with a code, or raise NotFound."""
        for activity in self.activities.values():
            if activity.code == code:
                return activity
        raise NotFound("activity", code)

    def organisation(self, slug: str) -> OrganisationRef:
        """Return the organisation with a slug, or raise NotFound."""
        for organisation in self.organisations.values():
            if organisation.slug == slug:
                return organisation
        raise NotFound("organisation", slug)


def get_frame(session: Session, year: int) -> Frame:
    """Return the frame of a year's edition in two statements, or raise NotFound; an edition has activities."""
    statement = (
        select(Activity, Edition, Programme, CalendarYear)
        .add_columns(ClashRule)
        .join(Edition, col(Edition.id) == col(Activity.edition_id))
        .join(Programme, col(Programme.id) == col(Edition.programme_id))
        .join(CalendarYear, col(CalendarYear.year) == col(Edition.year), isouter=True)
        # An edition has rules of its own for a few kinds at most, mostly none: their product costs nothing.
        .join(ClashRule, col(ClashRule.edition_id) == col(Edition.id), isouter=True)
        .where(col(Edition.year) == year)
        .order_by(col(Activity.position))
    )
    rows = session.execute(statement).all()
    if not rows:
        raise NotFound("edition", year)
    organisations, coordinating_id = _organisations(session, year)
    activities = {row[0].id or 0: activity_ref(row[0]) for row in rows}
    rules = clash_rules(row[4] for row in rows if row[4] is not None)
    return Frame(_edition_ref(*rows[0][1:4]), activities, organisations, coordinating_id, rules)


def clash_rules(rows: Iterable[ClashRule]) -> ClashRules:
    """Return the levels and numbers an edition gives the kinds of clashes, over the usual ones."""
    own = list(rows)
    return ClashRules(
        {row.kind: row.level for row in own}, {row.kind: row.amount for row in own if row.amount is not None}
    )


def list_years(session: Session) -> tuple[int, ...]:
    """Return the years that have an edition, newest first."""
    return tuple(session.exec(select(Edition.year).order_by(col(Edition.year).desc())).all())


def _edition_ref(edition: Edition, programme: Programme, calendar: CalendarYear | None) -> EditionRef:
    return EditionRef(
        id=edition.id or 0,
        year=edition.year,
        programme=Bilingual(programme.name_zh, programme.name_en),
        zone=edition.zone,
        basis_title=Bilingual(edition.basis_title_zh, edition.basis_title_en),
        basis_number=edition.basis_number,
        theme=Bilingual(edition.theme_zh, edition.theme_en),
        starts_on=edition.starts_on,
        ends_on=edition.ends_on,
        is_provisional=calendar is None or not calendar.is_confirmed,
    )


def activity_ref(row: Activity) -> ActivityRef:
    """Return the reference of an activity's row."""
    return ActivityRef(
        id=row.id or 0,
        code=row.code,
        kind=row.kind,
        name=Bilingual(row.name_zh, row.name_en),
        short=Bilingual(row.short_zh, row.short_en),
        colour=row.colour,
        window_start_on=row.window_start_on,
        window_end_on=row.window_end_on,
        actual_end_on=row.actual_end_on,
        weekend_is_usual=row.weekend_is_usual,
        default_minutes=row.default_minutes,
        default_level=row.default_level,
    )


def _organisations(session: Session, year: int) -> tuple[dict[int, OrganisationRef], int]:
    """Return the organisations under the names of a year, and the id of the one that coordinates."""
    statement = (
        select(Organisation, OrganisationName)
        .join(OrganisationName, col(OrganisationName.organisation_id) == col(Organisation.id))
        .where(or_(col(OrganisationName.since_year).is_(None), col(OrganisationName.since_year) <= year))
        .where(or_(col(OrganisationName.until_year).is_(None), col(OrganisationName.until_year) >= year))
        .order_by(col(Organisation.position), col(Organisation.id))
    )
    references: dict[int, OrganisationRef] = {}
    coordinating_id = 0
    for row, name in session.exec(statement):
        references[row.id or 0] = organisation_ref(row, name)
        coordinating_id = row.id or 0 if row.is_coordinating else coordinating_id
    return references, coordinating_id


def organisation_ref(row: Organisation, name: OrganisationName) -> OrganisationRef:
    """Return the reference of an organisation under one of its names."""
    return OrganisationRef(
        id=row.id or 0,
        slug=row.slug,
        kind=row.kind,
        name=Bilingual(name.name_zh, name.name_en),
        short=Bilingual(name.short_zh or name.name_zh, name.short_en or name.name_en),
        parent_id=row.parent_id,
    )
