"""The seams of the box: what a match needs from camera, pose estimator, screen, speaker and clock.

`device.commands` chooses the driver behind each; the stand-ins of tests are in `tests`.
"""

from typing import Protocol

from device.effects import Effect
from device.messages import Frame, Image, Pose
from device.presses import Press, Spot
from device.views import View


class Clock(Protocol):
    """Seconds that never run backwards."""

    def now(self) -> float:
        """Seconds since some fixed instant."""
        ...

    def sleep(self, seconds: float) -> None:
        """Let `seconds` pass; nothing when they are not positive."""
        ...


class Camera(Protocol):
    """Pictures of the person in front of the TV, timed on the clock that the camera was opened with."""

    def read(self, timeout_s: float) -> Frame | None:
        """The next picture, or None when none came in time or none will come any more.

        Raises CameraError when the camera is lost.
        """
        ...

    def close(self) -> None:
        """Give the device back; safe to call twice."""
        ...


class PoseEstimator(Protocol):
    """Finds people in pictures and follows them from one picture to the next."""

    def estimate(self, image: Image, time_s: float) -> tuple[Pose | None, ...]:
        """One slot a person, in a fixed order; None where that person is not seen now.

        `time_s` must rise from call to call; it drives the smoothing.
        """
        ...

    def close(self) -> None:
        """Free the network; safe to call twice."""
        ...


class Screen(Protocol):
    """Where the household looks."""

    def show(self, view: View) -> None:
        """Draw what changed since the last view, and present it."""
        ...

    def picture(self) -> Image:
        """What is on the screen now, as a picture of its own."""
        ...

    def presses(self) -> tuple[Press, ...]:
        """What was pressed at the screen's own keyboard, mouse or gamepad since the last call."""
        ...

    def target(self, x: float, y: float) -> Spot | None:
        """What can be chosen there, in parts of the screen; None where nothing can."""
        ...

    def close(self) -> None:
        """Give the display back; safe to call twice."""
        ...


class Speaker(Protocol):
    """The lesson's sound."""

    def play(self, offset_s: float, rate: float = 1.0) -> None:
        """Play from `offset_s` of the lesson on, in step with the clock, at `rate` of its speed.

        A negative offset is silence until the lesson begins.
        """
        ...

    def stop(self) -> None:
        """Fall silent; safe to call twice."""
        ...

    def close(self) -> None:
        """End its thread; safe to call twice."""
        ...


class Sounds(Protocol):
    """What is heard besides the lesson."""

    def effect(self, effect: Effect) -> None:
        """A short sound, at once."""
        ...

    def say(self, text: str) -> None:
        """A spoken sentence, at once or not at all."""
        ...
