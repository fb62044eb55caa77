"""A small programme in rows: a city bureau, two districts, a department, three activities, and people to act."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlmodel import Session

from campaigns.core.permissions import Actor
from campaigns.enums import (
    ActivityKind,
    Comparison,
    Counted,
    CountLevel,
    DeadlineAnchor,
    EventLevel,
    OrganisationKind,
    Period,
    Role,
    VenueKind,
)
from campaigns.models.account import Account
from campaigns.models.activity import Activity, ActivityMeasure
from campaigns.models.assignment import Person
from campaigns.models.measure import Audience, Measure
from campaigns.models.obligation import DeadlineRule, Obligation
from campaigns.models.organisation import Organisation, OrganisationName
from campaigns.models.programme import Edition, Programme
from campaigns.models.requirement import Requirement
from campaigns.models.venue import Venue
from campaigns.queries.frames import Frame, get_frame

NOW = datetime(2026, 6, 1, 1, 0, tzinfo=UTC)
TODAY = date(2026, 6, 1)
ORGANISATIONS = (
    ("ldbz", OrganisationKind.CITY_BUREAU, "市人社局"),
    ("hc", OrganisationKind.DISTRICT, "环翠区"),
    ("rc", OrganisationKind.DISTRICT, "荣成市"),
    ("jyj", OrganisationKind.DEPARTMENT, "市教育局"),
)


@dataclass(frozen=True)
class World:
    """What a test acts on."""

    frame: Frame
    city: Actor
    huancui: Actor
    rongcheng: Actor
    school_liaison: Actor
    reader: Actor
    administrator: Actor


def build_world(session: Session) -> World:
    """Add the rows and return who can act on them."""
    programme = Programme(slug="test", name_zh="创业助推行动", name_en="Boost")
    session.add(programme)
    session.flush()
    edition = Edition(
        programme_id=programme.id or 0,
        year=2026,
        preset="test",
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 12, 31),
    )
    session.add(edition)
    organisations = [add_organisation(session, slug, kind, name) for slug, kind, name in ORGANISATIONS]
    session.flush()
    _add_content(session, edition.id or 0, organisations)
    city, hc, rc, jyj = organisations
    administrator = _actor(session, "管理员", Role.ADMINISTRATOR, city)
    world = World(
        frame=get_frame(session, 2026),
        city=_actor(session, "市级统筹员", Role.CITY_COORDINATOR, city),
        huancui=_actor(session, "环翠统筹员", Role.DISTRICT_COORDINATOR, hc),
        rongcheng=_actor(session, "荣成统筹员", Role.DISTRICT_COORDINATOR, rc),
        school_liaison=_actor(session, "教育联络员", Role.DEPARTMENT_LIAISON, jyj),
        reader=_actor(session, "读者", Role.READER, hc),
        administrator=administrator,
    )
    session.commit()
    return world


def add_organisation(session: Session, slug: str, kind: OrganisationKind, name: str) -> Organisation:
    """Add an organisation under one name for all years."""
    row = Organisation(slug=slug, kind=kind, is_coordinating=slug == "ldbz")
    session.add(row)
    session.flush()
    session.add(
        OrganisationName(organisation_id=row.id or 0, name_zh=name, short_zh=name, name_en=slug.upper())
    )
    return row


def _actor(session: Session, name: str, role: Role, organisation: Organisation) -> Actor:
    account = Account(
        username=name,
        display_name=name,
        password_hash="-",
        role=role,
        organisation_id=organisation.id or 0,
        created_at=NOW,
    )
    session.add(account)
    session.flush()
    is_district = organisation.kind is OrganisationKind.DISTRICT
    return Actor(
        account_id=account.id or 0,
        name=name,
        role=role,
        organisation_id=organisation.id or 0,
        organisation_kind=organisation.kind,
        is_coordinating=organisation.is_coordinating,
        district_id=organisation.id if is_district else None,
    )


def _add_content(session: Session, edition_id: int, organisations: list[Organisation]) -> None:
    city, hc, rc, _ = organisations
    activities = [
        _activity(edition_id, "C1", ActivityKind.CAMPAIGN, "项目推介月", date(2026, 6, 1), date(2026, 6, 30)),
        _activity(edition_id, "S2", ActivityKind.SUPPORTING, "进社区", date(2026, 1, 1), date(2026, 12, 31)),
        _activity(edition_id, "S3", ActivityKind.SUPPORTING, "进院校", date(2026, 1, 1), date(2026, 12, 31)),
    ]
    leaflets = Measure(
        edition_id=edition_id, code="leaflets", name_zh="宣传单", name_en="Leaflets", unit_zh="份"
    )
    jobs = Measure(edition_id=edition_id, code="jobs", name_zh="带动就业", unit_zh="人", is_typed=True)
    session.add_all([*activities, leaflets, jobs])
    session.add(Audience(edition_id=edition_id, code="grad", name_zh="高校毕业生", name_en="Graduates"))
    session.add(Audience(edition_id=edition_id, code="unemp", name_zh="城镇失业人员", name_en="Unemployed"))
    session.add(Venue(slug="gumo", kind=VenueKind.COMMUNITY, name_zh="古陌社区", district_id=hc.id))
    session.add(Venue(slug="hitwh", kind=VenueKind.CAMPUS, name_zh="哈工大（威海）", district_id=rc.id))
    session.add(Person(name="专家01", function="创业导师"))
    rule = DeadlineRule(
        edition_id=edition_id,
        code="D1",
        what_zh="总结",
        rule_zh="活动结束后10天内",
        anchor=DeadlineAnchor.ACTUAL_END,
        add_days=10,
    )
    session.add(rule)
    session.flush()
    session.add(ActivityMeasure(activity_id=activities[1].id or 0, measure_id=leaflets.id or 0))
    session.add(_five_talks(edition_id, activities[2].id))
    for organisation in (city, hc, rc):
        session.add(
            Obligation(
                edition_id=edition_id,
                activity_id=activities[0].id or 0,
                organisation_id=organisation.id or 0,
                rule_id=rule.id or 0,
                recipient_id=None if organisation is city else city.id,
            )
        )


def _activity(edition_id: int, code: str, kind: ActivityKind, short: str, start: date, end: date) -> Activity:
    return Activity(
        edition_id=edition_id,
        code=code,
        kind=kind,
        name_zh=f"“{short}”活动",
        short_zh=short,
        short_en=code,
        window_start_on=start,
        window_end_on=end,
        default_level=EventLevel.CITY,
        created_at=NOW,
        revised_at=NOW,
    )


def _five_talks(edition_id: int, activity_id: int | None) -> Requirement:
    return Requirement(
        edition_id=edition_id,
        activity_id=activity_id,
        code="Q09",
        text_zh="进院校每年不少于5次",
        counted=Counted.EVENTS,
        comparison=Comparison.AT_LEAST,
        target=5,
        unit_zh="次",
        period=Period.YEAR,
        level=CountLevel.CITY,
        is_headline=True,
    )
