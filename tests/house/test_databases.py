"""The databases that the suite makes for itself."""

from sqlalchemy import Engine, inspect
from sqlmodel import Session

from campaigns.store import assert_settings


def test_every_database_starts_migrated_and_with_the_settings_of_durability(engine: Engine) -> None:
    assert_settings(engine)

    assert inspect(engine).has_table("alembic_version")


def test_session_is_on_a_database_of_its_own(session: Session) -> None:
    assert session.connection().exec_driver_sql("SELECT count(*) FROM alembic_version").scalar() == 1
