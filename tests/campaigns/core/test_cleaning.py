"""Text is cleaned once, on entering."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.core.cleaning import cleaned, on_one_line


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  进社区  ", "进社区"),
        ("一\r\n二\r三\u2028四", "一\n二\n三\n四"),
        ("钟\x07声\x85\ufeff\ud800", "钟声"),
        ("e\u0301", "é"),
        ("一\t二", "一\t二"),
    ],
)
def test_what_spoils_feeds_and_files_is_taken_out(text: str, expected: str) -> None:
    assert cleaned(text) == expected


def test_a_title_is_one_line() -> None:
    assert on_one_line(" 进社区\r\n 第 1 场\u3000古陌 ") == "进社区 第 1 场 古陌"


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert cleaned(cleaned(text)) == cleaned(text)
    assert on_one_line(on_one_line(text)) == on_one_line(text)
