"""Days in words, the same on every machine: strftime's month names follow the server's locale."""

from datetime import date

from campaigns.core.wording import Bilingual

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def day_in_words(day: date) -> Bilingual:
    """Return a day without its year: 6月1日, 1 June."""
    return Bilingual(f"{day.month}月{day.day}日", f"{day.day} {MONTHS[day.month - 1]}")
