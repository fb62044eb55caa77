"""An administrator decides how hard each kind of clash is in an edition."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session, col, delete

from campaigns.core.permissions import Actor, may_administer
from campaigns.core.placements import DEFAULT_AMOUNTS, DEFAULT_LEVELS, ClashRules
from campaigns.core.wording import Bilingual
from campaigns.enums import ClashKind, ClashLevel
from campaigns.errors import Forbidden, Problem, Rejected, Stale
from campaigns.models.availability import ClashRule
from campaigns.models.programme import Edition
from campaigns.operations.changes import record
from campaigns.queries.surroundings import get_clash_rules

MOST = 999


def save_clash_rules(
    session: Session,
    edition_id: int,
    levels: Mapping[ClashKind, ClashLevel],
    amounts: Mapping[ClashKind, int],
    *,
    version: int,
    actor: Actor,
    now: datetime,
) -> None:
    """Give an edition's kinds of clashes these levels and numbers; what is as usual leaves no row.

    ``version`` is the edition's. Raises Rejected for a number out of range, under the field ``amount_KIND``.
    """
    if not may_administer(actor):
        raise Forbidden
    edition = session.get_one(Edition, edition_id, with_for_update=True, populate_existing=True)
    if edition.version != version:
        raise Stale(edition)
    wrong = [kind for kind, amount in amounts.items() if not 1 <= amount <= MOST]
    if wrong:
        message = Bilingual(f"请填 1 到 {MOST} 的整数。", f"Give a whole number from 1 to {MOST}.")
        raise Rejected(*(Problem(f"amount_{kind}", message) for kind in wrong))
    before = get_clash_rules(session, edition_id)
    after = ClashRules({**before.levels, **levels}, {**before.amounts, **amounts})
    if _told(before) == _told(after):
        return
    session.exec(delete(ClashRule).where(col(ClashRule.edition_id) == edition_id))
    for kind in ClashKind:
        level, amount = after.level(kind), after.amount(kind) if kind in DEFAULT_AMOUNTS else None
        if level is not DEFAULT_LEVELS[kind] or amount != DEFAULT_AMOUNTS.get(kind):
            session.add(ClashRule(edition_id=edition_id, kind=kind, level=level, amount=amount))
    edition.version += 1
    session.add(edition)
    session.flush()
    record(session, actor=actor, subject_kind="clash_rule", subject_id=edition_id, verb="edited", now=now,
           before=_told(before), after=_told(after))  # fmt: skip


def _told(rules: ClashRules) -> dict[str, str]:
    """Return each kind's level, and its number where it has one, as the log keeps them."""
    return {
        kind.value: f"{rules.level(kind)} {rules.amount(kind)}"
        if kind in DEFAULT_AMOUNTS
        else rules.level(kind).value
        for kind in ClashKind
    }
