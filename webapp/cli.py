"""The command line: the same operations as the pages, for those who sit at the machine."""

import click

from webapp.commands import accounts, database, demo, editions, files, jobs, planning, server, standing

COMMANDS: tuple[click.Command, ...] = (
    accounts.user,
    database.db,
    demo.demo,
    editions.edition,
    files.feed,
    files.report,
    jobs.jobs,
    planning.plan,
    server.serve,
    standing.obligations,
    standing.progress,
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """活动统筹 Campaigns"""


for command in COMMANDS:
    main.add_command(command)

if __name__ == "__main__":
    main(prog_name="./manage")
