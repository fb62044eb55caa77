"""The small world tests of queries and operations act on."""

import pytest
from sqlmodel import Session

from tests.campaigns.world import World, build_world


@pytest.fixture
def world(session: Session) -> World:
    """Return a programme with people to act, committed."""
    return build_world(session)
