"""A text in both languages of the product, kept together so that neither is forgotten."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Bilingual:
    """A Chinese text and its English equal; an empty English text means a proper name that stays as it is."""

    zh: str
    en: str = ""

    def in_language(self, language: str) -> str:
        """Return the text for a language tag such as ``zh_Hans_CN`` or ``en``."""
        return self.zh if language.startswith("zh") or not self.en else self.en

    def filled(self, **values: Any) -> "Bilingual":
        """Return the text with ``{name}`` places filled; a bilingual value is filled in per language."""

        def in_one(language: str) -> dict[str, Any]:
            return {
                name: value.in_language(language) if isinstance(value, Bilingual) else value
                for name, value in values.items()
            }

        return Bilingual(self.zh.format(**in_one("zh")), self.en.format(**in_one("en")))

    def __str__(self) -> str:
        return self.zh
