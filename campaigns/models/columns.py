"""Columns that many tables share: enums by value, exact numbers, JSON, and the naming of constraints."""

from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, Dialect, TypeDecorator
from sqlalchemy import Enum as SAEnum
from sqlmodel import Field, SQLModel

# Alembic can drop a constraint on either engine only by its name, so every one has a name.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


def enum_field(
    kind: type[StrEnum], *, default: Any = ..., nullable: bool = False, index: bool = False
) -> Any:
    """Return a column that stores the member's value as text, portable between both engines."""
    column: Column[Any] = Column(
        SAEnum(
            kind,
            native_enum=False,
            create_constraint=False,
            length=32,
            values_callable=lambda members: [member.value for member in members],
        ),
        nullable=nullable,
        index=index,
    )
    return Field(sa_column=column) if default is ... else Field(default=default, sa_column=column)


class Hundredths(TypeDecorator[Decimal]):
    """An exact amount with two decimals, kept as a whole number of hundredths because SQLite has no decimals."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | int | None, _dialect: Dialect) -> int | None:
        """Return hundredths; an amount with more than two decimals is a programmer's error."""
        if value is None:
            return None
        hundredths = Decimal(value) * 100
        if hundredths != int(hundredths):
            raise ValueError(f"{value} has more than two decimals")
        return int(hundredths)

    def process_result_value(self, value: int | None, _dialect: Dialect) -> Decimal | None:
        """Return the amount, a whole one without a fraction."""
        if value is None:
            return None
        whole, rest = divmod(int(value), 100)
        return Decimal(whole) if rest == 0 else Decimal(int(value)) / 100


def amount_field(*, default: Any = ..., nullable: bool = False) -> Any:
    """Return an exact decimal column."""
    column: Column[Any] = Column(Hundredths(), nullable=nullable)
    return Field(sa_column=column) if default is ... else Field(default=default, sa_column=column)


def json_field() -> Any:
    """Return a JSON column that is never null."""
    return Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
