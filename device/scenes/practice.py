"""One exercise again and again until it goes well, in the middle of a lesson that waits.

Decides what "well" is, and that only the household ends it before. Nothing of it goes into the history: it is
practice.
"""

from dataclasses import replace
from typing import Final

import numpy as np

from device.effects import Effect
from device.errors import FormboxError
from device.match.cut import Cut
from device.match.play.control import Course, Orders
from device.messages import MatchView
from device.scenes.context import Parts
from device.scenes.hands import Hands
from device.scenes.match_controller import Steering
from device.scenes.match_request import Order, Part

# Clearly above "good" (device/tv/drawing/theme.py), below what only a careful follower reaches.
WELL_FROM: Final = 75.0


class PracticeSteering(Steering):
    """Without a menu: whatever would hold a match leads back to the lesson."""

    def __init__(self, parts: Parts, order: Order, hands: Hands, rate: float, notice: str) -> None:
        """rate: how fast; notice: what is said meanwhile."""
        super().__init__(parts, order, hands)
        self._percent = round(rate * 100)
        self._notice = notice

    def steer(self, view: MatchView | None) -> Orders:
        """As any match, with another notice."""
        return replace(super().steer(view), notice=self._notice)

    def _hold(self) -> None:
        self._end(Course.LEAVE)


class Practice:
    """One a match."""

    def __init__(self, parts: Parts, hands: Hands) -> None:
        """Nothing is built yet."""
        self._parts = parts
        self._hands = hands

    def run(self, order: Order, part: Part, rate: float) -> str:
        """Play the exercise until it goes well or somebody has had enough; gives a sentence about it."""
        words = self._parts.words
        cut = Cut(part.start_s, part.end_s)
        alone = replace(order, title=part.name or order.title, cut=cut, from_s=0.0, parts=())
        notice = words.text("practising")
        try:
            while True:
                steering = PracticeSteering(self._parts, alone, self._hands, rate, notice)
                played = self._parts.plays.ready(alone).play(steering)
                if played is None:
                    return words.text("practice_left")
                finals = [result.final for result in played[0]]
                known = [final for final in finals if np.isfinite(final)]
                if known and min(known) >= WELL_FROM:
                    self._parts.sounds.effect(Effect.APPLAUSE)
                    return words.text("practice_well", score=round(min(known)))
                notice = words.text("practice_again", score=round(min(known))) if known else notice
        except FormboxError as error:
            return str(error)
