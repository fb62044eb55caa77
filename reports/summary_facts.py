"""The sentences and tables of an activity summary that the program writes from counted facts."""

from decimal import Decimal

from campaigns.core.summing import percentage
from campaigns.enums import Comparison
from campaigns.progress import RequirementProgress
from campaigns.summary import ActivitySummary
from reports.charts import MonthBar, MonthWords, TargetBar, month_chart, target_chart
from reports.content import Block, Chart, Column, FiguresTable, Paragraph
from reports.figures import (
    amount,
    counted,
    day,
    days,
    document_number,
    is_chinese,
    month,
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
    parts = [
        f"{line.audience.name.in_language(language)}{amount(line.people, language)}人，占{percent(line.share, language)}"
        if zh
        else f"{line.audience.name.in_language(language)} {amount(line.people, language)} ({percent(line.share, language)})"
        for line in lines
    ]
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
            f"{awaiting}场已到期尚未登记" if zh else f"{counted(awaiting, 'event is', 'events are')} past but not recorded"
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
        (row.organisation.short.in_language(language) if row.organisation else city,)
        + tuple(amount(value, language) for value in (row.events, row.people, row.visits))
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


def results(summary: ActivitySummary, language: str) -> tuple[Block, ...]:
    """Return the third section: required, done and the share reached, as a table and as bars."""
    zh = is_chinese(language)
    blocks: list[Block] = []
    if summary.requirements:
        blocks += [
            Paragraph(_reached(summary, language)),
            requirement_table(summary, language),
        ]
        bars = [
            _bar(line, language) for line in summary.requirements if line.comparison is not Comparison.BETWEEN
        ]
        if any(bar.target for bar in bars):
            caption = "指标完成进度" if zh else "Done against required"
            described = ("；" if zh else "; ").join(f"{bar.label} {bar.words}" for bar in bars)
            blocks.append(
                Chart(
                    caption,
                    target_chart(bars, f"{caption}：{described}" if zh else f"{caption}: {described}"),
                    described,
                )
            )
    else:
        blocks.append(
            Paragraph("通知未对本活动规定数量指标。" if zh else "The notice sets no required count here.")
        )
    if summary.held:
        blocks.append(_month_chart(summary, language))
    return tuple(blocks)


def _reached(summary: ActivitySummary, language: str) -> str:
    lines = summary.requirements
    done = sum(line.done >= line.target for line in lines)
    if is_chinese(language):
        words = "；".join(
            f"{line.text.zh.rstrip('。；')}，要求{_target(line, language)}，完成{with_unit(line.done, line.unit, language)}"
            + (f"，完成率{percent(_share(line), language)}" if _share(line) is not None else "")
            for line in lines
        )
        return f"对照通知要求，{len(lines)}项指标中已完成{done}项。{words}。"
    words = "; ".join(
        f"{line.text.in_language(language).rstrip('.;')}: required {_target(line, language)}, "
        f"done {with_unit(line.done, line.unit, language)}"
        + (f" ({percent(_share(line), language)})" if _share(line) is not None else "")
        for line in lines
    )
    return f"Of {counted(len(lines), 'required count', 'required counts')}, {done} reached. {words}."


def requirement_table(summary: ActivitySummary, language: str) -> FiguresTable:
    """Return required, done, planned and the share reached, one row a count."""
    zh = is_chinese(language)
    heads = (
        ("指标", "要求", "完成", "待办", "完成率")
        if zh
        else ("Required count", "Required", "Done", "Planned", "Reached")
    )
    return FiguresTable(
        caption="指标完成情况" if zh else "Required and done",
        columns=(Column(heads[0], 2.6, is_prose=True), *(Column(head, is_number=True) for head in heads[1:])),
        rows=tuple(
            (
                line.text.in_language(language),
                _target(line, language),
                with_unit(line.done, line.unit, language),
                with_unit(line.planned, line.unit, language) if line.planned else "0",
                percent(_share(line), language),
            )
            for line in summary.requirements
        ),
    )


def _target(line: RequirementProgress, language: str) -> str:
    written = with_unit(line.target, line.unit, language)
    if line.target_max is None:
        return written
    return f"{amount(line.target, language)}—{with_unit(line.target_max, line.unit, language)}"


def _share(line: RequirementProgress) -> Decimal | None:
    return None if line.comparison is Comparison.BETWEEN else percentage(line.done, line.target)


def _bar(line: RequirementProgress, language: str) -> TargetBar:
    words = f"{amount(line.done, language)} / {_target(line, language)} · {percent(_share(line), language)}"
    return TargetBar(line.text.in_language(language), line.done, line.target, words)


def _month_chart(summary: ActivitySummary, language: str) -> Chart:
    zh = is_chinese(language)
    bars = [MonthBar(month(m.month, language), m.held, m.planned, m.people) for m in summary.months]
    caption = "各月活动场次与参加人数" if zh else "Events and people by month"
    spoken = ("；" if zh else "; ").join(
        f"{bar.label}{bar.held}场{bar.people}人"
        if zh
        else f"{bar.label}: {bar.held} events, {bar.people} people"
        for bar in bars
        if bar.held
    )
    words = MonthWords(
        title=f"{caption}：{spoken}" if zh else f"{caption}: {spoken}",
        held="已举办（场）" if zh else "held (events)",
        planned="计划中（场）" if zh else "planned (events)",
        people="参加人员（人）" if zh else "people",
    )
    return Chart(caption, month_chart(bars, words), spoken)
