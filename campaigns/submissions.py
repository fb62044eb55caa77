"""The read model of who owes which summary, due when and by which rule."""

from dataclasses import dataclass
from datetime import date, datetime

from campaigns.core.wording import Bilingual
from campaigns.enums import ReportStatus
from campaigns.references import ActivityRef, EditionRef, OrganisationRef


@dataclass(frozen=True, slots=True)
class ObligationLine:
    """One summary owed; ``due_on`` is None while the anchor (a recorded end) is not known.

    ``advice_on`` is the last working day before a due day that is not a working day, else None.
    ``expected_due_on`` follows the planned end while no end is recorded.
    """

    id: int
    version: int
    activity: ActivityRef
    organisation: OrganisationRef
    recipient: OrganisationRef | None
    what: Bilingual
    rule_code: str
    rule: Bilingual
    anchor_on: date | None
    due_on: date | None
    expected_due_on: date | None
    advice_on: date | None
    is_overdue: bool
    days_left: int | None
    status: ReportStatus | None
    submitted_at: datetime | None
    report_version: int = 0
    return_reason: str = ""
    is_extended: bool = False


@dataclass(frozen=True, slots=True)
class ObligationList:
    """Every obligation of an edition that the actor may see, by due day, then activity and organisation."""

    edition: EditionRef
    today: date
    lines: tuple[ObligationLine, ...]

    @property
    def overdue(self) -> tuple[ObligationLine, ...]:
        """Return the lines whose day has passed without an accepted or waiting submission."""
        return tuple(line for line in self.lines if line.is_overdue)
