"""A film that stands in for a camera: gives each picture when it is due and skips late ones."""

from collections.abc import Callable, Iterator
from typing import Final

from device.errors import CameraError
from device.messages import Frame
from device.ports import Clock

# Seconds from a film's last picture to its first when it is repeated and has only one: 25 pictures a second.
STEP_S: Final = 0.04


def looped(film: Callable[[], Iterator[Frame]]) -> Iterator[Frame]:
    """The pictures of a film, repeated for ever with rising times; `film` opens it anew for each round.

    Ends only if the film has no picture.
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
    """Gives the pictures of a film at their times on the clock."""

    def __init__(self, frames: Iterator[Frame], clock: Clock, starts_at: float) -> None:
        """frames: times rise from 0 s; the picture at t s is due at `starts_at` + t on the clock."""
        self._frames = frames
        self._clock = clock
        self._starts_at = starts_at
        self._next: Frame | None = None
        self._ended = False
        self._closed = False

    def read(self, timeout_s: float) -> Frame | None:
        """The newest picture that is due; waits up to `timeout_s` for one, and skips older ones.

        Where the film cannot be decoded in real time, skipping stops after `timeout_s` and the newest decoded
        picture is returned although it is late.
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
