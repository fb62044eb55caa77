"""Feed addresses, and the agenda of one scope with its due days and the events that have left it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from uuid import NAMESPACE_OID, uuid5

from sqlalchemy import ColumnElement, func
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, or_, select

from campaigns.agenda import Agenda, AgendaDeadline
from campaigns.core.permissions import Actor, sight_of
from campaigns.core.wording import Bilingual
from campaigns.core.workdays import WorkCalendar
from campaigns.drafts import EventFilter
from campaigns.enums import EventStatus, FeedScope
from campaigns.models.account import Account
from campaigns.models.activity import Activity
from campaigns.models.assignment import Assignment
from campaigns.models.event import Event
from campaigns.models.feed import FeedAddress
from campaigns.models.organisation import Organisation
from campaigns.models.programme import Edition
from campaigns.queries.accounts import actor_of
from campaigns.queries.events import hosted_or_joint, list_agenda
from campaigns.queries.frames import Frame
from campaigns.queries.obligations import list_obligations
from campaigns.queries.tombstones import list_tombstones
from campaigns.submissions import ObligationLine

DUE_SUMMARY = Bilingual("{activity}总结报送", "{activity}: summary due")


@dataclass(frozen=True, slots=True)
class FeedOwner:
    """A secret address with who fetches through it now: role and organisation are those of this moment."""

    address: FeedAddress
    year: int
    actor: Actor
    is_open: bool


def find_feed_owner(session: Session, token_hash: str) -> FeedOwner | None:
    """Return who stands behind a token, in one statement; a revoked address and a closed account are not open."""
    parent = aliased(Organisation)
    statement = (
        # SQLModel declares select() for at most four things.
        select(FeedAddress, Edition.year, Account, Organisation, parent)  # type: ignore[call-overload]
        .join(Edition, col(Edition.id) == col(FeedAddress.edition_id))
        .join(Account, col(Account.id) == col(FeedAddress.account_id))
        .join(Organisation, col(Organisation.id) == col(Account.organisation_id))
        .outerjoin(parent, col(Organisation.parent_id) == parent.id)
        .where(FeedAddress.token_hash == token_hash)
    )
    row = session.exec(statement).first()
    if row is None:
        return None
    address, year, account, organisation, above = row
    is_open = address.revoked_at is None and account.is_active
    return FeedOwner(address, year, actor_of(account, organisation, above), is_open)


def list_feed_addresses(
    session: Session, edition_id: int, *, account_id: int | None = None
) -> tuple[tuple[FeedAddress, str], ...]:
    """Return an edition's addresses in force with their owners' names, of one account or of all, newest first."""
    statement = (
        select(FeedAddress, Account.display_name)
        .join(Account, col(Account.id) == col(FeedAddress.account_id))
        .where(FeedAddress.edition_id == edition_id, col(FeedAddress.revoked_at).is_(None))
    )
    if account_id is not None:
        statement = statement.where(FeedAddress.account_id == account_id)
    return tuple(session.exec(statement.order_by(col(FeedAddress.id).desc())))


def feed_agenda(
    session: Session,
    frame: Frame,
    actor: Actor | None,
    scope: FeedScope,
    value: str,
    calendar: WorkCalendar,
    *,
    today: date,
) -> Agenda:
    """Return everything of a scope, unbounded in time; raises NotFound for a scope that does not exist.

    Drafts are not in feeds: a phone shows what is planned, not what is being thought about.
    """
    wanted = EventFilter()
    also: ColumnElement[bool] = col(Event.status) != EventStatus.DRAFT
    if scope is FeedScope.ACTIVITY:
        wanted = EventFilter(activity_code=frame.activity(value).code)
    elif scope is FeedScope.DISTRICT:
        wanted = EventFilter(district_slug=frame.organisation(value).slug)
    elif scope is FeedScope.MINE and actor is not None:
        also = also & _mine(actor)
    items = () if scope is FeedScope.DEADLINES else list_agenda(session, frame, actor, wanted, also=also)
    departed = list_tombstones(session, frame, actor, scope, value, present={item.id for item in items})
    merged = sorted((*items, *departed), key=lambda item: (item.starts_at, item.id))
    return Agenda(
        edition=frame.edition,
        title=scope_title(frame, scope, value),
        items=tuple(merged),
        deadlines=_deadlines(session, frame, actor, scope, value, calendar, today),
        changed_at=_changed_at(session, frame),
    )


def scope_title(frame: Frame, scope: FeedScope, value: str) -> Bilingual:
    """Return the name of a scope's calendar."""
    year = frame.edition.year
    if scope is FeedScope.ACTIVITY:
        return Bilingual("{year} {name}", "{name} {year}").filled(year=year, name=frame.activity(value).short)
    if scope is FeedScope.DISTRICT:
        return Bilingual("{year} {name}活动", "{name} events {year}").filled(
            year=year, name=frame.organisation(value).short
        )
    titles = {
        FeedScope.PROGRAMME: Bilingual("{year} 全部活动", "All events {year}"),
        FeedScope.MINE: Bilingual("{year} 我的活动", "My events {year}"),
        FeedScope.DEADLINES: Bilingual("{year} 报送截止日", "Summaries due {year}"),
    }
    return titles[scope].filled(year=year)


def _mine(actor: Actor) -> ColumnElement[bool]:
    """Return the clause for what the actor's organisation hosts, organises or takes part in."""
    own = sight_of(actor).own_ids
    invited = select(Assignment.event_id).where(col(Assignment.organisation_id).in_(own))
    return or_(
        *(hosted_or_joint(organisation_id) for organisation_id in sorted(own)), col(Event.id).in_(invited)
    )


def _changed_at(session: Session, frame: Frame) -> datetime | None:
    """Return the newest revision of the whole edition: what leaves a feed (a draft, a day taken back) raises it too."""
    events = select(func.max(Event.revised_at)).where(Event.edition_id == frame.edition.id)
    activities = select(func.max(Activity.revised_at)).where(Activity.edition_id == frame.edition.id)
    newest = session.exec(select(events.scalar_subquery(), activities.scalar_subquery())).one()
    return max((at for at in newest if at is not None), default=None)


def _deadlines(
    session: Session,
    frame: Frame,
    actor: Actor | None,
    scope: FeedScope,
    value: str,
    calendar: WorkCalendar,
    today: date,
) -> tuple[AgendaDeadline, ...]:
    """Return one due day per activity and rule, naming the organisations that owe; an extended one stands alone."""
    grouped: dict[tuple[int, str, int], list[ObligationLine]] = defaultdict(list)
    for line in list_obligations(session, frame, actor, calendar, today=today).lines:
        if line.due_on and _concerns(line, scope, value, actor):
            grouped[line.activity.id, line.rule_code, line.id if line.is_extended else 0].append(line)
    statement = select(Activity).where(Activity.edition_id == frame.edition.id)
    rows = {row.id or 0: row for row in session.exec(statement)}
    return tuple(_deadline(rows[key[0]], key, lines) for key, lines in sorted(grouped.items()))


def _deadline(row: Activity, key: tuple[int, str, int], lines: list[ObligationLine]) -> AgendaDeadline:
    """Return the due day of one group; its uid rests on what never changes, not on the day."""
    name = "/".join(str(part) for part in (row.created_at.isoformat(), *key))
    return AgendaDeadline(
        uid=f"{uuid5(NAMESPACE_OID, name)}@campaigns",
        sequence=row.sequence,
        created_at=row.created_at,
        revised_at=row.revised_at,
        due_on=lines[0].due_on or date.max,
        activity=lines[0].activity,
        title=DUE_SUMMARY.filled(activity=lines[0].activity.short),
        rule=lines[0].rule,
        organisations=tuple(line.organisation for line in lines),
    )


def _concerns(line: ObligationLine, scope: FeedScope, value: str, actor: Actor | None) -> bool:
    if scope is FeedScope.ACTIVITY:
        return line.activity.code == value
    if scope is FeedScope.DISTRICT:
        return line.organisation.slug == value
    if scope is FeedScope.MINE and actor is not None:
        return line.organisation.id in sight_of(actor).own_ids
    return True
