"""``jobs``: the worker by hand, for a set-up whose servers have none."""

import click

from webapp.commands.opening import settings


@click.command()
def jobs() -> None:
    """运行后台任务（排计划） · Carry out jobs until stopped; beside other workers it stands by."""
    # Imported here because no other command needs the queue.
    from webapp.worker import work

    click.echo("后台任务已启动，Ctrl-C 停止 · Working; Ctrl-C ends it")
    work(settings())
