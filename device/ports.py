"""Protocols of the hardware that a match and the scenes use.

A camera is chosen by its name (`device.camera.choice`); `device.commands` creates the one implementation of
each other protocol: SystemClock, BlazePose, Television, SoundSystem. DisabledCamera and DisabledSpeaker stand
for absent devices. Doubles for tests are in `tests`.
"""

from typing import Protocol

from device.effects import Effect
from device.messages import Frame, Image, Pose
from device.presses import Press, Spot
from device.views import View


class Clock(Protocol):
    """A clock that never runs backwards."""

    def now(self) -> float:
        """Seconds since a fixed but unspecified instant."""
        ...

    def sleep(self, seconds: float) -> None:
        """Wait; returns at once when `seconds` is not positive."""
        ...


class Camera(Protocol):
    """Gives pictures whose times are on the clock that the camera was opened with."""

    def read(self, timeout_s: float) -> Frame | None:
        """The next picture; None when none came within `timeout_s` seconds, or at the end of a film.

        Raises CameraError when the camera is lost.
        """
        ...

    def close(self) -> None:
        """Release the device; safe to call twice."""
        ...


class PoseEstimator(Protocol):
    """Finds people in pictures and tracks them from one to the next."""

    def estimate(self, image: Image, time_s: float) -> tuple[Pose | None, ...]:
        """One pose per person, in px, each person always at the same index; None where not seen.

        image: RGB; time_s: when it was taken, must rise from call to call.
        """
        ...

    def close(self) -> None:
        """Free the network; safe to call twice."""
        ...


class Screen(Protocol):
    """The TV or a window, with the keyboard, mouse and gamepad of the box."""

    def show(self, view: View) -> None:
        """Draw what changed since the last view, and present it."""
        ...

    def picture(self) -> Image:
        """A copy of what is on the screen now, RGB."""
        ...

    def presses(self) -> tuple[Press, ...]:
        """Keys and buttons pressed since the last call."""
        ...

    def target(self, x: float, y: float) -> Spot | None:
        """The choice at (x, y), each from 0 to 1 of the screen's size; None where there is none."""
        ...

    def close(self) -> None:
        """Release the display; safe to call twice."""
        ...


class Speaker(Protocol):
    """Plays a lesson's sound."""

    def play(self, offset_s: float, rate: float = 1.0) -> None:
        """Play from second `offset_s` of the lesson on, at `rate` lesson seconds per second.

        With a negative offset the sound begins when the lesson does.
        """
        ...

    def stop(self) -> None:
        """Stop playing; safe to call twice."""
        ...

    def close(self) -> None:
        """End its thread; safe to call twice."""
        ...


class Sounds(Protocol):
    """Plays sounds besides the lesson's."""

    def effect(self, effect: Effect) -> None:
        """Play a short sound at once."""
        ...

    def say(self, text: str) -> None:
        """Speak a sentence now, or not at all."""
        ...
