"""Next year from this one: everything that repeats, re-evaluated for the year and laid on its calendar."""

from datetime import date, datetime

from sqlmodel import Session, select

from campaigns.core.blackouts import BlackoutSpan, blackout_rows, blackout_spans
from campaigns.core.next_year import CopySummary, same_date
from campaigns.core.permissions import Actor, may_administer
from campaigns.core.wording import Bilingual
from campaigns.core.workdays import WorkCalendar
from campaigns.errors import Forbidden, NotFound
from campaigns.models.programme import Edition, Programme
from campaigns.models.workday import CalendarDay
from campaigns.operations.carrying.content import carry_activities, carry_requirements, carry_words
from campaigns.operations.carrying.duties import carry_clash_rules, carry_deadlines, carry_rosters
from campaigns.operations.carrying.events import begin_laying, carry_single_events
from campaigns.operations.carrying.series import carry_series
from campaigns.operations.carrying.state import Carrying, acting_organisations, cloned, find_preset
from campaigns.operations.changes import record
from campaigns.operations.editions import refuse_taken_year
from campaigns.operations.workdays import seed_calendar_year
from campaigns.queries.copies import COPIED, find_copy, packed
from campaigns.queries.placements import get_work_calendar

GUESSED = "推定"


def copy_edition(
    session: Session,
    from_year: int,
    to_year: int,
    *,
    with_events: bool,
    actor_name: str,
    now: datetime,
    actor: Actor | None = None,
    creation_key: str = "",
) -> CopySummary:
    """Make the edition of a year from that of another and return what came of it; all of it or nothing.

    Series become drafts on the new calendar; ``with_events`` carries single events too. Raises Rejected when the year
    has an edition, unless the same form has just made it: then it answers with that.
    """
    if actor is not None and not may_administer(actor):
        raise Forbidden
    source = _locked_source(session, from_year)
    made = find_copy(session, to_year)
    if made is not None and creation_key and made.creation_key == creation_key:
        return made.summary
    refuse_taken_year(session, to_year)
    carrying = _begin(session, source, to_year, actor, actor_name, now)
    _carry_calendar(carrying)
    carry_words(carrying)
    carry_activities(carrying)
    carry_requirements(carrying)
    carry_deadlines(carrying)
    carry_clash_rules(carrying)
    carry_rosters(carrying)
    _carry_events(carrying, with_events=with_events)
    summary = carrying.summary()
    record(session, actor=actor, actor_name=actor_name, subject_kind="edition", subject_id=carrying.target_id,
           verb=COPIED, now=now, after={"year": to_year, "from_year": from_year, "creation_key": creation_key,
                                        "summary": packed(summary)})  # fmt: skip
    return summary


def _locked_source(session: Session, year: int) -> Edition:
    """Return the edition to copy; its programme is locked, so that two copies of one year wait for each other."""
    source = session.exec(select(Edition).where(Edition.year == year)).first()
    if source is None:
        raise NotFound("edition", year)
    session.exec(select(Programme.id).where(Programme.id == source.programme_id).with_for_update()).all()
    return source


def _begin(
    session: Session, source: Edition, year: int, actor: Actor | None, actor_name: str, now: datetime
) -> Carrying:
    preset = find_preset(source.preset)
    starts_on = preset.content.programme.starts_on.get(year) if preset else None
    target = cloned(source, year=year, starts_on=starts_on or date(year, 1, 1), ends_on=date(year, 12, 31))
    session.add(target)
    session.flush()
    organisations, names = acting_organisations(session, preset, year)
    return Carrying(session, source, target, preset, actor, actor_name, now, organisations, names)


def _carry_calendar(carrying: Carrying) -> None:
    """Seed the year; days to keep free repeat on the same dates, named as worked out, where no notice is known."""
    session, years = carrying.session, (carrying.source.year, carrying.target.year)
    calendar = seed_calendar_year(session, years[1], now=carrying.now)
    standing = get_work_calendar(session, years[1])
    spans = blackout_spans(get_work_calendar(session, years[0]).blackout_rows)
    if calendar.is_confirmed or standing.blackout_rows or not spans:
        return
    for span in spans:
        session.add_all(_blackout_days(_in_year(span, *years)))
    session.flush()
    names = "、".join(dict.fromkeys(span.name.zh for span in spans))
    english = ", ".join(dict.fromkeys(span.name.en or span.name.zh for span in spans))
    carrying.count("blackouts", len(spans))
    carrying.leave_out(
        f"不宜安排的日子（{names}）按{years[0]}年的同月同日带来，请核对。",
        f"Days to keep free ({english}) stand on the dates of {years[0]}; please check them.",
    )


def _in_year(span: BlackoutSpan, from_year: int, to_year: int) -> BlackoutSpan:
    name = span.name
    if GUESSED not in name.zh:
        english = f"{name.en} (as in {from_year})" if name.en else ""
        name = Bilingual(f"{name.zh}（按{from_year}年{GUESSED}）", english)
    first, last = same_date(span.first, to_year), same_date(span.last, to_year)
    return BlackoutSpan(first, last, name, span.activity_codes)


def _blackout_days(span: BlackoutSpan) -> list[CalendarDay]:
    codes = ",".join(sorted(span.activity_codes))
    return [
        CalendarDay(
            day=row.day, kind=row.kind, name_zh=row.name.zh, name_en=row.name.en, activity_codes=codes
        )
        for row in blackout_rows(span)
    ]


def _carry_events(carrying: Carrying, *, with_events: bool) -> None:
    session = carrying.session
    before: WorkCalendar = get_work_calendar(session, carrying.source.year)
    laying = begin_laying(carrying, before, get_work_calendar(session, carrying.target.year))
    carry_series(laying)
    if with_events:
        carry_single_events(laying)
    else:
        single = len(laying.of_series(None))
        if single:
            carrying.leave_out(
                f"未成系列的 {single} 场活动没有带来。",
                f"{single} events of no series were not carried over.",
            )
    if any(laying.events):
        carrying.leave_out(
            "专家、嘉宾和外出小组没有带来，按新一年的轮值另排。",
            "Experts, guests and teams were not carried over; the new year's rosters name them.",
        )
