"""The change log: every write leaves one line, and nothing here ever edits one."""

from collections.abc import Mapping, Sequence
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
    change = _line(subject_id, before or {}, after or {}, at=now, subject_kind=subject_kind, verb=verb, reason=reason,
                   undoes_id=undoes_id, **_who(actor, actor_name))  # fmt: skip
    session.add(change)
    session.flush()
    return change


def record_all(
    session: Session,
    *,
    actor: Actor,
    subject_kind: str,
    verb: str,
    now: datetime,
    values: Sequence[tuple[int, Mapping[str, Any], Mapping[str, Any]]],
    reason: str = "",
    undoes: Mapping[int, int | None] | None = None,
) -> list[Change]:
    """Append a line for each subject with its values before and after, and return them in order, with their ids.

    ``undoes`` gives for subjects which line theirs takes back.
    """
    lines = [
        _line(id_, before, after, at=now, subject_kind=subject_kind, verb=verb, reason=reason,
              undoes_id=(undoes or {}).get(id_), **_who(actor, ""))
        for id_, before, after in values
    ]  # fmt: skip
    session.add_all(lines)
    session.flush()
    return lines


def _who(actor: Actor | None, name: str) -> dict[str, Any]:
    return {
        "account_id": actor.account_id if actor else None,
        "actor_name": actor.name if actor else name or SYSTEM,
    }


def _line(subject_id: int, before: Mapping[str, Any], after: Mapping[str, Any], **columns: Any) -> Change:
    old = {name: plain(value) for name, value in before.items()}
    new = {name: plain(value) for name, value in after.items()}
    changed = [name for name in {**old, **new} if old.get(name) != new.get(name) or name not in old]
    return Change(
        subject_id=subject_id,
        before={name: old[name] for name in changed if name in old},
        after={name: new[name] for name in changed if name in new},
        **columns,
    )
