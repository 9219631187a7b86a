"""A film in place of a camera: its pictures come when they are due, and late ones are left out.

Decides nothing about the film itself; `device.media.video` reads it.
"""

from collections.abc import Callable, Iterator
from typing import Final

from device.errors import CameraError
from device.messages import Frame
from device.ports import Clock

# Between the last picture of a film and its first again, when it has but one: a picture at 25 a second.
STEP_S: Final = 0.04


def looped(film: Callable[[], Iterator[Frame]]) -> Iterator[Frame]:
    """The pictures of a film again and again, each time opened anew; times go on rising.

    Ends only if the film has no picture at all.
    """
    starts_at = last_s = 0.0
    step_s = STEP_S
    while True:
        before_s = None
        for frame in film():
            if before_s is not None:
                step_s = frame.time_s - before_s
            before_s = frame.time_s
            last_s = starts_at + frame.time_s
            yield Frame(last_s, frame.image, frame.small)
        if before_s is None:
            return
        starts_at = last_s + step_s


class FileCamera:
    """Gives the pictures of a film as a camera would, on the clock's time."""

    def __init__(self, frames: Iterator[Frame], clock: Clock, starts_at: float) -> None:
        """frames: rising from 0 s; the picture of second t is taken at `starts_at` + t of the clock."""
        self._frames = frames
        self._clock = clock
        self._starts_at = starts_at
        self._next: Frame | None = None
        self._ended = False
        self._closed = False

    def read(self, timeout_s: float) -> Frame | None:
        """The picture that is due, waiting for it; pictures that the reader was too slow for are skipped.

        On a machine that cannot decode the film as fast as it runs that would not end: then the newest one
        that was reached in `timeout_s` is given, late as it is.
        """
        if self._closed:
            raise CameraError("The camera was closed.")
        due = self._pull()
        if due is None:
            self._clock.sleep(timeout_s)
            return None
        ahead_s = due.time_s - self._clock.now()
        if ahead_s > timeout_s:
            self._clock.sleep(timeout_s)
            return None
        self._clock.sleep(ahead_s)
        self._next = None
        patient_until_s = self._clock.now() + timeout_s
        while (after := self._pull()) is not None and after.time_s <= (now_s := self._clock.now()):
            due, self._next = after, None
            if now_s >= patient_until_s:
                break
        return due

    def close(self) -> None:
        """Close the film; safe to call twice."""
        self._closed = True
        self._ended = True

    def _pull(self) -> Frame | None:
        if self._next is None and not self._ended:
            frame = next(self._frames, None)
            if frame is None:
                self._ended = True
            else:
                self._next = Frame(self._starts_at + frame.time_s, frame.image, frame.small)
        return self._next
