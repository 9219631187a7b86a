"""Exercises in words: what a part of a lesson or a repetition is called, what can be chosen, what was meant.

Names are those of the TV (`device.words`), those of the household's own exercises, and what people wrote.
"""

from collections.abc import Iterator, Mapping
from typing import Final
from unicodedata import category

from flask_babel import gettext as _

from device.admin.web.languages import language
from device.spelling import fold
from device.store.columns import stored_name
from device.store.tables import Segment
from device.words.languages import LANGUAGES
from device.words.lookup import words
from scoring.exercises.catalogue import CATALOGUE
from scoring.exercises.exercise import Kind

# rest and talk are kinds of a part, and `other` is no name
CHOSEN: Final = tuple(name for name, one in CATALOGUE.items() if one.kind in {Kind.EXERCISE, Kind.DANCE})


def name_of(key: str | None, own: Mapping[str, str]) -> str | None:
    """What an exercise is called in this request's language; own: names of own exercises by key.

    None without a key, and for an own exercise that is gone; the key itself where another version stored it.
    """
    if key is None:
        return None
    if key in own:
        return own[key]
    if ":" in key:
        return None
    return _said(key, language())


def part_name(part: Segment, own: Mapping[str, str]) -> str | None:
    """What a part of a lesson is called: as a person wrote it, else by its exercise."""
    return part.name or name_of(part.exercise, own)


def choices(own: Mapping[str, str]) -> list[tuple[str, str]]:
    """(name, names in the other languages) of all exercises, by name; a browser searches in both."""
    here = language()
    found = dict.fromkeys(own.values(), "")
    for key in CHOSEN:
        name = _said(key, here)
        others = (_said(key, other) for other in LANGUAGES if other != here)
        found[name] = " · ".join(dict.fromkeys(one for one in others if one != name))
    return sorted(found.items(), key=lambda one: fold(one[0]))


def find(text: str, own: Mapping[str, str]) -> str | None:
    """The exercise that somebody means, by its name in any language; None where nothing is called so."""
    wanted = _plain(text)
    for key, name in (*own.items(), *_every_name()):
        if _plain(name) == wanted:
            return key
    return None


def written(text: str) -> str:
    """A name as somebody typed it, in one line that the store has room for."""
    return stored_name(text)


def not_to_teach(text: str) -> str | None:
    """Why an exercise of this name is not taught to the box, in words; None when it can be."""
    if not text:
        return _("Write what the exercise is called.")
    if find(text, {}) is not None:
        return _("The box knows this exercise already: choose it as the name.")
    return None


def _every_name() -> Iterator[tuple[str, str]]:
    """The language of the request first: two languages may call different exercises alike."""
    for spoken in dict.fromkeys((language(), *LANGUAGES)):
        for key in CHOSEN:
            yield key, _said(key, spoken)


def _said(key: str, spoken: str) -> str:
    try:
        return words(spoken).exercise(key)
    except KeyError:
        return key.replace("_", " ")


def _plain(text: str) -> str:
    """As names are compared: without case, accents, spaces and hyphens ("push up" is "Push-up")."""
    return "".join(one for one in fold(text) if one.isalnum() or category(one)[0] == "M")
