"""From poses to gestures: on menus one pointer, in a match only the hand that asks for a pause.

Decides which of the two is looked for and what a tutor who raises a hand, too, forbids. What each gesture is
stands in `pointing` and `raised_hand`; what becomes of it is decided by who shows the screen.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from device.gestures.body_frame import body_frame_of
from device.gestures.pointing import Pointing
from device.gestures.raised_hand import TUTOR_KEPT_S, RaisedHand, tutor_raises
from device.views import Pointer
from scoring.body.track import Pose


@dataclass(frozen=True, slots=True)
class Gesture:
    """What is said now.

    pointer: on menus; pause: a raised hand has just been held long enough; pausing: how much of that time is
    over, 0..1. The TV does not show it: `make judge` tells by it how near workouts come to a false pause.
    """

    pointer: Pointer | None = None
    pausing: float = 0.0
    pause: bool = False


class Gestures:
    """Watches everybody in front of one TV."""

    def __init__(self) -> None:
        """Nobody has been seen."""
        self._pointing = Pointing()
        self._hands: list[RaisedHand] = []
        self._points = False
        self._time_s = -math.inf
        self._tutor_s = -math.inf
        self._last = Gesture()

    def see(
        self,
        time_s: float,
        people: Sequence[Pose | None],
        width: int,
        height: int,
        *,
        mirrored: bool,
        pointing: bool,
        tutor: Pose | None = None,
    ) -> Gesture:
        """What `people` say in a picture of width x height px that was taken at `time_s`.

        mirrored: the TV shows that picture as in a mirror; pointing: a menu is shown, else a match; tutor:
        who is being followed, as shown now. A picture that was seen before says nothing new. Raises
        ValueError for a picture without a size.
        """
        if width < 1 or height < 1:
            raise ValueError(f"a picture has a size, not {width} x {height}")
        if time_s <= self._time_s:
            return replace(self._last, pause=False)
        self._time_s = time_s
        if tutor is not None and tutor_raises(body_frame_of(tutor)):
            self._tutor_s = time_s
        if pointing != self._points:
            self._points = pointing
            self._pointing = Pointing()
            self._hands = []
        while len(self._hands) < len(people):
            self._hands.append(RaisedHand())
        stances = [body_frame_of(pose) for pose in people]
        allowed = time_s - self._tutor_s > TUTOR_KEPT_S
        if pointing:
            pointer = self._pointing.see(time_s, stances, mirrored=mirrored, allowed=allowed)
            self._last = Gesture(pointer)
        else:
            held = [
                hand.see(time_s, stance, allowed=allowed)
                for hand, stance in zip(self._hands, stances, strict=False)
            ]
            share, done = max(held, default=(0.0, False))
            self._last = Gesture(None, share, done)
        return self._last
