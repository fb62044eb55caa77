"""Migrations go up, down and up again on both engines, and lead to exactly the tables of the models."""

from collections.abc import Iterator

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect
from sqlmodel import SQLModel

from campaigns.store import downgrade, is_current, newest_revision, open_engine, upgrade


@pytest.fixture
def bare_engine(bare_database_url: str) -> Iterator[Engine]:
    engine = open_engine(bare_database_url)
    yield engine
    engine.dispose()


def tables(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names()) - {"alembic_version"}


def test_migrations_go_up_down_and_up_again(bare_engine: Engine) -> None:
    upgrade(bare_engine)
    after_first = tables(bare_engine)

    downgrade(bare_engine)
    after_down = tables(bare_engine)
    upgrade(bare_engine)

    assert after_first == set(SQLModel.metadata.tables)
    assert after_down == set()
    assert tables(bare_engine) == after_first
    assert is_current(bare_engine)


def test_a_start_knows_the_newest_revision_without_alembic() -> None:
    config = Config()
    config.set_main_option("script_location", "campaigns:migrations")

    assert newest_revision() == ScriptDirectory.from_config(config).get_current_head()


def test_migrated_tables_are_the_tables_of_the_models(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []
