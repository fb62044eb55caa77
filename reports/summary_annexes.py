"""The annexes of an activity summary: the statistics table (活动情况统计表) and the reading behind each count."""

from decimal import Decimal

from campaigns.enums import Counted
from campaigns.progress import RequirementProgress
from campaigns.summary import ActivitySummary, EventRow
from reports.content import Annex, Block, Column, FiguresTable, FormLine
from reports.figures import amount, counted, is_chinese, short_day, with_unit

# A wide page holds about this many columns of figures before their heads become unreadable.
MOST_FIGURES = 14


def annex_titles(summary: ActivitySummary, language: str) -> tuple[str, ...]:
    """Return the titles of the annexes that this summary has."""
    zh = is_chinese(language)
    titles = ["活动情况统计表" if zh else "Statistics of the events"]
    if summary.requirements:
        titles.append("指标口径说明" if zh else "How each count is read")
    return tuple(titles)


def annexes(summary: ActivitySummary, language: str) -> tuple[Annex, ...]:
    """Return the annexes in order, numbered only when there are several (GB/T 9704-2012 7.3.4)."""
    titles = annex_titles(summary, language)
    word = "附件" if is_chinese(language) else "Annex "
    labels = [f"{word}{place}" if titles[1:] else word.strip() for place in range(1, len(titles) + 1)]
    bodies = (_statistics(summary, language), _readings(summary, language))
    return tuple(
        Annex(label, title, body, is_wide=place == 0)
        for place, (label, title, body) in enumerate(zip(labels, titles, bodies[: len(titles)], strict=True))
    )


# Each head with its width; the categories of people and the measures stand between the last two.
HEADS = {
    "zh": (
        "序号",
        "举办时间",
        "活动名称",
        "地点",
        "主办单位",
        "参加\n（人）",
        "服务\n（人次）",
        "其中（人）",
        "备注",
    ),
    "en": ("No.", "Day", "Event", "Place", "Host", "People", "Visits", "Of these people", "Remarks"),
}
FORM = {
    "zh": ("填报单位（盖章）：", "填报人：", "审核人：", "联系电话：", "填报日期："),
    "en": ("Unit (seal): ", "Filled in by:", "Checked by:", "Telephone:", "Date:"),
}


def _statistics(summary: ActivitySummary, language: str) -> tuple[Block, ...]:
    measures = max(0, min(len(summary.by_measure), MOST_FIGURES - len(summary.by_audience)))
    rows = enumerate(summary.rows, start=1)
    table = FiguresTable(
        caption="",
        columns=_columns(summary, measures, language),
        rows=tuple(_event_row(place, row, measures, language) for place, row in rows),
        total=_totals(summary, measures, language),
        notes=_notes(summary, measures, language),
        is_small=True,
    )
    unit, *blanks = FORM["zh" if is_chinese(language) else "en"]
    return (table, FormLine((f"{unit}{summary.organisation.name.in_language(language)}", *blanks)))


def _columns(summary: ActivitySummary, measures: int, language: str) -> tuple[Column, ...]:
    heads = HEADS["zh" if is_chinese(language) else "en"]
    return (
        Column(heads[0], 0.5),
        Column(heads[1], 1.4),
        Column(heads[2], 2.1, is_prose=True),
        Column(heads[3], 1.7, is_prose=True),
        Column(heads[4], 1.35),
        Column(heads[5], 0.98, is_number=True),
        Column(heads[6], 1.3, is_number=True),
        *(
            Column(line.audience.name.in_language(language), 0.85, True, group=heads[7])
            for line in summary.by_audience
        ),
        *(_measure_column(summary, place, language) for place in range(measures)),
        Column(heads[8], 0.75),
    )


def _measure_column(summary: ActivitySummary, place: int, language: str) -> Column:
    measure = summary.by_measure[place].measure
    unit = measure.unit.in_language(language)
    name = measure.name.in_language(language)
    bracketed = f"\n（{unit}）" if is_chinese(language) else f"\n({unit})"
    # A long name gets a wider column, or its head would grow taller than the rows.
    width = max(
        0.98 if len(unit) < 2 else 1.3, min(1.8, len(name) * (0.11 if is_chinese(language) else 0.06))
    )
    return Column(f"{name}{bracketed}" if unit else name, width, True)


def _event_row(place: int, row: EventRow, measures: int, language: str) -> tuple[str, ...]:
    joint = ("市区共同" if is_chinese(language) else "joint") if row.is_joint else ""
    return (
        str(place),
        short_day(row.held_on, language),
        row.title.in_language(language),
        row.place.in_language(language),
        row.host.short.in_language(language),
        amount(row.people, language),
        amount(row.visits, language),
        *(_cell(value, language) for value in (*row.by_audience, *row.by_measure[:measures])),
        joint,
    )


def _cell(value: Decimal, language: str) -> str:
    return amount(value, language) if value else ""


def _totals(summary: ActivitySummary, measures: int, language: str) -> tuple[str, ...]:
    sums = [line.people for line in summary.by_audience] + [
        line.amount for line in summary.by_measure[:measures]
    ]
    zh = is_chinese(language)
    return (
        f"合计（{summary.held}场）" if zh else f"Total ({counted(summary.held, 'event', 'events')})",
        amount(summary.people, language),
        amount(summary.visits, language),
        *(amount(value, language) for value in sums),
        "",
    )


def _notes(summary: ActivitySummary, measures: int, language: str) -> tuple[str, ...]:
    """Name the measures that found no room as columns, so that no figure is lost."""
    rest = [
        f"{line.measure.name.in_language(language)}{'' if is_chinese(language) else ' '}"
        + with_unit(line.amount, line.measure.unit, language)
        for line in summary.by_measure[measures:]
    ]
    if is_chinese(language):
        notes = ["注：人数与人次分别统计，不相加；多单位联合举办的活动只计一场。"]
        return (*notes, f"未列栏目：{'，'.join(rest)}。") if rest else tuple(notes)
    notes = ["People and visits are counted apart and never added; a joint event counts once."]
    return (*notes, f"Not shown as columns: {'; '.join(rest)}.") if rest else tuple(notes)


def _source(line: RequirementProgress, value: Decimal, language: str) -> str:
    """Write a part of a count; behind a share stand plain numbers, not percentages."""
    return amount(value, language) if line.counted is Counted.SHARE else with_unit(value, line.unit, language)


def _readings(summary: ActivitySummary, language: str) -> tuple[Block, ...]:
    zh = is_chinese(language)
    heads = (
        ("指标", "口径", "来自场次登记", "来自数据填报")
        if zh
        else ("Required count", "How it is read", "From events", "From figures")
    )
    return (
        FiguresTable(
            caption="",
            columns=(
                Column(heads[0], 1.8, is_prose=True),
                Column(heads[1], 3, is_prose=True),
                Column(heads[2], 1, True),
                Column(heads[3], 1, True),
            ),
            rows=tuple(
                (
                    line.text.in_language(language),
                    line.reading.in_language(language),
                    _source(line, line.from_events, language),
                    _source(line, line.from_figures, language),
                )
                for line in summary.requirements
            ),
        ),
    )
