"""The one error of a calendar file that cannot be read: a sentence in both languages, with the line if known."""

from campaigns.core.wording import Bilingual
from campaigns.errors import Problem, Rejected

LONGEST_QUOTE = 60


class Unusable(Rejected):
    """The file cannot be taken; ``line`` counts from 1 as an editor does, and is None for the whole file."""

    def __init__(self, zh: str, en: str, line: int | None = None, *, is_told: bool = False) -> None:
        if line and not is_told:
            zh, en = f"第 {line} 行：{zh}", f"Line {line}: {en}"
        super().__init__(Problem("file", Bilingual(zh, en)))
        self.line = line


def quoted(text: str) -> str:
    """Return what of a hostile text is fit to be shown: printable and short."""
    plain = "".join(character if character.isprintable() else "·" for character in text[: LONGEST_QUOTE + 1])
    return plain if len(plain) <= LONGEST_QUOTE else f"{plain[:LONGEST_QUOTE]}…"
