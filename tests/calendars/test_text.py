"""Text in a feed: whatever was typed comes back cleaned, and never makes a line of its own."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from calendars.text import Text, cleaned, one_line, plain_address
from campaigns.core.wording import Bilingual
from campaigns.references import VenueRef
from tests.calendars.agendas import COMMUNITY, agenda, feed, item

# A feed takes milliseconds, but the machine that runs the suite may be busy with something else.
PATIENT = settings(deadline=None)
# Lone surrogates too: they can come from a spreadsheet that was cut in the middle of a character.
ANYTHING = st.text(st.characters(codec=None), max_size=60)
NASTY = 'C:\\New\\now;a,b\\,c\r\nBEGIN:VEVENT\u2028x\u0085y\ud800\x00\x7f\ufeff\\N"^n'
LINES_OF_ONE_EVENT = {
    "BEGIN", "END", "SUMMARY", "DTSTART", "DTEND", "DTSTAMP", "UID", "SEQUENCE", "CATEGORIES", "CREATED",
    "DESCRIPTION", "LAST-MODIFIED", "LOCATION", "STATUS", "TRANSP", "URL", "X-MICROSOFT-CDO-BUSYSTATUS",
}  # fmt: skip


@PATIENT
@given(ANYTHING)
@example(NASTY)
@example("\r")
@example("\\N")
def test_any_text_comes_back_cleaned_from_the_calendar(text: str) -> None:
    visit = item(description=text, place=text, venue=None, title=Bilingual(text))
    written = feed(agenda(visit, title=Bilingual(text)))

    calendar = Calendar.from_ical(written.body)

    event = calendar.events[0]
    content = f"内容：{cleaned(text)}\n" if cleaned(text) else ""
    assert str(event["DESCRIPTION"]) == (
        f"活动：创业指导进社区活动\n{content}负责：就业科\n材料：宣传单 300 份, 展板 4 块\n"
        "网页：https://campaigns.example.org/2026/e/1"
    )
    assert str(event.get("LOCATION", "")) == one_line(text)
    # icalendar does not know RFC 7986's NAME and hands it over as it is written.
    assert str(calendar.get("NAME", "")) == Text(one_line(text)).to_ical().decode()
    assert one_line(text) in str(event["SUMMARY"])


@PATIENT
@given(ANYTHING, ANYTHING)
@example(NASTY, NASTY)
def test_no_text_can_add_a_line_to_the_feed(text: str, other: str) -> None:
    venue = VenueRef(1, COMMUNITY.kind, Bilingual(text), other, None)
    visit = item(description=text, materials=other, responsible=text, venue=venue, title=Bilingual(other))
    body = feed(agenda(visit)).body

    lines = body.replace(b"\r\n ", b"").decode().split("\r\n")
    event_lines = lines[lines.index("BEGIN:VEVENT") : lines.index("END:VCALENDAR")]

    names = [line.partition(":")[0].partition(";")[0] for line in event_lines]
    assert set(names) <= LINES_OF_ONE_EVENT
    assert len(names) == len(set(names))
    assert max(len(line) for line in body.split(b"\r\n")) <= 75


@PATIENT
@given(ANYTHING)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert cleaned(cleaned(text)) == cleaned(text)
    assert one_line(one_line(text)) == one_line(text)
    assert not set(one_line(text)) & set("\r\n\t\x00\x0b\x0c\x7f\x85\u2028\u2029\ufeff")


def test_backslash_and_capital_n_stay_what_was_typed() -> None:
    assert Text("C:\\New\\now").to_ical() == b"C:\\\\New\\\\now"


def test_half_a_character_becomes_the_replacement_character_and_two_halves_the_whole() -> None:
    assert cleaned("a\ud83db") == "a\ufffdb"
    assert cleaned("\ud83d\ude00") == "\U0001f600"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "/2026/e/1",
        "javascript:alert(1)",
        "https://a b",
        "https://a\r\nX:1",
        'https://a"',
        "https://威海",
        "ftp://a",
    ],
)
def test_address_that_is_not_absolute_or_not_plain_is_refused(address: str) -> None:
    with pytest.raises(ValueError):
        plain_address(address)


def test_address_with_port_query_and_escapes_is_kept() -> None:
    address = "http://127.0.0.1:5000/feeds/Ab-_9~/x.ics?alarm=30&lang=zh%20CN#top"

    assert plain_address(address) == address


def test_every_kind_of_line_break_becomes_one() -> None:
    assert cleaned("a\r\nb\rc\nd\x0be\x0cf\x85g\u2028h\u2029i") == "a\nb\nc\nd\ne\nf\ng\nh\ni"
    assert one_line("a\r\nb\t\u2028 c") == "a b c"


def test_controls_vanish_and_a_tab_stays() -> None:
    assert cleaned("a\x00b\x07c\x1bd\x7fe\x9ff\ufeffg\th") == "abcdefg\th"
