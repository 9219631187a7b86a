"""Which sentence is due: the worst thing that lasts or comes back, one in a few seconds at most.

Praise is due when the same posture comes again and is right, not when the body merely moved on.
Remembers over the match what had to be corrected, for the advice at its end. What is wrong at a moment comes
from `corrections`; the words are not here.
"""

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.guidance.corrections import Correction
from scoring.guidance.cues import SIDED, BodyPart, Cue

# An error is spoken of while it is this large, degrees, once it was so for SPEAK_AFTER_S.
SPEAK_FROM_DEG: Final = 10.0
SPEAK_AFTER_S: Final = 0.8
# What was wrong before fades with this time: a mistake made in every repetition adds up, a glance does not.
MEMORY_S: Final = 8.0
# A part is right again when it is nearer than this for FINE_AFTER_S in the posture in which it was wrong.
FINE_BELOW_DEG: Final = 6.0
FINE_AFTER_S: Final = 0.5
# The tutor is in that posture again when the lines of the body differ by less, root mean square: a curl 30
# degrees on, or half of a squat's way, is another.
ALIKE: Final = 0.2
SHOWN_S: Final = 3.0
PRAISED_S: Final = 2.0
# From one new sentence to the next.
APART_S: Final = 4.0
# The same sentence is not said again so soon: who could not do it in between is being nagged.
AGAIN_S: Final = 12.0
# Only what was asked this recently is praised.
REMEMBERED_S: Final = 20.0
# A pause in the pictures is no time in which something lasted.
STEP_MAX_S: Final = 0.5

Lines = NDArray[np.float32]


def _same(part: BodyPart) -> frozenset[BodyPart]:
    """The parts whose corrections concern `part`: itself, and either side and both of a pair."""
    for left, right, both in SIDED:
        if part is both:
            return frozenset({left, right, both})
        if part in (left, right):
            return frozenset({part, both})
    return frozenset({part})


_SAME: Final = {part: _same(part) for part in BodyPart}


class Coach:
    """One a person and match."""

    def __init__(self) -> None:
        """Nothing was said yet."""
        self._wrong_for: dict[Cue, float] = {}
        self._fine_for = 0.0
        self._asked: Cue | None = None
        self._posture: Lines | None = None
        self._asked_at = -np.inf
        self._said_at: dict[Cue, float] = {}
        self._spoke_at = -np.inf
        self._praised: BodyPart | None = None
        self._last_s: float | None = None
        # what had to be corrected: radians times seconds
        self.burden: dict[Cue, float] = {}

    def update(
        self, time_s: float, wrong: list[Correction], tutor: Lines
    ) -> tuple[Cue | None, BodyPart | None]:
        """The cue or the part to praise that is to be shown at `time_s`.

        wrong: the corrections of now, the worst first; tutor (3, 16): how the tutor stands, as directions.
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
        # a side may now be spoken of alone or with the other; what nobody sees any more is not right for it
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
    """How far two postures (3, 16) are apart, root mean square over what is known of both; inf: nothing."""
    square = ((one - other) ** 2).sum(axis=0)
    known = np.isfinite(square)
    return math.sqrt(square[known].mean()) if known.any() else math.inf
