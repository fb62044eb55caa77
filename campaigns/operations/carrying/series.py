"""Series of a copied year, laid anew: the same rule on the new calendar, each date with its fate."""

import uuid
from datetime import date

from sqlmodel import col

from campaigns.core.next_year import MovedDate, name_in, rule_in, same_date
from campaigns.core.recurrence.fates import Fate, FateKind, fates
from campaigns.core.recurrence.rules import MonthlyRule, Rule
from campaigns.core.recurrence.texts import read_rule, rule_text
from campaigns.core.wording import Bilingual
from campaigns.models.activity import Activity
from campaigns.models.event import Event, Series
from campaigns.operations.carrying.events import Laying, lay_event
from campaigns.operations.carrying.state import cloned, rows_of
from campaigns.operations.changes import record
from campaigns.queries.series_events import series_values


def carry_series(laying: Laying) -> None:
    """Lay every series of the copied year on the new calendar, its events as drafts."""
    carrying = laying.carrying
    for row in rows_of(carrying.session, Series, carrying.source.id, col(Series.starts_on)):
        models = laying.of_series(row.id)
        rule = _rule_of(row, carrying.target.year)
        if rule is None or not models or row.host_id not in carrying.organisations:
            carrying.leave_out(
                f"系列“{row.title_zh}”没有带来：规则看不懂、没有场次，或主办单位已停用。",
                f"The series “{row.title_zh}” was not carried over: its rule, its events or its host is missing.",
            )
            continue
        _lay_series(laying, row, rule, models)


def _lay_series(laying: Laying, row: Series, rule: Rule, models: list[Event]) -> None:
    carrying = laying.carrying
    window = carrying.session.get_one(Activity, carrying.activities[row.activity_id])
    new = _new_series(laying, row, rule)
    found = fates(
        rule,
        laying.after,
        row.holiday_policy,
        last_on=carrying.target.ends_on,
        window=(window.window_start_on, window.window_end_on),
    )
    by_slot = {_slot(rule, one.original_on or one.local_day): one for one in reversed(models)}
    usual = models[0].venue_id if len({one.venue_id for one in models}) == 1 else None
    laid = 0
    for fate in found:
        _say_moved(laying, new, fate)
        if fate.on is None:
            continue
        model = by_slot.get(_slot(rule, fate.original_on))
        venue_id = model.venue_id if model else usual
        lay_event(
            laying,
            model or models[0],
            fate.on,
            venue_id=venue_id,
            series_id=new.id,
            original_on=fate.original_on,
        )
        laid += 1
    carrying.count("series", 1)
    carrying.count("series_events", laid)


def _new_series(laying: Laying, row: Series, rule: Rule) -> Series:
    carrying = laying.carrying
    new = cloned(
        row,
        uid=f"{uuid.uuid4()}@campaigns",
        edition_id=carrying.target_id,
        activity_id=carrying.activities[row.activity_id],
        host_id=carrying.organisations[row.host_id],
        title_zh=name_in(row.title_zh, carrying.source.year, carrying.target.year),
        rule=rule_text(rule),
        starts_on=rule.starts_on,
        ends_on=rule.until or _end_of(row.ends_on, carrying.target.year),
    )
    carrying.session.add(new)
    carrying.session.flush()
    record(carrying.session, actor=carrying.actor, actor_name=carrying.actor_name, subject_kind="series",
           subject_id=new.id or 0, verb="scheduled", now=carrying.now, after=series_values(new),
           reason=f"复制自{carrying.source.year}年")  # fmt: skip
    return new


def _rule_of(row: Series, year: int) -> Rule | None:
    try:
        return rule_in(read_rule(row.rule, row.starts_on), year)
    except (KeyError, ValueError):
        return None


def _slot(rule: Rule, day: date) -> tuple[int, int]:
    """Return the place of a rule's date in its year: the month of a monthly rule, else ISO week and weekday."""
    if isinstance(rule, MonthlyRule):
        return day.month, 0
    return day.isocalendar().week, day.weekday()


def _end_of(day: date | None, year: int) -> date | None:
    return same_date(day, year) if day else None


def _say_moved(laying: Laying, series: Series, fate: Fate) -> None:
    if fate.kind in (FateKind.MOVED, FateKind.SKIPPED):
        title = Bilingual(series.title_zh)
        moved = MovedDate(title, fate.original_on, fate.on, fate.reason, fate.offer_on)
        laying.carrying.moved.append(moved)
