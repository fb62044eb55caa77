"""An empty year planned in the browser: asked, watched while the real worker plans, read, accepted, seen as drafts."""

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from sqlalchemy import func
from sqlmodel import Session, select

from campaigns.enums import EventStatus
from campaigns.models.event import Event
from campaigns.operations.editions import create_edition
from campaigns.presets.loader import load_preset
from tests.browser.conftest import People
from tests.browser.site import Site
from tests.demo import MORNING
from tests.house.sources import ROOT
from webapp.config import PREFIX

# The worker may have to wait for a machine that runs other tests too.
PATIENCE_MS = 120_000


@pytest.fixture
def _worker(site: Site) -> Iterator[None]:
    """Let the real worker carry out what the site asks for."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    settings = site.app.extensions["settings"]
    own = {"PYTHONPATH": str(ROOT), "CAMPAIGNS_DATABASE_URL": settings.database_url}
    own["CAMPAIGNS_SECRET_KEY"] = settings.secret_key
    worker = subprocess.Popen([sys.executable, "-P", "-m", "webapp.worker"], env=inherited | own)
    yield
    worker.kill()
    worker.wait()


@pytest.fixture
def _next_year(site: Site) -> None:
    """Make the edition of the next year, in which nothing is planned."""
    with Session(site.app.extensions["database"].writing) as session:
        create_edition(session, load_preset("notice-2009"), 2027, actor_name="test", now=MORNING)
        session.commit()


@pytest.mark.usefixtures("_worker", "_next_year")
def test_an_empty_year_is_planned_watched_accepted_and_seen_as_drafts(site: Site, sit_down: People) -> None:
    hands = sit_down("city")
    page = hands.page
    hands.visit("/2027")
    page.get_by_role("link", name="排计划", exact=True).click()
    page.get_by_role("button", name="先看有没有排不下的").click()
    page.locator(".plan-check p").wait_for()
    page.locator("#months").fill("6")
    page.locator("#budget").select_option("20")

    page.get_by_role("button", name="排一份年度计划").click()
    page.locator(".plan-sum").wait_for(timeout=PATIENCE_MS)
    page.get_by_role("button", name="全部展开").click()
    first = page.locator(".plan-group").first
    first.locator("summary", has_text="为什么在这天").first.click()
    first.locator(".why-answer li").first.wait_for()
    page.locator("[data-line]").first.uncheck()
    lines = page.locator("[data-line]").count()
    page.get_by_role("button", name=f"采用所选 {lines - 1} 场").click(timeout=PATIENCE_MS)
    page.locator(".plan-head b").wait_for(timeout=PATIENCE_MS)
    page.get_by_role("link", name="去草稿列表确认公布").click()

    drafts = (
        select(func.count()).select_from(Event).where(Event.year == 2027, Event.status == EventStatus.DRAFT)
    )
    with Session(site.app.extensions["database"].reading) as session:
        assert session.exec(drafts).one() == lines - 1
    assert f"共 {lines - 1} 场" in page.locator("main").inner_text()


@pytest.mark.usefixtures("_worker")
def test_planning_works_without_scripts(site: Site, sit_down: People) -> None:
    hands = sit_down("city", scripts=False)
    page = hands.page
    hands.visit("/2026/plan?only=C3")

    page.get_by_role("button", name="排一份年度计划").click()
    page.locator(".plan-sum").wait_for(timeout=PATIENCE_MS)
    page.get_by_role("button", name="采用所选").click()

    page.locator(".plan-head b").wait_for()
    assert "还是草稿，没有公布" in page.locator(".plan-head b").inner_text()
