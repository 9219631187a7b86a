"""The seams of the box: what a match needs from camera, pose estimator, screen, speaker and clock.

Each has a real, a simulated and a disabled driver in the package, chosen by name in the composition root.
Who drives which is deliberately not here.
"""

from collections.abc import Sequence
from typing import Protocol

from device.messages import Frame, Image, MatchResult, MatchView, Moment, Pose


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

    def show_match(self, view: MatchView) -> None:
        """Draw the match as it stands and present it."""
        ...

    def show_result(self, results: Sequence[MatchResult], worst: Sequence[Moment | None]) -> None:
        """Draw the end of a match and present it: a result and perhaps a worst moment for each person."""
        ...

    def picture(self) -> Image:
        """What is on the screen now, as a picture of its own."""
        ...

    def wants_to_leave(self) -> bool:
        """Whether the household asked to stop since the last call."""
        ...

    def close(self) -> None:
        """Give the display back; safe to call twice."""
        ...


class Speaker(Protocol):
    """The lesson's sound."""

    def play(self, offset_s: float) -> None:
        """Start the sound `offset_s` into the lesson."""
        ...

    def stop(self) -> None:
        """Fall silent; safe to call twice."""
        ...
