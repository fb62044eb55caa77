"""The read model of who owes which summary, due when and by which rule."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from campaigns.core.wording import Bilingual
from campaigns.enums import ReportStatus, SubmissionState
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

    def is_in(self, state: SubmissionState) -> bool:
        """Tell whether the line stands so; what was returned too late is both returned and overdue."""
        if state is SubmissionState.OVERDUE:
            return self.is_overdue
        if state is SubmissionState.DUE:
            return not self.is_overdue and self.status in (None, ReportStatus.DRAFT)
        return self.status is not None and self.status.value == state.value

    @property
    def state(self) -> SubmissionState:
        """Return the one state that says most: a return before its delay, a delay before anything to do."""
        order = (
            SubmissionState.RETURNED,
            SubmissionState.SUBMITTED,
            SubmissionState.ACCEPTED,
            SubmissionState.OVERDUE,
        )
        return next((state for state in order if self.is_in(state)), SubmissionState.DUE)


@dataclass(frozen=True, slots=True)
class ObligationList:
    """Every obligation of an edition that the actor may see, by due day, then activity and organisation."""

    edition: EditionRef
    today: date
    lines: tuple[ObligationLine, ...]

    def narrowed(
        self, *, state: SubmissionState | None = None, activity_code: str = "", organisation_slug: str = ""
    ) -> "ObligationList":
        """Return the list with only the lines wanted; empty values do not narrow."""
        kept = (
            line
            for line in self.lines
            if (state is None or line.is_in(state))
            and activity_code in ("", line.activity.code)
            and organisation_slug in ("", line.organisation.slug)
        )
        return replace(self, lines=tuple(kept))

    @property
    def counts(self) -> dict[SubmissionState, int]:
        """Return how many lines stand in each state, in the order of the states."""
        return {state: sum(line.is_in(state) for line in self.lines) for state in SubmissionState}

    @property
    def overdue(self) -> tuple[ObligationLine, ...]:
        """Return the lines whose day has passed without an accepted or waiting submission."""
        return tuple(line for line in self.lines if line.is_overdue)


@dataclass(frozen=True, slots=True)
class Ending:
    """An activity whose due days follow the day on which it really ended; ``version`` guards recording it."""

    activity: ActivityRef
    version: int


@dataclass(frozen=True, slots=True)
class StepTaken:
    """One step on a report's way up: by whom, when, in which version of the report."""

    number: int
    status: ReportStatus
    at: datetime
    account_name: str
    reason: str


@dataclass(frozen=True, slots=True)
class FigureChange:
    """One figure that is not what was submitted; amounts as text, empty where there was or is none."""

    name: Bilingual
    submitted: str
    now: str


@dataclass(frozen=True, slots=True)
class TextsNow:
    """The judgement as somebody else has written it meanwhile, with the obligation's version."""

    version: int
    main_practices: str = ""
    problems: str = ""
    next_steps: str = ""
