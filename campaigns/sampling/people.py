"""The accounts and placeholder persons of the demonstration."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, select

from campaigns.enums import Role
from campaigns.models.account import Account
from campaigns.models.assignment import Person

EXPERTS = 12
FUNCTIONS = ("创业指导专家", "融资顾问", "财税顾问", "项目评审专家")
ACCOUNTS = (
    ("admin", "管理员", Role.ADMINISTRATOR, "ldbz"),
    ("city", "市级统筹员", Role.CITY_COORDINATOR, "ldbz"),
    ("huancui", "环翠区联络员", Role.DISTRICT_COORDINATOR, "hc"),
    ("rongcheng", "荣成市联络员", Role.DISTRICT_COORDINATOR, "rc"),
    ("jiaoyu", "教育局联络员", Role.DEPARTMENT_LIAISON, "jyj"),
    ("reader", "查阅员", Role.READER, "ldbz"),
)


@dataclass(frozen=True, slots=True)
class SampleAccount:
    """A demonstration account as it is printed at the start."""

    id: int
    username: str
    display_name: str
    role: Role
    organisation_slug: str


@dataclass(frozen=True, slots=True)
class SampleAccounts:
    """All demonstration accounts, the administrator first."""

    accounts: tuple[SampleAccount, ...]

    def id_of(self, username: str) -> int:
        """Return the id of a demonstration account."""
        return next(account.id for account in self.accounts if account.username == username)


def add_accounts(
    session: Session, organisation_ids: dict[str, int], *, password_hash: str, now: datetime
) -> SampleAccounts:
    """Add the accounts that are not there yet and return all."""
    known = {row.username: row for row in session.exec(select(Account))}
    added = []
    for username, display_name, role, slug in ACCOUNTS:
        row = known.get(username) or Account(
            username=username,
            display_name=display_name,
            password_hash=password_hash,
            role=role,
            organisation_id=organisation_ids[slug],
            is_demo=True,
            created_at=now,
        )
        session.add(row)
        session.flush()
        added.append(SampleAccount(row.id or 0, username, display_name, role, slug))
    return SampleAccounts(tuple(added))


def add_experts(session: Session, organisation_ids: dict[str, int]) -> list[Person]:
    """Add placeholder experts: no private person appears in the demonstration."""
    experts = [
        Person(
            name=f"专家{number:02}",
            function=FUNCTIONS[number % len(FUNCTIONS)],
            organisation_id=organisation_ids["experts"],
        )
        for number in range(1, EXPERTS + 1)
    ]
    session.add_all(experts)
    session.flush()
    return experts
