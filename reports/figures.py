"""How numbers, days and document numbers are written in each language."""

from datetime import date
from decimal import Decimal

from campaigns.core.wording import Bilingual

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def is_chinese(language: str) -> bool:
    """Tell whether a language tag means Chinese."""
    return language.startswith("zh")


def amount(value: Decimal | int, language: str) -> str:
    """Write a number without trailing zeros; English groups thousands, official Chinese does not."""
    plain = Decimal(value).normalize()
    digits = max(0, -int(plain.as_tuple().exponent))
    return f"{plain:.{digits}f}" if is_chinese(language) else f"{plain:,.{digits}f}"


def with_unit(value: Decimal | int, unit: Bilingual, language: str) -> str:
    """Write a number and its unit: 12份, 12 copies."""
    written = unit.in_language(language)
    gap = "" if is_chinese(language) or written == "%" else " "
    return f"{amount(value, language)}{gap}{written}" if written else amount(value, language)


def percent(value: Decimal | None, language: str) -> str:
    """Write a percentage with one decimal, a dash where there is none."""
    if value is None:
        return "—" if is_chinese(language) else "–"
    return f"{value:.1f}%"


def day(on: date, language: str) -> str:
    """Write a day in full (GB/T 9704-2012 7.3.5.4 asks for Arabic digits without leading zeros)."""
    if is_chinese(language):
        return f"{on.year}年{on.month}月{on.day}日"
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def short_day(on: date, language: str) -> str:
    """Write a day of a known year."""
    return f"{on.month}月{on.day}日" if is_chinese(language) else f"{on.day} {MONTHS[on.month - 1][:3]}"


def days(first: date, last: date, language: str) -> str:
    """Write a span of days, both inclusive, without repeating the year."""
    if first == last:
        return day(first, language)
    if is_chinese(language):
        year = "" if first.year == last.year else f"{last.year}年"
        return f"{day(first, language)}至{year}{last.month}月{last.day}日"
    start = day(first, language) if first.year != last.year else f"{first.day} {MONTHS[first.month - 1]}"
    return f"{start} to {day(last, language)}"


def month(number: int, language: str) -> str:
    """Write the name of a month."""
    return f"{number}月" if is_chinese(language) else MONTHS[number - 1][:3]


def document_number(number: str, language: str) -> str:
    """Put the year of a document number in six-sided brackets (GB/T 9704-2012 7.2.5), whatever was typed."""
    if not is_chinese(language):
        return number
    return number.translate(str.maketrans("[]［］【】", "〔〕〔〕〔〕"))


def counted(number: int | Decimal, one: str, many: str) -> str:
    """Write an English number with its noun: 1 event, 12 events."""
    return f"{amount(number, 'en')} {one if number == 1 else many}"


CHINESE_DIGITS = "〇一二三四五六七八九十"


def ordinal(number: int, language: str) -> str:
    """Number a section: 一 to 九十九 in Chinese, Arabic in English."""
    if not is_chinese(language):
        return str(number)
    tens, ones = divmod(number, 10)
    if number <= 10:
        return CHINESE_DIGITS[number]
    return f"{CHINESE_DIGITS[tens] if tens > 1 else ''}十{CHINESE_DIGITS[ones] if ones else ''}"
