"""Chooses the cue to show: the largest error that lasts or recurs, at most one every few seconds.

A part is praised when the tutor's posture recurs and the part is right in it, not when the body merely moved
on. Sums up the errors over the match, for the advice at its end.
"""

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.guidance.corrections import Correction
from scoring.guidance.cues import SIDED, BodyPart, Cue

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
# How long a cue and praise are shown.
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


def _same(part: BodyPart) -> frozenset[BodyPart]:
    """The parts whose corrections concern `part`: itself; for a side also both, for both also each side."""
    for left, right, both in SIDED:
        if part is both:
            return frozenset({left, right, both})
        if part in (left, right):
            return frozenset({part, both})
    return frozenset({part})


_SAME: Final = {part: _same(part) for part in BodyPart}


class Coach:
    """Chooses the cues of one person in one match; `update` once per frame."""

    def __init__(self) -> None:
        """Start without a cue."""
        self._wrong_for: dict[Cue, float] = {}
        self._fine_for = 0.0
        self._asked: Cue | None = None
        self._posture: Lines | None = None
        self._asked_at = -np.inf
        self._said_at: dict[Cue, float] = {}
        self._spoke_at = -np.inf
        self._praised: BodyPart | None = None
        self._last_s: float | None = None
        # for each cue its error summed over time: radians times seconds
        self.burden: dict[Cue, float] = {}

    def update(
        self, time_s: float, wrong: list[Correction], tutor: Lines
    ) -> tuple[Cue | None, BodyPart | None]:
        """The cue, or the part to praise, to be shown at `time_s`; (None, None) when neither.

        wrong: the corrections of this frame, the largest first; tutor (3, 16): the tutor's directions.
        """
        step = 0.0 if self._last_s is None else min(max(time_s - self._last_s, 0.0), STEP_MAX_S)
        self._last_s = time_s
        self._remember(step, wrong)
        self._praise(time_s, step, wrong, tutor)
        self._ask(time_s, wrong, tutor)
        shown = time_s - self._spoke_at
        if self._praised is not None:
            return None, self._praised if shown < PRAISED_S else None
        return (self._asked if shown < SHOWN_S else None), None

    def _remember(self, step: float, wrong: list[Correction]) -> None:
        fading = math.exp(-step / MEMORY_S)
        for cue in self._wrong_for:
            self._wrong_for[cue] *= fading
        for correction in wrong:
            if _speaks(correction):
                cue = correction.cue
                self._wrong_for[cue] = self._wrong_for.get(cue, 0.0) + step
                self.burden[cue] = self.burden.get(cue, 0.0) + correction.off * step

    def _praise(self, time_s: float, step: float, wrong: list[Correction], tutor: Lines) -> None:
        if self._asked is None or self._posture is None or time_s - self._asked_at > REMEMBERED_S:
            return
        if _apart(tutor, self._posture) > ALIKE:
            return
        part = self._asked.part
        # the cue may now concern one side or both; a part that is no longer seen does not count as right
        off = max((one.off for one in wrong if one.cue.part in _SAME[part]), default=np.inf)
        self._fine_for = self._fine_for + step if np.degrees(off) < FINE_BELOW_DEG else 0.0
        if self._fine_for >= FINE_AFTER_S and time_s - self._spoke_at >= SHOWN_S:
            self._praised, self._asked = part, None
            self._spoke_at = time_s
            self._wrong_for = {cue: lasted for cue, lasted in self._wrong_for.items() if cue.part is not part}

    def _ask(self, time_s: float, wrong: list[Correction], tutor: Lines) -> None:
        if time_s - self._spoke_at < APART_S:
            return
        for correction in wrong:
            cue = correction.cue
            lasted = _speaks(correction) and self._wrong_for[cue] >= SPEAK_AFTER_S
            if lasted and time_s - self._said_at.get(cue, -np.inf) >= AGAIN_S:
                self._asked, self._praised, self._posture = cue, None, tutor
                self._asked_at = self._spoke_at = self._said_at[cue] = time_s
                self._fine_for = 0.0
                return


def _speaks(correction: Correction) -> bool:
    return math.degrees(correction.off) >= SPEAK_FROM_DEG


def _apart(one: Lines, other: Lines) -> float:
    """The root mean square distance of two postures (3, 16) over lines known in both; inf without any."""
    square = ((one - other) ** 2).sum(axis=0)
    known = np.isfinite(square)
    return math.sqrt(square[known].mean()) if known.any() else math.inf
