"""``edition``: the years of the programme."""

import click

from campaigns.operations.copying import copy_edition
from campaigns.operations.editions import create_edition
from campaigns.presets.loader import load_preset
from webapp.clock import system_clock
from webapp.commands.opening import opened

MAKER = "命令行"


@click.group()
def edition() -> None:
    """年度 · The years of the programme."""


@edition.command("create")
@click.argument("preset")
@click.argument("year", type=click.IntRange(1990, 2100))
def create(preset: str, year: int) -> None:
    """按预设建立一年的计划 · Make the edition of a year: windows, counts, obligations, calendar."""
    with opened() as session:
        made = create_edition(session, load_preset(preset), year, actor_name=MAKER, now=system_clock())
        session.commit()
        click.echo(f"已建立 {made.year} 年度（{made.preset}） · made the edition of {made.year}")


@edition.command("copy")
@click.argument("source", metavar="FROM", type=click.IntRange(1990, 2100))
@click.argument("year", metavar="TO", type=click.IntRange(1990, 2100))
@click.option("--events", is_flag=True, help="带上未成系列的活动为草稿 · Carry single events too, as drafts.")
def copy(source: int, year: int, events: bool) -> None:
    """由一年建立另一年 · Make the edition of a year from that of another."""
    with opened() as session:
        made = copy_edition(session, source, year, with_events=events, actor_name=MAKER, now=system_clock())
        session.commit()
    click.echo(f"已由 {source} 建立 {year} 年度 · made the edition of {year} from that of {source}")
    for one in made.moved:
        click.echo(f"{one.original_on} → {one.on or '—'} {one.title.zh} {one.reason.zh}")
    for sentence in made.left_out:
        click.echo(f"{sentence.zh} · {sentence.en}")
