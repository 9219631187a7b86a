"""Which sentence is due: the worst thing that lasts, one in a few seconds at most, praise when it is right.

Remembers over the match what had to be corrected, for the advice at its end. What is wrong at a moment comes
from `corrections`; the words are not here.
"""

from typing import Final

import numpy as np

from scoring.corrections import Correction
from scoring.cues import BodyPart, Cue

# An error must last before it is spoken of, and be this large, degrees; who reads needs time.
SPEAK_FROM_DEG: Final = 10.0
SPEAK_AFTER_S: Final = 0.8
FINE_BELOW_DEG: Final = 6.0
FINE_AFTER_S: Final = 0.8
SHOWN_S: Final = 3.0
PRAISED_S: Final = 2.0
# From one new sentence to the next.
APART_S: Final = 4.0
# The same sentence is not said again so soon: who could not do it in between is being nagged.
AGAIN_S: Final = 12.0
# Only what was asked this recently is praised.
REMEMBERED_S: Final = 15.0
# A pause in the pictures is no time in which something lasted.
STEP_MAX_S: Final = 0.5


def _same(part: BodyPart) -> frozenset[BodyPart]:
    """The parts whose corrections concern `part`: itself, and either side and both of a pair."""
    if part >= BodyPart.HIPS:
        return frozenset({part})
    left = part - part % 3
    both = BodyPart(left + 2)
    return frozenset({part, both} if part is not both else {BodyPart(left), BodyPart(left + 1), both})


_SAME: Final = {part: _same(part) for part in BodyPart}


class Coach:
    """One a person and match."""

    def __init__(self) -> None:
        """Nothing was said yet."""
        self._wrong_for: dict[Cue, float] = {}
        self._fine_for = 0.0
        self._asked: Cue | None = None
        self._asked_at = -np.inf
        self._said_at: dict[Cue, float] = {}
        self._spoke_at = -np.inf
        self._praised: BodyPart | None = None
        self._last_s: float | None = None
        # what had to be corrected: radians times seconds
        self.burden: dict[Cue, float] = {}

    def update(self, time_s: float, wrong: list[Correction]) -> tuple[Cue | None, BodyPart | None]:
        """The cue or the part to praise that is to be shown at `time_s`, for the corrections of now."""
        step = 0.0 if self._last_s is None else min(max(time_s - self._last_s, 0.0), STEP_MAX_S)
        self._last_s = time_s
        self._remember(step, wrong)
        self._praise(time_s, step, wrong)
        self._ask(time_s, wrong)
        shown = time_s - self._spoke_at
        if self._praised is not None:
            return None, self._praised if shown < PRAISED_S else None
        return (self._asked if shown < SHOWN_S else None), None

    def _remember(self, step: float, wrong: list[Correction]) -> None:
        now = {}
        for correction in wrong:
            if np.degrees(correction.off) < SPEAK_FROM_DEG:
                continue
            cue = correction.cue
            now[cue] = self._wrong_for.get(cue, 0.0) + step
            self.burden[cue] = self.burden.get(cue, 0.0) + correction.off * step
        self._wrong_for = now

    def _praise(self, time_s: float, step: float, wrong: list[Correction]) -> None:
        if self._asked is None or time_s - self._asked_at > REMEMBERED_S:
            return
        part = self._asked.part
        # a side may now be spoken of alone or with the other; what nobody sees any more is not right for it
        off = max((one.off for one in wrong if one.cue.part in _SAME[part]), default=np.inf)
        self._fine_for = self._fine_for + step if np.degrees(off) < FINE_BELOW_DEG else 0.0
        if self._fine_for >= FINE_AFTER_S and time_s - self._spoke_at >= SHOWN_S:
            self._praised, self._asked = part, None
            self._spoke_at = time_s
            self._fine_for = 0.0

    def _ask(self, time_s: float, wrong: list[Correction]) -> None:
        if time_s - self._spoke_at < APART_S:
            return
        for correction in wrong:  # the worst first
            cue = correction.cue
            lasted = self._wrong_for.get(cue, 0.0) >= SPEAK_AFTER_S
            if lasted and time_s - self._said_at.get(cue, -np.inf) >= AGAIN_S:
                self._asked, self._praised = cue, None
                self._asked_at = self._spoke_at = self._said_at[cue] = time_s
                self._fine_for = 0.0
                return
