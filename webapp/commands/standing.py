"""``progress`` and ``obligations``: how a year stands, for people and for scripts."""

import json
from typing import Any

import click

from campaigns.core.spans import local_day
from campaigns.labels import label
from campaigns.progress import RequirementProgress
from campaigns.queries.frames import get_frame
from campaigns.queries.ledgers import get_progress
from campaigns.queries.obligations import list_obligations
from campaigns.queries.placements import get_work_calendar
from campaigns.submissions import ObligationLine
from webapp.clock import system_clock
from webapp.commands.opening import opened

AS_JSON = click.option("--json", "as_json", is_flag=True, help="机器可读 · as JSON")


@click.command()
@click.argument("year", type=int)
@AS_JSON
def progress(year: int, as_json: bool) -> None:
    """一年的各项要求完成情况 · Every required count of a year."""
    with opened() as session:
        frame = get_frame(session, year)
        today = local_day(system_clock(), frame.edition.zone)
        found = get_progress(session, frame, get_work_calendar(session, year), today=today)
    if as_json:
        click.echo(as_text([count_fields(line) for line in found.requirements]))
        return
    for line in found.requirements:
        click.echo(
            f"{line.code}  {line.done:f} + {line.planned:f} / {line.target:f} {line.unit.zh}  "
            f"{label(line.standing).zh}  {line.text.zh}"
        )


@click.command()
@click.argument("year", type=int)
@AS_JSON
def obligations(year: int, as_json: bool) -> None:
    """一年应报送的总结和截止日 · Every summary owed in a year, and when it is due."""
    with opened() as session:
        frame = get_frame(session, year)
        today = local_day(system_clock(), frame.edition.zone)
        found = list_obligations(session, frame, None, get_work_calendar(session, year), today=today)
    if as_json:
        click.echo(as_text([owed_fields(line) for line in found.lines]))
        return
    for line in found.lines:
        due = line.due_on or (f"预计 {line.expected_due_on}" if line.expected_due_on else "未定")
        click.echo(
            f"{due}  {line.activity.code}  {line.organisation.short.zh}  {label(line.state).zh}  {line.rule.zh}"
        )


def count_fields(line: RequirementProgress) -> dict[str, Any]:
    """Return a count as scripts read it; amounts are text, so that none is rounded."""
    return {
        "code": line.code,
        "activity": line.activity.code if line.activity else None,
        "text": line.text.zh,
        "text_en": line.text.en,
        "unit": line.unit.zh,
        "target": str(line.target),
        "target_max": None if line.target_max is None else str(line.target_max),
        "done": str(line.done),
        "planned": str(line.planned),
        "missing": str(line.missing),
        "expected": str(line.expected),
        "standing": line.standing.value,
        "plan_reaches": line.plan_reaches,
    }


def owed_fields(line: ObligationLine) -> dict[str, Any]:
    """Return an obligation as scripts read it; days are ISO 8601."""
    days = {name: getattr(line, name) for name in ("anchor_on", "due_on", "expected_due_on", "advice_on")}
    return {
        "activity": line.activity.code,
        "organisation": line.organisation.slug,
        "recipient": line.recipient.slug if line.recipient else None,
        "rule": line.rule_code,
        **{name: day.isoformat() if day else None for name, day in days.items()},
        "state": line.state.value,
        "is_overdue": line.is_overdue,
        "version": line.report_version,
    }


def as_text(rows: list[dict[str, Any]]) -> str:
    """Return rows as indented JSON with Chinese as it is."""
    return json.dumps(rows, ensure_ascii=False, indent=2)
