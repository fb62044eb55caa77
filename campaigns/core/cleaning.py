"""Text as it enters: control characters that spoil feeds, files and pages are taken out once, here."""

import re
import unicodedata

# Everything of Unicode category Cc but TAB and LF, the two Unicode line separators, and lone surrogates.
_UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff]")

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def is_storable(text: str) -> bool:
    """Tell whether a database can keep a text at all: without NUL and without half of a surrogate pair."""
    return _UNSTORABLE.search(text) is None


def cleaned(text: str) -> str:
    """Return text in NFC with LF line ends, without control characters and without outer white space."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return unicodedata.normalize("NFC", _UNWANTED.sub("", lines)).strip()


def on_one_line(text: str) -> str:
    """Return cleaned text with every run of white space as one space."""
    return " ".join(cleaned(text).split())
