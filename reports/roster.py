"""The guest roster (嘉宾排班表): every slot with its day, topics, guests, stand-in and the day its material is due."""

from campaigns.core.wording import Bilingual
from campaigns.rosters import RosterSheet, RosterSlot
from reports.content import Annex, Column, Content, FiguresTable, FormLine
from reports.figures import day, is_chinese, short_day

WEEKDAYS = {"zh": "一二三四五六日", "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")}
HEADS = {
    "zh": ("期次", "播出日期（星期）", "主题", "嘉宾单位", "替补单位", "材料报送截止", "备注"),
    "en": ("No.", "On the air", "Topics", "Guests", "Stand-in", "Material due", "Remarks"),
}
WIDTHS = (0.55, 1.45, 2.3, 2.2, 1.25, 1.15, 1.7)
PROSE = (False, False, True, True, False, False, True)
FORM = {
    "zh": ("制表单位（盖章）：", "制表人：", "审核人：", "制表日期："),
    "en": ("Drawn up by (seal): ", "Name:", "Checked by:", "Date: "),
}
# With more slots the table is set small, so that a year fits on one sheet that can be hung up.
MOST_LARGE = 12


def roster_title(sheet: RosterSheet, language: str) -> str:
    """Return the document's title."""
    name, year = sheet.name.in_language(language), sheet.edition.year
    return f"{year}年{name}" if is_chinese(language) else f"{name} {year}"


def roster_content(sheet: RosterSheet, language: str) -> Content:
    """Return the whole document: one turned table."""
    title = roster_title(sheet, language)
    tongue = "zh" if is_chinese(language) else "en"
    table = FiguresTable(
        caption="",
        columns=tuple(
            Column(text, width, is_prose=prose)
            for text, width, prose in zip(HEADS[tongue], WIDTHS, PROSE, strict=True)
        ),
        rows=tuple(_row(slot, language) for slot in sheet.slots),
        notes=(_note(sheet, language),),
        is_small=len(sheet.slots) > MOST_LARGE,
    )
    *blanks, dated = FORM[tongue]
    form = FormLine((*blanks, f"{dated}{day(sheet.today, language)}"))
    return Content(
        language=language,
        title=title,
        author=sheet.edition.programme.in_language(language),
        subject=sheet.activity.name.in_language(language),
        dated_on=sheet.today,
        blocks=(Annex("", title, (table, form), is_wide=True),),
    )


def _row(slot: RosterSlot, language: str) -> tuple[str, ...]:
    weekday = WEEKDAYS["zh" if is_chinese(language) else "en"][slot.local_day.weekday()]
    on = short_day(slot.local_day, language)
    missing = "（未排）" if is_chinese(language) else "(open)"
    return (
        str(slot.number),
        f"{on}（{weekday}）" if is_chinese(language) else f"{weekday} {on}",
        _joined([topic.in_language(language) for topic in slot.topics], language),
        _joined([guest.name.in_language(language) for guest in slot.guests], language)
        or (missing if slot.is_open else ""),
        slot.stand_in.in_language(language) if slot.stand_in else "",
        short_day(slot.due_on, language),
        _remarks(slot, language),
    )


def _remarks(slot: RosterSlot, language: str) -> str:
    others = [other.name.in_language(language) for other in slot.others]
    also = [("专家：" if is_chinese(language) else "Also: ") + _joined(others, language)] if others else []
    said = [remark.in_language(language) for remark in slot.remarks]
    return ("；" if is_chinese(language) else "; ").join([*said, *also])


def _note(sheet: RosterSheet, language: str) -> str:
    fewest, most = sheet.per_slot_min, sheet.per_slot_max
    size = str(most) if fewest == most else f"{fewest}至{most}"
    gap = Bilingual("，同一单位两次至少相隔{n}期", "; two turns of one are at least {n} slots apart")
    apart = gap.filled(n=sheet.min_gap) if sheet.min_gap > 1 else Bilingual("")
    if is_chinese(language):
        return f"注：每期{size}个单位{apart.zh}；材料请在播出7天前报送，嘉宾因故不能到场的由替补单位顶上。"
    size = size.replace("至", " to ")
    return f"Each slot has {size} guests{apart.en}. Material is due 7 days before; the stand-in takes a free place."


def _joined(words: list[str], language: str) -> str:
    return ("、" if is_chinese(language) else ", ").join(words)
