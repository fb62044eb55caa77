"""The demonstration: the first year of the notice as history, and the living year up to today."""

from datetime import date, datetime

from sqlmodel import Session, select

from campaigns.models.organisation import Organisation
from campaigns.operations.editions import create_edition
from campaigns.presets.loader import load_preset
from campaigns.sampling.figures import add_figures
from campaigns.sampling.ground import Ground, ground_of
from campaigns.sampling.history import plans_of_history
from campaigns.sampling.living import plans_of_living_year
from campaigns.sampling.people import SampleAccounts, add_accounts, add_experts
from campaigns.sampling.plans import Plan
from campaigns.sampling.submissions import add_reports, record_ends
from campaigns.sampling.tallies import close_out_all
from campaigns.sampling.writing import write_plans

PRESET = "notice-2009"
FIRST_YEAR = 2009
MAKER = "演示数据"


def fill_sample(
    session: Session, *, year: int, today: date, now: datetime, password_hash: str
) -> SampleAccounts:
    """Fill an empty database with 2009 and a living year, the same for the same year and day.

    ``password_hash`` is that of the one password all demonstration accounts share.
    """
    preset = load_preset(PRESET)
    history = create_edition(session, preset, FIRST_YEAR, actor_name=MAKER, now=now)
    living = create_edition(session, preset, year, actor_name=MAKER, now=now)
    organisation_ids = {row.slug: row.id or 0 for row in session.exec(select(Organisation))}
    accounts = add_accounts(session, organisation_ids, password_hash=password_hash, now=now)
    experts = add_experts(session, organisation_ids)
    past = ground_of(session, history, experts, today=today, now=now)
    _fill(session, past, plans_of_history(past), accounts)
    present = ground_of(session, living, experts, today=today, now=now)
    _fill(session, present, plans_of_living_year(present), accounts)
    return accounts


def _fill(session: Session, ground: Ground, plans: list[Plan], accounts: SampleAccounts) -> None:
    """Turn plans into events with what happened at them, and add figures and summaries."""
    written = write_plans(session, ground, plans)
    close_out_all(session, ground, written)
    add_figures(session, ground)
    record_ends(session, ground)
    add_reports(session, ground, accounts)
