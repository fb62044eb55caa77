"""The activity summary (活动总结): facts written from its read model, judgement from the typed texts."""

from campaigns.summary import ActivitySummary
from reports import summary_annexes as annexes
from reports import summary_facts as facts
from reports import summary_results as results
from reports.content import (
    Addressee,
    AnnexList,
    Block,
    Content,
    Heading,
    Paragraph,
    Prompt,
    Signature,
    Title,
)
from reports.figures import day, is_chinese, ordinal

TITLE_WIDTH = 20
SECTIONS = {
    "zh": ("基本情况", "主要做法", "取得成效", "存在问题", "下一步打算"),
    "en": ("Facts and figures", "What was done", "Results", "Problems", "Next steps"),
}
PROMPTS = {
    "zh": "（此处由承办单位填写：{}）",
    "en": "(To be written by the organiser: {})",
}


def summary_content(summary: ActivitySummary, language: str) -> Content:
    """Return the document's content: the same sections, numbers and annexes in every language and file format."""
    title = title_lines(summary, language)
    return Content(
        language=language,
        title=("" if is_chinese(language) else " ").join(title),
        author=summary.organisation.name.in_language(language),
        subject=summary.activity.name.in_language(language),
        dated_on=summary.signed_on,
        blocks=(
            Title(title),
            *_addressee(summary, language),
            Paragraph(facts.opening(summary, language)),
            *_sections(summary, language),
            *_signature(summary, language),
            *annexes.annexes(summary, language),
        ),
    )


def title_lines(summary: ActivitySummary, language: str) -> tuple[str, ...]:
    """Break the title where its sense breaks and its lines come out most alike (GB/T 9704-2012 7.3.1)."""
    name = summary.activity.name.in_language(language)
    organisation = summary.organisation.name.in_language(language)
    if not is_chinese(language):
        return (f"{name}, {summary.edition.year}", f"Summary by {organisation}")
    tail = "情况的总结" if name.rstrip("”").endswith("活动") else "活动情况的总结"
    year = "" if str(summary.edition.year) in name else f"{summary.edition.year}年"
    parts = [f"{organisation}", "关于", year, name, tail]
    whole = "".join(parts)
    if _width(whole) <= TITLE_WIDTH:
        return (whole,)
    breaks = ["".join(parts[:cut]) for cut in (2, 3)]
    first = min(breaks, key=lambda head: abs(2 * _width(head) - _width(whole)))
    rest = whole[len(first) :]
    if _width(rest) <= TITLE_WIDTH:
        return (first, rest)
    return (first, rest[: -len(tail)], tail)


def _width(text: str) -> float:
    return sum(0.5 if letter < "\u2000" else 1.0 for letter in text)


def _addressee(summary: ActivitySummary, language: str) -> tuple[Block, ...]:
    if summary.recipient is None:
        return ()
    name = summary.recipient.name.in_language(language)
    return (Addressee(f"{name}：" if is_chinese(language) else f"To: {name}"),)


def _sections(summary: ActivitySummary, language: str) -> tuple[Block, ...]:
    names = SECTIONS["zh" if is_chinese(language) else "en"]
    bodies = (
        facts.basic_facts(summary, language),
        _typed(summary.texts.main_practices, names[1], language),
        results.results(summary, language),
        _typed(summary.texts.problems, names[3], language),
        _typed(summary.texts.next_steps, names[4], language),
    )
    mark = "、" if is_chinese(language) else ". "
    blocks: list[Block] = []
    for place, (name, body) in enumerate(zip(names, bodies, strict=True), start=1):
        blocks += [Heading(1, f"{ordinal(place, language)}{mark}{name}"), *body]
    return tuple(blocks)


def _typed(text: str, name: str, language: str) -> tuple[Block, ...]:
    """Return a person's text paragraph by paragraph, or the prompt to write it; nothing is invented."""
    paragraphs = tuple(Paragraph(line.strip()) for line in text.splitlines() if line.strip())
    return paragraphs or (Prompt(PROMPTS["zh" if is_chinese(language) else "en"].format(name)),)


def _signature(summary: ActivitySummary, language: str) -> tuple[Block, ...]:
    names = annexes.annex_titles(summary, language)
    zh = is_chinese(language)
    label = "附件：" if zh else ("Annex: " if len(names) == 1 else "Annexes: ")
    return (
        AnnexList(
            label,
            tuple(f"{place}. {name}" for place, name in enumerate(names, start=1)) if names[1:] else names,
        ),
        Signature(
            organisation=summary.organisation.name.in_language(language),
            date=day(summary.signed_on, language),
            contact=_contact(summary, language),
        ),
    )


def _contact(summary: ActivitySummary, language: str) -> str:
    contact, telephone = summary.texts.contact.strip(), summary.texts.telephone.strip()
    if not contact and not telephone:
        return ""
    if is_chinese(language):
        parts = [f"联系人：{contact}" if contact else "", f"联系电话：{telephone}" if telephone else ""]
        return f"（{'，'.join(part for part in parts if part)}）"
    parts = [f"Contact: {contact}" if contact else "", f"Telephone: {telephone}" if telephone else ""]
    return f"({', '.join(part for part in parts if part)})"
