"""``feed write`` and ``report write``: calendars and documents as files."""

from datetime import date
from pathlib import Path

import click

from campaigns.core.spans import local_day
from campaigns.core.wording import Bilingual
from campaigns.enums import FeedScope
from campaigns.queries.frames import Frame, get_frame
from webapp.clock import local_today, system_clock
from webapp.commands.opening import opened, settings
from webapp.i18n import CHINESE, LANGUAGES
from webapp.printing import print_document, read_roster, read_summary, read_wall
from webapp.publishing import Place, Wanted, public_host, publish

YEAR = click.option("--year", type=int, help="年度，默认今年 · the year, this one by default")
LANGUAGE = click.option(
    "--language", type=click.Choice(list(LANGUAGES)), default=CHINESE, help="语言 · language"
)
OUT = click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="文件 · the file"
)


@click.group()
def feed() -> None:
    """日历 · Calendars."""


@feed.command("write")
@click.argument("scope")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@YEAR
@LANGUAGE
def write_feed(scope: str, file: Path, year: int | None, language: str) -> None:
    """把一个范围写成 .ics 文件 · Write a scope: programme, activity:S3, district:hc, deadlines."""
    kind, value = parse_scope(scope)
    host = public_host(settings())
    with opened() as session:
        frame = get_frame(session, year or local_today(settings().zone).year)
        written = publish(session, frame, Wanted(kind, value, None, language), Place(host, f"https://{host}/"),
                          today=_today(frame))  # fmt: skip
    file.write_bytes(written.body)
    click.echo(f"{file}: {written.body.count(b'BEGIN:VEVENT')} 项 · items")


@click.group()
def report() -> None:
    """文件 · Documents."""


@report.group("write")
def write_report() -> None:
    """打印成 PDF · Print as PDF."""


@write_report.command("summary")
@click.argument("activity")
@click.option(
    "--organisation", required=True, metavar="SLUG", help="单位代号 · the organisation's short code"
)
@YEAR
@LANGUAGE
@OUT
def write_summary(activity: str, organisation: str, year: int | None, language: str, out: Path) -> None:
    """一项活动的总结 · The summary of one activity and organisation."""
    with opened() as session:
        frame = get_frame(session, year or local_today(settings().zone).year)
        found = read_summary(session, frame, None, activity, organisation, today=_today(frame))
    _save(out, print_document("summary", found, language))


@write_report.command("roster")
@click.argument("roster_id", type=int, metavar="ID")
@YEAR
@LANGUAGE
@OUT
def write_roster(roster_id: int, year: int | None, language: str, out: Path) -> None:
    """一张排班表（A4 横） · A roster, by the number in its address."""
    with opened() as session:
        frame = get_frame(session, year or local_today(settings().zone).year)
        found = read_roster(session, frame, None, roster_id, now=system_clock(), today=_today(frame))
    _save(out, print_document("roster", found, language))


@write_report.command("year-wall")
@YEAR
@LANGUAGE
@OUT
def write_wall(year: int | None, language: str, out: Path) -> None:
    """一年的计划墙（A3） · The year on one A3 sheet."""
    with opened() as session:
        frame = get_frame(session, year or local_today(settings().zone).year)
        found = read_wall(session, frame, None, today=_today(frame))
    _save(out, print_document("year-wall", found, language))


def parse_scope(text: str) -> tuple[FeedScope, str]:
    """Return a scope and its value from ``programme``, ``deadlines``, ``activity:S3`` or ``district:hc``."""
    name, _, value = text.partition(":")
    allowed = {
        FeedScope.PROGRAMME: False,
        FeedScope.DEADLINES: False,
        FeedScope.ACTIVITY: True,
        FeedScope.DISTRICT: True,
    }
    for scope, needs_value in allowed.items():
        if name == scope.value and bool(value) == needs_value:
            return scope, value
    expected = "programme, deadlines, activity:S3, district:hc"
    message = Bilingual(
        f"“{text}”不是范围，可以写 {expected}。", f"“{text}” is no scope; write one of {expected}."
    )
    raise click.ClickException(f"{message.zh} · {message.en}")


def _today(frame: Frame) -> date:
    return local_day(system_clock(), frame.edition.zone)


def _save(out: Path, content: bytes) -> None:
    out.write_bytes(content)
    click.echo(f"{out}: {len(content):,} 字节 · bytes")
