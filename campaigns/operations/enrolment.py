"""Administrators change accounts, close and open them, and give a new password."""

from datetime import datetime

from sqlmodel import Session

from campaigns.core.permissions import Actor, may_administer
from campaigns.core.wording import Bilingual
from campaigns.enums import Role
from campaigns.errors import Forbidden, Problem, Rejected, Stale
from campaigns.models.account import Account
from campaigns.operations.accounts import change_password, close_sessions_of
from campaigns.operations.settings import save_row


def edit_account(
    session: Session,
    account: Account,
    *,
    display_name: str,
    role: Role,
    organisation_id: int,
    version: int,
    actor: Actor,
    now: datetime,
) -> None:
    """Change the name, role or organisation; rights are asked at every request, so they hold from the next one on."""
    if account.id == actor.account_id and role is not Role.ADMINISTRATOR:
        own = Bilingual(
            "不能取消自己的管理员角色，请由另一位管理员操作。",
            "You cannot take your own administrator's role away; another administrator can.",
        )
        raise Rejected(Problem("role", own))
    values = {"display_name": display_name, "role": role, "organisation_id": organisation_id}
    save_row(session, account, values, version=version, actor=actor, now=now)


def set_account_open(
    session: Session, account: Account, *, is_open: bool, version: int, actor: Actor, now: datetime
) -> None:
    """Open or close an account; closing ends its sessions at once, and its feed addresses answer 410."""
    if account.id == actor.account_id and not is_open:
        own = Bilingual("不能停用自己的账号。", "You cannot close your own account.")
        raise Rejected(Problem("", own))
    save_row(session, account, {"is_active": is_open}, version=version, actor=actor, now=now)
    if not is_open:
        close_sessions_of(session, account.id or 0)


def reset_password(
    session: Session, account: Account, password_hash: str, *, version: int, actor: Actor, now: datetime
) -> None:
    """Give an account another password; its sessions end. Raises Stale when somebody else was faster."""
    if not may_administer(actor):
        raise Forbidden
    session.refresh(account, with_for_update=True)
    if account.version != version:
        raise Stale(account)
    change_password(session, account, password_hash, actor=actor, now=now)
