"""Hands in front of the camera as a pointer on the screen, for whatever scene is shown.

Decides when a hand that rests on a target has chosen it, and that hands are only heard when the household
wants that. What a raised hand is comes from `device.gestures`; what was chosen is the scene's.
"""

from dataclasses import dataclass, replace

from device.gestures.dwell import Dwell
from device.gestures.gestures import Gestures
from device.messages import Pose, PosedFrame
from device.presses import Spot
from device.scenes.context import Parts
from device.views import Pointer


@dataclass(frozen=True, slots=True)
class Hand:
    """What hands say now: where one points, at what, whether that is chosen, whether all should stop."""

    pointer: Pointer | None = None
    spot: Spot | None = None
    chosen: bool = False
    pause: bool = False


NO_HAND = Hand()


class Hands:
    """One an evening."""

    def __init__(self, parts: Parts) -> None:
        """Nobody points yet."""
        self._parts = parts
        self._gestures = Gestures()
        self._dwell = Dwell()

    def see(self, posed: PosedFrame, *, pointing: bool, tutor: Pose | None = None) -> Hand:
        """What the newest picture says; tutor: what the lesson shows, so that following it is no wish."""
        if not self._parts.settings.gestures or not posed.people:
            return NO_HAND
        height, width = posed.frame.image.shape[:2]
        gesture = self._gestures.see(
            posed.frame.time_s,
            posed.people,
            width,
            height,
            mirrored=True,  # a pointer goes where the hand goes, whichever way people see themselves
            pointing=pointing,
            tutor=tutor,
        )
        if gesture.pointer is None:
            self._dwell.see(posed.frame.time_s, None)
            return Hand(pause=gesture.pause)
        spot = self._parts.screen.target(gesture.pointer.x, gesture.pointer.y)
        chosen = self._dwell.see(posed.frame.time_s, spot)
        return Hand(replace(gesture.pointer, held=self._dwell.held), spot, chosen, gesture.pause)

    def block(self) -> None:
        """Another screen came: what lies under a resting hand there must be left first."""
        self._dwell.block()
