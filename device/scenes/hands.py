"""Turns raised hands in front of the camera into a pointer on the screen, choices, and pauses.

`device.gestures` finds raised hands in poses, and measures how long one rests on a target. With gestures
switched off in the settings hands do nothing.
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
    """What hands do now.

    spot: the target under the pointer; chosen: whether the hand has rested on it long enough; pause: whether
    a flat hand is raised.
    """

    pointer: Pointer | None = None
    spot: Spot | None = None
    chosen: bool = False
    pause: bool = False


NO_HAND = Hand()


class Hands:
    """One per process."""

    def __init__(self, screen: Screen, settings: CurrentSettings, gestures: Gestures | None = None) -> None:
        """screen: knows which target is where."""
        self._screen = screen
        self._settings = settings
        self._gestures = Gestures() if gestures is None else gestures
        self._dwell = Dwell()

    def see(self, posed: PosedFrame, *, pointing: bool, tutor: Pose | None = None) -> Hand:
        """What hands do in the newest picture.

        pointing: look for a pointer, else for a pause; tutor: the pose that people imitate, no gesture.
        """
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
        """Call it when the screen changes: a resting hand chooses nothing before it has left its target."""
        self._dwell.block()
