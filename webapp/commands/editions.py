"""``edition``: the years of the programme."""

import click

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
