"""A finished run of the planner and a copied year in the demonstration, for pages that show one."""

from flask import Flask
from sqlmodel import Session

from campaigns.operations.copying import copy_edition
from campaigns.operations.plan_runs import start_run
from campaigns.planning import LineKind, PlanRequest
from campaigns.queries.accounts import get_administrator
from campaigns.queries.frames import get_frame, list_years
from campaigns.queries.plans import get_result, get_run_row
from tests.demo import MORNING, YEAR
from webapp.jobs import Jobs

COPIED = 2010


def planned_run(app: Flask) -> tuple[int, str]:
    """Have the rest of the year planned, quickly, and return the run and the key of its first new line."""
    database, request = app.extensions["database"], PlanRequest(codes=("C1", "C3", "S3"), budget=1)
    with Session(database.writing) as session:
        frame, actor = get_frame(session, YEAR), get_administrator(session)
        run_id = start_run(session, frame, request, actor=actor, now=MORNING).id or 0
        session.commit()
    Jobs(app.extensions["settings"], app.extensions["clock"], is_immediate=True).plan(run_id)
    with Session(database.reading) as session:
        lines = get_result(get_run_row(session, frame, run_id)).lines
    return run_id, next(line.key for line in lines if line.kind is LineKind.NEW)


def copied_year(app: Flask) -> int:
    """Have the first year copied, once, and return the year that came of it."""
    with Session(app.extensions["database"].writing) as session:
        years = list_years(session)
        if COPIED not in years:
            copy_edition(session, min(years), COPIED, with_events=False, actor_name="演示", now=MORNING)
            session.commit()
    return COPIED
