"""Hands in front of the camera as a pointer on the screen, for whichever scene is shown.

Decides when a hand that rests on a target has chosen it, and that hands do nothing when the household
switched gestures off. `device.gestures` finds raised hands in poses.
"""

from dataclasses import dataclass, replace

from device.gestures.dwell import Dwell
from device.gestures.gestures import Gestures
from device.messages import Pose, PosedFrame
from device.ports import Screen
from device.presses import Spot
from device.scenes.current_settings import CurrentSettings
from device.views import Pointer


@dataclass(frozen=True, slots=True)
class Hand:
    """What hands do now: where one points, at which target, whether that is chosen, whether one asks for a
    pause.
    """

    pointer: Pointer | None = None
    spot: Spot | None = None
    chosen: bool = False
    pause: bool = False


NO_HAND = Hand()


class Hands:
    """Per process."""

    def __init__(self, screen: Screen, settings: CurrentSettings, gestures: Gestures | None = None) -> None:
        """gestures: finds raised hands."""
        self._screen = screen
        self._settings = settings
        self._gestures = Gestures() if gestures is None else gestures
        self._dwell = Dwell()

    def see(self, posed: PosedFrame, *, pointing: bool, tutor: Pose | None = None) -> Hand:
        """What the newest picture shows; tutor: the pose that people imitate, which is no gesture."""
        if not self._settings.now.gestures or not posed.people:
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
        spot = self._screen.target(gesture.pointer.x, gesture.pointer.y)
        chosen = self._dwell.see(posed.frame.time_s, spot)
        return Hand(replace(gesture.pointer, held=self._dwell.held), spot, chosen, gesture.pause)

    def block(self) -> None:
        """Another screen came: a resting hand chooses nothing there before it was moved away."""
        self._dwell.block()
