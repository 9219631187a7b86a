"""Recognises gestures in poses: the pointer on menus, the raised hand in a match.

Decides which of the two is recognised, and that neither is while the tutor raises a hand, because people then
follow the tutor. `pointing` and `raised_hand` define the gestures.
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
    """The gestures of one picture.

    pointer: on menus; pause: a raised hand has just been held for HOLD_S; pausing: the part of HOLD_S that is
    over, 0..1. `make judge` measures with it how close workouts come to a false pause.
    """

    pointer: Pointer | None = None
    pausing: float = 0.0
    pause: bool = False


class Gestures:
    """The gestures of all people in front of one TV."""

    def __init__(self) -> None:
        """Start without memory."""
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
        """The gestures of `people` in a picture of width x height px that was taken at `time_s`.

        mirrored: the TV mirrors that picture; pointing: a menu is shown, else a match; tutor: the tutor's
        pose as shown now. A time that does not rise returns the last gesture without `pause`. Raises
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
        bodies = [body_frame_of(pose) for pose in people]
        allowed = time_s - self._tutor_s > TUTOR_KEPT_S
        if pointing:
            pointer = self._pointing.see(time_s, bodies, mirrored=mirrored, allowed=allowed)
            self._last = Gesture(pointer)
        else:
            held = [
                hand.see(time_s, body, allowed=allowed)
                for hand, body in zip(self._hands, bodies, strict=False)
            ]
            share, done = max(held, default=(0.0, False))
            self._last = Gesture(None, share, done)
        return self._last
