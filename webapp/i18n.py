"""The two languages: who reads in which, and the words of one text in the current one."""

from typing import Any

from flask import Flask, g, request
from flask_babel import Babel, get_locale

from campaigns.core.wording import Bilingual
from webapp.auth import find_person

CHINESE, ENGLISH = "zh_Hans_CN", "en"
LANGUAGES = {CHINESE: "中文", ENGLISH: "English"}
COOKIE = "campaigns_language"


def init_languages(app: Flask) -> None:
    """Let flask-babel ask us for the language; msgids are the Chinese texts, so only English has a catalogue."""
    app.config["BABEL_DEFAULT_LOCALE"] = CHINESE
    Babel(app, locale_selector=choose_language)
    app.jinja_env.globals.update(
        language=language, html_language=html_language, other_language=other_language
    )


def choose_language() -> str:
    """Return the language of the person, of the browser's cookie, or Chinese."""
    if "language" in g:
        return str(g.language)
    person = find_person()
    chosen = person.language if person else request.cookies.get(COOKIE, CHINESE)
    return chosen if chosen in LANGUAGES else CHINESE


def language() -> str:
    """Return the current language as a key of ``LANGUAGES``, which ``Bilingual.in_language`` takes too."""
    return ENGLISH if str(get_locale()) == ENGLISH else CHINESE


def other_language() -> tuple[str, str]:
    """Return the key of the other language and its name in itself, for the switch in the bar."""
    other = CHINESE if language() == ENGLISH else ENGLISH
    return other, "中文" if other == CHINESE else "EN"


def html_language() -> str:
    """Return the language as HTML names it."""
    return "en" if language() == ENGLISH else "zh-CN"


def local(text: Bilingual | None) -> str:
    """Return a bilingual text in the current language; nothing for None."""
    return text.in_language(language()) if text is not None else ""


def bilingual(text: Any) -> str:
    """Return any text, in the current language where it has two."""
    return local(text) if isinstance(text, Bilingual) else str(text)
