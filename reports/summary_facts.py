"""The sentences and tables of an activity summary that the program writes from counted facts."""

from decimal import Decimal

from campaigns.summary import ActivitySummary
from reports.content import Block, Column, FiguresTable, Paragraph
from reports.figures import (
    amount,
    counted,
    day,
    days,
    document_number,
    is_chinese,
    percent,
    short_day,
    with_unit,
)


def opening(summary: ActivitySummary, language: str) -> str:
    """Return the sentence that names the basis of the report."""
    edition = summary.edition
    basis = edition.basis_title.in_language(language)
    number = document_number(edition.basis_number, language)
    activity = summary.activity.name.in_language(language)
    if is_chinese(language):
        title = basis if basis.startswith("《") else f"《{basis}》"
        return f"根据{title}{f'（{number}）' if number else ''}要求，我单位组织开展了{activity}。现将有关情况总结如下。"
    return (
        f"As required by “{basis}”{f' ({number})' if number else ''}, this office organised the activity “{activity}”. "
        "Its facts, results and open questions are summarised below."
    )


def basic_facts(summary: ActivitySummary, language: str) -> tuple[Block, ...]:
    """Return the first section: when, how many, who, what; numbers first."""
    if not summary.held:
        return (Paragraph(_nothing_held(summary, language)),)
    texts = (_events(summary, language), _materials(summary, language), _largest(summary, language))
    return (*(Paragraph(text) for text in texts if text), *_district_table(summary, language))


def _nothing_held(summary: ActivitySummary, language: str) -> str:
    on = day(summary.signed_on, language)
    if is_chinese(language):
        return (
            f"截至{on}，本活动尚无已举办并登记的场次，计划中{summary.planned}场，取消{summary.cancelled}场。"
        )
    return (
        f"By {on} no event has been held and recorded; {counted(summary.planned, 'event', 'events')} planned, "
        f"{summary.cancelled} cancelled."
    )


def _events(summary: ActivitySummary, language: str) -> str:
    assert summary.first_on is not None
    assert summary.last_on is not None
    span = days(summary.first_on, summary.last_on, language)
    average = amount(summary.average_people or Decimal(0), language)
    if is_chinese(language):
        visits = f"，服务{summary.visits}人次" if summary.visits else ""
        return (
            f"{span}，共举办活动{summary.held}场，覆盖{summary.places}个地点，参加人员{summary.people}人，"
            f"场均{average}人{visits}。{_audiences(summary, language)}{_unfinished(summary, language)}"
        )
    visits = f" and {counted(summary.visits, 'visit', 'visits')} counted" if summary.visits else ""
    places = counted(summary.places, "place", "places")
    parts = (
        f"From {span}, {counted(summary.held, 'event was', 'events were')} held at {places}"
        if summary.first_on != summary.last_on
        else f"On {span}, {counted(summary.held, 'event was', 'events were')} held at {places}",
        f", with {counted(summary.people, 'person', 'people')} taking part ({average} on average){visits}. ",
        _audiences(summary, language),
        _unfinished(summary, language),
    )
    return "".join(parts).strip()


def _audiences(summary: ActivitySummary, language: str) -> str:
    lines = [line for line in summary.by_audience if line.people]
    if not lines:
        return ""
    zh = is_chinese(language)
    parts = []
    for line in lines:
        name, people = line.audience.name.in_language(language), amount(line.people, language)
        share = percent(line.share, language)
        parts.append(f"{name}{people}人，占{share}" if zh else f"{name} {people} ({share})")
    rest = amount(summary.unclassified, language)
    if summary.unclassified:
        parts.append(f"未分类{rest}人" if zh else f"not classified {rest}")
    return f"其中，{'；'.join(parts)}。" if zh else f"Among them: {'; '.join(parts)}. "


def _unfinished(summary: ActivitySummary, language: str) -> str:
    """Say what the totals do not contain, so that nobody takes planned events for held ones."""
    zh = is_chinese(language)
    parts = []
    ahead = summary.planned - summary.awaiting
    if ahead:
        parts.append(
            f"另有{ahead}场尚未举办" if zh else f"{counted(ahead, 'event is', 'events are')} still ahead"
        )
    if summary.awaiting:
        awaiting = summary.awaiting
        parts.append(
            f"{awaiting}场已到期尚未登记"
            if zh
            else f"{counted(awaiting, 'event is', 'events are')} past but not recorded"
        )
    if summary.cancelled:
        parts.append(f"取消{summary.cancelled}场" if zh else f"{summary.cancelled} cancelled")
    if not parts:
        return ""
    return f"{'，'.join(parts)}，均未计入。" if zh else f"Not included: {'; '.join(parts)}."


def _materials(summary: ActivitySummary, language: str) -> str:
    lines = [
        (line.measure.name.in_language(language), with_unit(line.amount, line.measure.unit, language))
        for line in summary.by_measure
    ]
    if not lines:
        return ""
    if is_chinese(language):
        return f"活动中，{'，'.join(f'{name}{value}' for name, value in lines)}。"
    return f"Counted at the events: {'; '.join(f'{name}: {value}' for name, value in lines)}."


def _largest(summary: ActivitySummary, language: str) -> str:
    row = summary.largest
    if row is None or summary.held < 2:
        return ""
    on, title, place = (
        short_day(row.held_on, language),
        row.title.in_language(language),
        row.place.in_language(language),
    )
    if is_chinese(language):
        where = f"在{place}" if place else ""
        name = title if title.startswith("“") else f"“{title}”"
        return f"参加人数最多的一场为{on}{where}举办的{name}，到场{row.people}人。"
    where = f" at {place}" if place else ""
    return f"The best attended event was “{title}” on {on}{where}, with {counted(row.people, 'person', 'people')}."


def _district_table(summary: ActivitySummary, language: str) -> tuple[Block, ...]:
    if len(summary.districts) < 2:
        return ()
    zh = is_chinese(language)
    heads = (
        ("市区", "场次（场）", "参加人员（人）", "服务（人次）")
        if zh
        else ("District", "Events", "People", "Visits")
    )
    city = "市级" if zh else "City level"
    rows = tuple(
        (
            row.organisation.short.in_language(language) if row.organisation else city,
            *(amount(value, language) for value in (row.events, row.people, row.visits)),
        )
        for row in summary.districts
    )
    totals = tuple(amount(value, language) for value in (summary.held, summary.people, summary.visits))
    return (
        FiguresTable(
            caption="各市区开展情况" if zh else "Events by district",
            columns=(Column(heads[0]), *(Column(head, is_number=True) for head in heads[1:])),
            rows=rows,
            total=("合计" if zh else "Total", *totals),
        ),
    )
