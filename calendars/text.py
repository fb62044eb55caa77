"""Text made fit for a calendar: no control character, no half character, escaped exactly once."""

import re

from icalendar import vText

# A CR, NEL, VT, FF, U+2028 or U+2029 ends the line in some reader, so all of them become the one break that
# RFC 5545 3.3.11 can write.
LINE_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# RFC 5545 3.1 forbids controls except TAB; a byte order mark disappears in readers that decode it away.
FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff]")
BREAKS_AND_TABS = re.compile(r"\s*[\n\t]\s*")


class Text(vText):
    """A TEXT value that is cleaned, and escaped as RFC 5545 3.3.11 says.

    icalendar's own escape takes a typed backslash and capital N for a line break that is already escaped.
    """

    def __new__(cls, value: str) -> "Text":
        """Return the cleaned text."""
        return super().__new__(cls, cleaned(value))

    def to_ical(self) -> bytes:
        """Return the escaped text in UTF-8."""
        escaped = str(self).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
        return escaped.replace("\n", "\\n").encode()


def cleaned(text: str) -> str:
    r"""Return the text with ``\n`` as its only line break, without controls and outer blanks.

    A lone surrogate becomes U+FFFD, because it has no UTF-8 form and would raise in the middle of a feed.
    """
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return FORBIDDEN.sub("", LINE_BREAK.sub("\n", whole)).strip()


def one_line(text: str) -> str:
    """Return the cleaned text with every break and tab as one space."""
    return BREAKS_AND_TABS.sub(" ", cleaned(text))


def plain_address(address: str) -> str:
    """Return an absolute http or https address as it is; raise ValueError for anything that is not one."""
    if not re.fullmatch(r"https?://[!#-;=?-\[\]_a-z~%]+", address):
        raise ValueError(f"“{address}” is not an absolute http or https address in ASCII.")
    return address
