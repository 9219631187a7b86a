"""The history in words: parts of the body, corrections, lengths of training.

Uses the TV's own sentences (`device.words`), so that a correction reads as it was spoken.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from flask_babel import format_decimal
from flask_babel import gettext as _

from device.admin.web.languages import language
from device.words.lookup import Words, words
from scoring.guidance.cues import Ask, BodyPart, Cue

# as the store names them; a test compares them with scoring.body.joints, which imports NumPy
JOINTS: Final = (
    "nose",
    "left_shoulder",
    "right_shoulder",
    "left_elbow",
    "right_elbow",
    "left_wrist",
    "right_wrist",
    "left_hip",
    "right_hip",
    "left_knee",
    "right_knee",
    "left_ankle",
    "right_ankle",
    "hip_centre",
    "shoulder_centre",
)
MINUTE_S: Final = 60
HOUR_MIN: Final = 60


@dataclass(frozen=True, slots=True)
class Named:
    """A joint or an angle, of which only the name is read: the real ones import NumPy."""

    name: str


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """A sentence, and its share of all corrections of the match, 0 to 1; None when unknown."""

    sentence: str
    share: float | None


def spoken() -> Words:
    """The words of this request's language."""
    return words(language())


def joint(name: str) -> str:
    """A joint as it stands alone on a line: "Left wrist"."""
    return _named(spoken().joint, name)


def angle(name: str | None) -> str | None:
    """An angle as it stands alone on a line: "Leg spread"."""
    return None if name is None else _named(spoken().angle, name)


def corrections(kept: Iterable[Mapping[str, Any]]) -> list[CorrectionLine]:
    """The corrections as sentences, without those that this version has no words for."""
    known = [(sentence, one.get("burden")) for one in kept if (sentence := say(one)) is not None]
    total = sum(burden or 0.0 for _sentence, burden in known)
    return [
        CorrectionLine(sentence, burden / total if burden and total else None) for sentence, burden in known
    ]


def say(cue: Mapping[str, Any] | None) -> str | None:
    """One correction as a sentence; None if this version has no words for it."""
    if cue is None:
        return None
    try:
        return spoken().say(Cue(BodyPart[str(cue["part"]).upper()], Ask[str(cue["ask"]).upper()]))
    except (KeyError, ValueError):
        return None


def length(seconds: float) -> str:
    """Time trained: "45 s", "12 min", "3 h 05 min"."""
    if seconds < MINUTE_S:
        return _("%(seconds)s s", seconds=round(seconds))
    minutes = round(seconds / MINUTE_S)
    if minutes < HOUR_MIN:
        return _("%(minutes)s min", minutes=minutes)
    hours, rest = divmod(minutes, HOUR_MIN)
    padded = f"{rest:02}"  # apart: Babel's extraction warns of an f-string inside a call of gettext
    return _("%(hours)s h %(minutes)s min", hours=hours, minutes=padded)


def short_length(seconds: float) -> str:
    """Time trained, for a small place: "12 min", "6.6 h"."""
    if seconds < HOUR_MIN * MINUTE_S:
        return length(seconds) if seconds else _("%(minutes)s min", minutes=0)
    return _("%(hours)s h", hours=format_decimal(round(seconds / MINUTE_S / HOUR_MIN, 1)))


def change(now: float | None, before: float | None) -> int | None:
    """Difference of the two scores as they are shown, in whole points; None when one is unknown."""
    return None if now is None or before is None else round(now) - round(before)


def _named(table: Any, name: str) -> str:
    try:
        return spoken().heading(table(Named(name)))
    except KeyError:  # stored by another version
        return name.replace("_", " ")
