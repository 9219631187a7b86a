"""Chooses the cue to show: the largest error that lasts or recurs, at most one every few seconds.

A cue ends when its error does, and at once when the judgement asks anything else of its part. A part is
praised when the tutor's posture recurs and the part is right in it, not when the body merely moved on. Sums
up the errors over the match, for the advice at its end.
"""

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.guidance.arrows import ARROW_OFF_DEG, HOLD_S
from scoring.guidance.corrections import Correction
from scoring.guidance.cues import BodyPart, Cue, agree, concern
from scoring.guidance.judgement import Judgement, Level

# An error is worth a cue while it is at least this large, degrees, once it was so for SPEAK_AFTER_S.
SPEAK_FROM_DEG: Final = 10.0
SPEAK_AFTER_S: Final = 0.8
# The time constant with which the duration of past errors decays: a fault in every repetition adds up, a
# brief one does not.
MEMORY_S: Final = 8.0
# A part is right again after an error below this for FINE_AFTER_S in the posture in which it was wrong.
FINE_BELOW_DEG: Final = 6.0
FINE_AFTER_S: Final = 0.5
# The tutor is in the same posture when the directions of the body's lines differ by at most this, root mean
# square: a curl 30 degrees further, or half of a squat, is another posture.
ALIKE: Final = 0.2
# How long a cue and praise are shown at most.
SHOWN_S: Final = 3.0
PRAISED_S: Final = 2.0
# The least time from one cue to the next.
APART_S: Final = 4.0
# The least time until the same cue comes again: repeating it sooner only annoys.
AGAIN_S: Final = 12.0
# Only a part whose cue came at most this long ago is praised.
REMEMBERED_S: Final = 20.0
# The longest time between two frames that counts as duration; a longer pause counts as this.
STEP_MAX_S: Final = 0.5

Lines = NDArray[np.float32]


class Coach:
    """Chooses the cues of one person in one match; `update` once per judgement."""

    def __init__(self) -> None:
        """Start without a cue."""
        self._wrong_for: dict[Cue, float] = {}
        self._fine_for = 0.0
        self._asked: Cue | None = None
        self._posture: Lines | None = None
        self._asked_at = -np.inf
        self._said_at: dict[Cue, float] = {}
        self._spoke_at = -np.inf
        self._shown: Cue | BodyPart | None = None
        self._last_s: float | None = None
        # for each cue its error summed over time: radians times seconds
        self.burden: dict[Cue, float] = {}

    def update(self, judgement: Judgement) -> tuple[Cue | None, BodyPart | None]:
        """The cue, or the part to praise, to be shown now; (None, None) when neither."""
        time_s = judgement.time_s
        step = 0.0 if self._last_s is None else min(max(time_s - self._last_s, 0.0), STEP_MAX_S)
        self._last_s = time_s
        self._remember(step, judgement.corrections)
        self._end(judgement)
        self._praise(step, judgement)
        self._ask(judgement)
        shown = self._shown
        return (shown, None) if isinstance(shown, Cue) else (None, shown)

    def _remember(self, step: float, wrong: tuple[Correction, ...]) -> None:
        fading = math.exp(-step / MEMORY_S)
        for cue in self._wrong_for:
            self._wrong_for[cue] *= fading
        for correction in wrong:
            if _speaks(correction):
                cue = correction.cue
                self._wrong_for[cue] = self._wrong_for.get(cue, 0.0) + step
                self.burden[cue] = self.burden.get(cue, 0.0) + correction.off * step

    def _end(self, judgement: Judgement) -> None:
        """Take away what was shown for long enough, or is not true any more."""
        shown, since = self._shown, judgement.time_s - self._spoke_at
        if isinstance(shown, Cue):
            if since >= SHOWN_S or not _stands(shown, judgement, held=since < HOLD_S):
                self._shown = None
        elif shown is not None and (since >= PRAISED_S or not _right(shown, judgement)):
            self._shown = None

    def _praise(self, step: float, judgement: Judgement) -> None:
        time_s = judgement.time_s
        if self._asked is None or self._posture is None or time_s - self._asked_at > REMEMBERED_S:
            return
        if _apart(judgement.tutor, self._posture) > ALIKE:
            return
        part = self._asked.part
        self._fine_for = self._fine_for + step if _right(part, judgement) else 0.0
        if self._fine_for >= FINE_AFTER_S and time_s - self._spoke_at >= SHOWN_S:
            self._shown, self._asked = part, None
            self._spoke_at = time_s
            self._wrong_for = {cue: lasted for cue, lasted in self._wrong_for.items() if cue.part is not part}

    def _ask(self, judgement: Judgement) -> None:
        time_s = judgement.time_s
        if time_s - self._spoke_at < APART_S:
            return
        for correction in judgement.corrections:
            cue = correction.cue
            lasted = _speaks(correction) and self._wrong_for[cue] >= SPEAK_AFTER_S
            if lasted and time_s - self._said_at.get(cue, -np.inf) >= AGAIN_S:
                self._asked, self._shown, self._posture = cue, cue, judgement.tutor
                self._asked_at = self._spoke_at = self._said_at[cue] = time_s
                self._fine_for = 0.0
                return


def _speaks(correction: Correction) -> bool:
    return math.degrees(correction.off) >= SPEAK_FROM_DEG


def _stands(cue: Cue, judgement: Judgement, *, held: bool) -> bool:
    """Whether a sentence may still be shown; held: it may although its error is gone, to be read."""
    parts = judgement.of(cue.part)
    if not parts or any(one.level is Level.UNKNOWN for one in parts):
        return False
    lasting = [one for one in judgement.corrections if math.degrees(one.off) >= ARROW_OFF_DEG]
    about = [one.cue for one in lasting if concern(one.cue.part, cue.part)]
    return all(agree(one, cue) for one in about) and (held or bool(about))


def _right(part: BodyPart, judgement: Judgement) -> bool:
    """Whether nothing is wrong with a part, on both sides where it names both; False where it is not seen."""
    parts = judgement.of(part)
    return bool(parts) and all(
        one.level is Level.GOOD and math.degrees(one.off) < FINE_BELOW_DEG for one in parts
    )


def _apart(one: Lines, other: Lines) -> float:
    """The root mean square distance of two postures (3, 16) over lines known in both; inf without any."""
    square = ((one - other) ** 2).sum(axis=0)
    known = np.isfinite(square)
    return math.sqrt(square[known].mean()) if known.any() else math.inf
