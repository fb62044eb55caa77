"""One run of the planner carried out: begun, searched for without holding up anybody, and written down."""

import logging
import time
from dataclasses import dataclass, field

from sqlalchemy import Engine
from sqlmodel import Session

from campaigns.core.spans import local_day
from campaigns.core.wording import Bilingual
from campaigns.enums import PlanStatus
from campaigns.errors import CampaignsError
from campaigns.operations.plan_runs import begin_run, finish_run, report_run
from campaigns.planning import PLAN_RESULT, PlanRequest, PlanResult
from campaigns.queries.plan_runs import get_begun
from campaigns.queries.planning import propose
from webapp.clock import Clock
from webapp.db import Database, open_database

LOG = logging.getLogger(__name__)
BETWEEN_REPORTS_S = 0.4
BROKEN = Bilingual(
    "计算时出错，没有改动任何安排。请把这次排计划的编号告诉管理员。",
    "The run failed and changed nothing. Tell your administrator the number of this run.",
)


@dataclass
class Reporter:
    """Writes how far a run is, a few times a second at most, and remembers whether it shall go on."""

    engine: Engine
    run_id: int
    goes_on: bool = True
    _due_at: float = field(default=float("-inf"))

    def __call__(self, progress: int) -> bool:
        """Report 0 to 100; False asks the search to stop."""
        if self.goes_on and time.monotonic() >= self._due_at:
            with Session(self.engine) as session:
                self.goes_on = report_run(session, self.run_id, progress=progress)
                session.commit()
            self._due_at = time.monotonic() + BETWEEN_REPORTS_S
        return self.goes_on


def carry_out(database_url: str, run_id: int, clock: Clock) -> None:
    """Carry out a waiting run; one that was taken, stopped or finished before is left as it is."""
    database = open_database(database_url)
    try:
        with Session(database.writing) as session:
            is_ours = begin_run(session, run_id, now=clock())
            session.commit()
        if is_ours:
            _carry_out(database, run_id, clock)
    finally:
        database.dispose()


def _carry_out(database: Database, run_id: int, clock: Clock) -> None:
    try:
        reporter = Reporter(database.writing, run_id)
        found = _search(database.reading, run_id, reporter)
    except CampaignsError as refused:
        _finish(database.writing, run_id, PlanStatus.FAILED, clock, message=refused.message)
    except Exception:
        # The worker outlives whatever a run does, and the person who waits for it must hear that it is over.
        LOG.exception("Run %s failed", run_id)
        _finish(database.writing, run_id, PlanStatus.FAILED, clock, message=BROKEN)
    else:
        status = PlanStatus.DONE if reporter.goes_on else PlanStatus.STOPPED
        _finish(database.writing, run_id, status, clock, found=found)


def _search(engine: Engine, run_id: int, reporter: Reporter) -> PlanResult:
    """Search from a session that only reads; the year is seen as it was when the person asked."""
    with Session(engine) as session:
        frame, row = get_begun(session, run_id)
        today = local_day(row.created_at, frame.edition.zone)
        request = PlanRequest.model_validate(row.request)
        return propose(session, frame, request, today=today, now=row.created_at, report=reporter)


def _finish(
    engine: Engine,
    run_id: int,
    status: PlanStatus,
    clock: Clock,
    *,
    found: PlanResult | None = None,
    message: Bilingual | None = None,
) -> None:
    result = None if found is None else PLAN_RESULT.dump_python(found, mode="json")
    with Session(engine) as session:
        finish_run(session, run_id, status, now=clock(), result=result, message=message)
        session.commit()
