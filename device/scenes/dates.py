"""Dates on the TV, as each language writes them (CLDR's, by Babel)."""

from datetime import datetime
from typing import Final

from babel.dates import format_skeleton

DATE: Final = "MMMEd"  # "Sat, Mar 14", "3月14日 週六", "3월 14일 (토)"


def date_line(local: datetime, language: str) -> str:
    """The date to show below a clock, as "Sat, Mar 14"; local: in the household's time zone."""
    return format_skeleton(DATE, local, locale=locale_of(language))


def locale_of(language: str) -> str:
    """Babel's name of a language."""
    return language.replace("-", "_")
