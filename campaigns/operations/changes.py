"""The change log: every write leaves one line, and nothing here ever edits one."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from sqlmodel import Session, SQLModel

from campaigns.core.permissions import Actor
from campaigns.models.change import Change

SYSTEM = "系统"


def plain(value: Any) -> Any:
    """Return a value as JSON can hold it; instants in UTC and days as ISO 8601, amounts as text."""
    if isinstance(value, datetime):
        # One instant has one text, whatever zone it was entered in: undo and the log compare texts.
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return value.value if isinstance(value, Enum) else value


def values_of(row: SQLModel, names: tuple[str, ...]) -> dict[str, Any]:
    """Return the named columns of a row as JSON can hold them."""
    return {name: plain(getattr(row, name)) for name in names}


def record(
    session: Session,
    *,
    actor: Actor | None,
    subject_kind: str,
    subject_id: int,
    verb: str,
    now: datetime,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
    actor_name: str = "",
    undoes_id: int | None = None,
) -> Change:
    """Append one line; of ``before`` and ``after`` only what differs is kept."""
    old = {name: plain(value) for name, value in (before or {}).items()}
    new = {name: plain(value) for name, value in (after or {}).items()}
    changed = [name for name in {**old, **new} if old.get(name) != new.get(name) or name not in old]
    change = Change(
        at=now,
        account_id=actor.account_id if actor else None,
        actor_name=actor.name if actor else actor_name or SYSTEM,
        subject_kind=subject_kind,
        subject_id=subject_id,
        verb=verb,
        before={name: old[name] for name in changed if name in old},
        after={name: new[name] for name in changed if name in new},
        reason=reason,
        undoes_id=undoes_id,
    )
    session.add(change)
    session.flush()
    return change
