"""The third section of an activity summary: what was required, what was done, and how the year went."""

from decimal import Decimal

from campaigns.core.summing import percentage
from campaigns.enums import Comparison, Counted
from campaigns.progress import RequirementProgress
from campaigns.summary import ActivitySummary
from reports.charts import MonthBar, MonthWords, TargetBar, month_chart, target_chart
from reports.content import Block, Chart, Column, FiguresTable, Paragraph
from reports.figures import amount, counted, is_chinese, month, percent, with_unit


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
    done = sum(line.done >= line.goal for line in lines)
    words = [_line_in_words(line, language) for line in lines]
    if is_chinese(language):
        return f"对照通知要求，{len(lines)}项指标中已完成{done}项。{'；'.join(words)}。"
    return (
        f"Of {counted(len(lines), 'required count', 'required counts')}, {done} reached. {'; '.join(words)}."
    )


def _line_in_words(line: RequirementProgress, language: str) -> str:
    name = line.text.in_language(language).rstrip("。；.;")
    target, done = _target(line, language), with_unit(line.done, line.done_unit, language)
    share = _share(line)
    if line.counted is Counted.PER_EVENT:
        held, kept = (amount(number, language) for number in (line.goal, line.done))
        if is_chinese(language):
            return f"{name}，已举办的{held}场中{kept}场合要求"
        return f"{name}: {kept} of {held} held events meet it"
    if is_chinese(language):
        reached = f"，完成率{percent(share, language)}" if share is not None else ""
        return f"{name}，要求{target}，完成{done}{reached}"
    return f"{name}: required {target}, done {done}" + (
        f" ({percent(share, language)})" if share is not None else ""
    )


def requirement_table(summary: ActivitySummary, language: str) -> FiguresTable:
    """Return required, done, planned and the share reached, one row a count."""
    zh = is_chinese(language)
    heads = (
        ("指标", "要求", "完成", "已排", "完成率")
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
                with_unit(line.done, line.done_unit, language),
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
    return None if line.comparison is Comparison.BETWEEN else percentage(line.done, line.goal)


def _bar(line: RequirementProgress, language: str) -> TargetBar:
    is_each = line.counted is Counted.PER_EVENT
    goal = with_unit(line.goal, line.done_unit, language) if is_each else _target(line, language)
    words = f"{amount(line.done, language)} / {goal} · {percent(_share(line), language)}"
    return TargetBar(line.text.in_language(language), line.done, line.goal, words)


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
