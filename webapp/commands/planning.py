"""``plan``: propose the events of a year at the machine, and accept them on request."""

import sys
from typing import Any

import click
from sqlmodel import Session

from campaigns.core.planner.sentences import COST_WORDS
from campaigns.core.spans import local_day
from campaigns.enums import PlanStatus
from campaigns.operations.plan_runs import begin_run, finish_run, start_run
from campaigns.operations.planning import apply_lines
from campaigns.planning import PLAN_RESULT, PlanRequest, Proposal
from campaigns.queries.accounts import get_administrator
from campaigns.queries.frames import Frame, get_frame
from campaigns.queries.planning import propose
from campaigns.queries.plans import get_proposal
from webapp.clock import system_clock
from webapp.commands.opening import opened
from webapp.commands.standing import AS_JSON, as_text, count_fields

TRIES = click.IntRange(0, 1000)


@click.command()
@click.argument("year", type=int)
@click.option("--seed", type=click.IntRange(0, 1_000_000), default=0, help="随机种子 · same seed, same plan")
@click.option("--budget", type=TRIES, default=100, help="每场尝试几次 · tries per event")
@click.option("--only", default="", help="只排这些活动，逗号分隔 · these activities only: S2,S3")
@click.option("--apply", "is_applied", is_flag=True, help="存为草稿 · keep the proposal as drafts")
@AS_JSON
def plan(year: int, seed: int, budget: int, only: str, is_applied: bool, as_json: bool) -> None:
    """排一年的计划 · Propose the events that a year still needs."""
    with opened() as session:
        frame = get_frame(session, year)
        codes = tuple(filter(None, only.split(","))) or tuple(one.code for one in frame.board_activities)
        proposal = _proposed(session, frame, PlanRequest(codes=codes, seed=seed, budget=budget), is_applied)
        session.commit()
    if as_json:
        click.echo(as_text([proposal_fields(proposal)]))
    else:
        _tell(proposal)


def _proposed(session: Session, frame: Frame, request: PlanRequest, is_applied: bool) -> Proposal:
    """Run the planner with a bar on a terminal, keep the run, and accept all of it where that is asked."""
    now = system_clock()
    today = local_day(now, frame.edition.zone)
    actor = get_administrator(session)
    run_id = start_run(session, frame, request, actor=actor, now=now).id or 0
    begin_run(session, run_id, now=now)
    with click.progressbar(length=100, label="排计划 · Planning", file=sys.stderr) as bar:

        def report(percent: int) -> bool:
            bar.update(percent - bar.pos)
            return True

        found = propose(session, frame, request, today=today, now=now, report=report)
    kept = PLAN_RESULT.dump_python(found, mode="json")
    finish_run(session, run_id, PlanStatus.DONE, now=now, result=kept)
    proposal = get_proposal(session, frame, run_id, today=today)
    if is_applied and proposal.acceptable:
        apply_lines(session, frame, run_id, None, version=proposal.run.version, actor=actor, now=now)
    return proposal


def _tell(proposal: Proposal) -> None:
    """Print counts reached, what stays open and why, the soft cost by term, the lower bound and the gap."""
    for one in proposal.counts:
        mark = "✓" if one.after.plan_reaches else "✗"
        planned = f"{one.before.done + one.before.planned:f} → {one.after.done + one.after.planned:f}"
        click.echo(
            f"{mark} {one.after.code}  {planned} / {one.after.target:f} {one.after.unit.zh}  {one.after.text.zh}"
        )
    new, moved, kept, left = (
        len(lines) for lines in (proposal.new, proposal.moved, proposal.kept, proposal.open_needs)
    )
    click.echo(f"新排 {new} · 改动 {moved} · 不变 {kept} · 未排 {left}    new · changed · kept · open")
    for need in proposal.open_needs:
        for reason in need.reasons:
            click.echo(f"  未排 {need.key}  {reason.zh} · {reason.en}")
    for term, cost in proposal.cost.items():
        click.echo(f"  {COST_WORDS[term].zh} {COST_WORDS[term].en}: {cost}")
    gap = proposal.total - proposal.bound
    share = f" ({100 * gap / proposal.bound:.1f} %)" if proposal.bound else ""
    click.echo(f"代价 {proposal.total}，下界 {proposal.bound}，相差 {gap} · cost, bound, gap{share}")


def proposal_fields(proposal: Proposal) -> dict[str, Any]:
    """Return a proposal as scripts read it; instants are ISO 8601 in UTC."""
    return {
        "run": proposal.run.id,
        "seed": proposal.run.request.seed,
        "counts": [count_fields(one.after) for one in proposal.counts],
        "lines": [
            {
                "key": one.line.key,
                "kind": one.line.kind.value,
                "activity": one.line.activity_code,
                "host": one.host.slug,
                "starts_at": one.line.starts_at.isoformat(),
                "ends_at": one.line.ends_at.isoformat(),
                "place": one.place.zh,
                "event": one.event_id,
            }
            for one in proposal.lines
        ],
        "open": [
            {"key": need.key, "reasons": [reason.zh for reason in need.reasons]}
            for need in proposal.open_needs
        ],
        "cost": {term.value: cost for term, cost in proposal.cost.items()},
        "bound": proposal.bound,
    }
