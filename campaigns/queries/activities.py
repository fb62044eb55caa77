"""One activity with everything its page shows beside its events."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from campaigns.core.wording import Bilingual
from campaigns.enums import OrganisationRole
from campaigns.models.activity import Activity, ActivityOrganisation
from campaigns.models.roster import Roster
from campaigns.queries.frames import Frame
from campaigns.references import ActivityRef, OrganisationRef


@dataclass(frozen=True, slots=True)
class Part:
    """An organisation's part in an activity; ``is_inferred`` where the notice does not say so."""

    organisation: OrganisationRef
    role: OrganisationRole
    is_inferred: bool


@dataclass(frozen=True, slots=True)
class ActivityDetail:
    """What the notice says of an activity, who takes part, and its rosters by id and name."""

    activity: ActivityRef
    version: int
    scope: Bilingual
    purpose: Bilingual
    actual_end_on: date | None
    parts: tuple[Part, ...]
    rosters: tuple[tuple[int, Bilingual], ...]


def get_activity_detail(session: Session, frame: Frame, code: str) -> ActivityDetail:
    """Return an activity of the edition in one statement, or raise NotFound."""
    activity = frame.activity(code)
    statement = (
        select(Activity, ActivityOrganisation, Roster)
        .join(ActivityOrganisation, col(ActivityOrganisation.activity_id) == col(Activity.id), isouter=True)
        .join(Roster, col(Roster.activity_id) == col(Activity.id), isouter=True)
        .where(Activity.id == activity.id)
        .order_by(col(ActivityOrganisation.position), col(Roster.id))
    )
    rows = session.exec(statement).all()
    row = rows[0][0]
    # Parts and rosters are few, so that their product is cheaper than a second way to the database.
    parts = {link.organisation_id: link for _, link, _ in rows if link is not None}
    rosters = {roster.id or 0: roster for _, _, roster in rows if roster is not None}
    return ActivityDetail(
        activity=activity,
        version=row.version,
        scope=Bilingual(row.scope_zh, row.scope_en),
        purpose=Bilingual(row.purpose_zh, row.purpose_en),
        actual_end_on=row.actual_end_on,
        parts=tuple(
            Part(frame.organisations[id_], link.role, link.is_inferred) for id_, link in parts.items()
        ),
        rosters=tuple((id_, Bilingual(one.name_zh, one.name_en)) for id_, one in rosters.items()),
    )
