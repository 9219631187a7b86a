"""The language of a page: the member's own, a visitor's choice, or the browser's."""

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from flask import Flask, g, request, session
from flask_babel import Babel

from device.admin.web.access import member_or_none
from device.admin.web.services import box_settings
from device.words.languages import DEFAULT_LANGUAGE, LANGUAGES

# one catalog for each folder of this package; sentences of other modules are in the first
DOMAINS: Final = ("web", "people", "lessons", "uploads", "history", "remote", "box")
FOLDER: Final = "translations"
CHOSEN: Final = "language"

_TRADITIONAL: Final = ("tw", "hk", "mo", "hant")


class PageZone(ZoneInfo):
    """The household's zone for flask_babel, which else makes one of pytz of its name: pytz has its own list
    of zones and changes, and its zones are wrong by minutes where they are used like any other.
    """

    def normalize(self, moment: datetime) -> datetime:
        """The same moment; flask_babel calls it after every calculation, which only pytz needs."""
        return moment


def speak(app: Flask) -> Babel:
    """Translate this app's pages."""
    babel = Babel(
        app,
        default_domain=";".join(DOMAINS),
        default_translation_directories=";".join([FOLDER] * len(DOMAINS)),
        locale_selector=lambda: language().replace("-", "_"),
        timezone_selector=lambda: PageZone(str(box_settings().zone)),
    )
    app.jinja_env.globals.update(language=language, LANGUAGES=LANGUAGES)
    return babel


def language() -> str:
    """The language of this request, a key of LANGUAGES."""
    if "language" not in g:
        g.language = _language()
    found: str = g.language
    return found


def choose(name: str) -> None:
    """Use a visitor's choice for this answer, and until they sign in."""
    if name in LANGUAGES:
        session[CHOSEN] = g.language = name


def of_browser() -> str:
    """The first language that the browser accepts and the box has."""
    for tag, _ in request.accept_languages:
        words = tag.replace("_", "-").lower().split("-")
        if words[0] == "zh":
            return "zh-Hant" if set(words[1:]) & set(_TRADITIONAL) else "zh-Hans"
        if words[0] in LANGUAGES:
            return words[0]
    return DEFAULT_LANGUAGE


def _language() -> str:
    member = member_or_none()
    if member is not None and member.language in LANGUAGES:
        return member.language
    chosen = str(session.get(CHOSEN))
    return chosen if chosen in LANGUAGES else of_browser()
