"""Run the migrations on the connection that ``campaigns.store`` hands over."""

from typing import Literal

from alembic import context
from sqlmodel import SQLModel

import campaigns.models  # noqa: F401  (registers the tables)
from campaigns.models.columns import Hundredths


def in_plain_types(kind: str, item: object, _context: object) -> str | Literal[False]:
    """Write our own column type as what the database stores, so that a script outlives the class."""
    return "sa.BigInteger()" if kind == "type" and isinstance(item, Hundredths) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    render_item=in_plain_types,
)
with context.begin_transaction():
    context.run_migrations()
