"""Bulk changes: what is asked for, and the read model of what it hits and what it leaves out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pydantic import Field

from campaigns.agenda import Clash
from campaigns.core.bulk import PLACES, BulkAct
from campaigns.core.wording import Bilingual
from campaigns.drafts import Draft, Line

MOST = 2000


class BulkDraft(Draft):
    """One change for many events; ``versions`` are those their planner saw, by the events' ids."""

    act: BulkAct
    versions: Mapping[int, int] = Field(max_length=MOST)
    days: int = Field(default=0, ge=-366, le=366)
    place: Line = ""
    host_slug: str = ""
    responsible: Line = ""
    reason: Line = ""
    override_reason: Line = ""


@dataclass(frozen=True, slots=True)
class BulkLine:
    """One event as it stands, with the columns that change, or why it is left out; clashes are those it would have."""

    event_id: int
    version: int
    title: Bilingual
    starts_at: datetime
    ends_at: datetime
    is_all_day: bool
    values: Mapping[str, Any] = field(default_factory=dict)
    clashes: tuple[Clash, ...] = ()
    left: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class BulkPreview:
    """What a bulk change hits and what it leaves out; ``unseen`` is how many chosen events are not there any more."""

    act: BulkAct
    lines: tuple[BulkLine, ...]
    unseen: int = 0

    @property
    def hit(self) -> tuple[BulkLine, ...]:
        """Return the events that change."""
        return tuple(line for line in self.lines if line.left is None)

    @property
    def left(self) -> tuple[BulkLine, ...]:
        """Return the events that stay as they are."""
        return tuple(line for line in self.lines if line.left is not None)

    @property
    def needs_a_look(self) -> bool:
        """Tell whether something is lost, left out or clashes, so that a person should see it before it is saved."""
        clashes = self.act in PLACES and any(line.clashes for line in self.hit)
        return self.act is BulkAct.CANCEL or bool(self.left) or self.unseen > 0 or clashes
