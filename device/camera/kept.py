"""A camera for the whole evening: found, opened, lost, found again, and never the end of a match.

Decides when a camera counts as lost and how soon it is tried again. Looking, opening and closing are done in
threads of their own, because a driver may take seconds for them or never come back: `read` waits no longer
than it is told to. Which cameras there are is decided in `choice`.
"""

import logging
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, wait
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeVar

from device.errors import CameraError, FormboxError
from device.messages import Frame
from device.ports import Camera, Clock

log = logging.getLogger(__name__)

T = TypeVar("T")

# How often is looked whether one was plugged in: a second is short for a household, a look costs nothing.
LOOK_S: Final = 1.0
# A camera that is there and fails is tried again after so long, each time twice as long, up to the longest.
BACK_OFF_FIRST_S: Final = 0.5
BACK_OFF_MAX_S: Final = 8.0
# Without a picture for so long a camera is lost: longer than any needs for its first.
SILENT_MAX_S: Final = 5.0
# An opening that takes longer hangs: people are told so, and it is waited for all the same.
OPENING_MAX_S: Final = 20.0
# A closing that takes longer is left to itself; no other camera is opened until it ended.
CLOSING_MAX_S: Final = 3.0
SILENT: Final = "The camera gives no pictures. Is it still plugged in?"
NO_ANSWER: Final = "The camera does not answer. Unplug it and plug it in again."


class CameraState(StrEnum):
    """How it stands with the camera."""

    OPENING = "opening"  # being looked for or opened for the first time
    LIVE = "live"
    LOST = "lost"  # it was there, or is there and does not work
    NONE = "none"  # none is there, or none is wanted


@dataclass(frozen=True, slots=True)
class CameraSource:
    """A camera that is there: what it calls itself, and what opens it (raises CameraError).

    patience_s: how long opening may take before it counts as hanging.
    """

    name: str
    open: Callable[[], Camera]
    patience_s: float = OPENING_MAX_S


class KeptCamera:
    """`read` it again and again in one thread; any thread may ask how it stands."""

    def __init__(self, find: Callable[[], Sequence[CameraSource]] | None, clock: Clock) -> None:
        """find: the cameras that are there now, the best first (may raise CameraError); None: none is wanted.

        Nothing is opened before the first read.
        """
        self._find = find
        self._clock = clock
        self._camera: Camera | None = None
        self._state = CameraState.NONE if find is None else CameraState.OPENING
        self._source: CameraSource | None = None
        self._size: tuple[int, int] | None = None
        self._trouble: str | None = None
        self._opening: Future[Camera | None] | None = None
        self._opening_since = 0.0
        self._closing: Future[None] | None = None
        self._closed = False
        self._look_at = self._retry_at = self._picture_at = clock.now()
        self._failures = 0
        self._there: tuple[str, ...] = ()

    @property
    def state(self) -> CameraState:
        """How it stands now."""
        return self._state

    @property
    def name(self) -> str:
        """What the camera calls itself, the last one when it is lost; empty before there was one."""
        return self._source.name if self._source is not None else ""

    @property
    def size(self) -> tuple[int, int] | None:
        """(width, height) px of its pictures; None before the first and when it is lost."""
        return self._size

    @property
    def trouble(self) -> str | None:
        """Why there is no picture, as one sentence; None while all is well."""
        return self._trouble

    def read(self, timeout_s: float) -> Frame | None:
        """The next picture; None when none came in time, for whatever reason.

        Raises CameraError only after close().
        """
        if self._closed:
            raise CameraError("The camera was closed.")
        if self._find is None:
            self._clock.sleep(timeout_s)
            return None
        if self._camera is None:
            self._seek(timeout_s)
            return None
        try:
            frame = self._camera.read(timeout_s)
        except FormboxError as error:
            self._lose(str(error))
            return None
        if frame is None:
            if self._clock.now() - self._picture_at > SILENT_MAX_S:
                self._lose(SILENT)
            return None
        self._picture_at = self._clock.now()
        self._size = (frame.image.shape[1], frame.image.shape[0])
        self._failures = 0
        self._trouble = None
        self._state = CameraState.LIVE
        return frame

    def close(self) -> None:
        """Give the camera back, once nobody reads any more; safe to call twice."""
        if self._closed:
            return
        self._closed = True
        if self._opening is not None:
            self._opening.add_done_callback(_close_late)
        if self._camera is not None:
            self._put_away()
        if self._closing is not None and not wait([self._closing], CLOSING_MAX_S).done:
            log.warning("the camera %s does not let go", self.name)

    def _seek(self, timeout_s: float) -> None:
        """Look for a camera when it is time, and wait for what was begun, `timeout_s` at most."""
        if self._opening is None:
            ahead_s = self._look_at - self._clock.now()
            if ahead_s > 0:
                self._clock.sleep(min(ahead_s, timeout_s))
                return
            self._opening_since = self._clock.now()
            self._opening = _aside("camera opening", self._look_and_open)
        if not wait([self._opening], timeout_s).done:
            self._complain()
            return
        opening, self._opening = self._opening, None
        try:
            self._camera = opening.result()
        except FormboxError as error:
            self._fail(str(error))
            return
        if self._camera is None:
            self._look_at = self._clock.now() + LOOK_S
        else:
            self._picture_at = self._clock.now()

    def _look_and_open(self) -> Camera | None:
        """In the opening thread; the reading thread touches nothing of this until it ended."""
        if self._closing is not None:
            if not wait([self._closing], CLOSING_MAX_S).done:
                raise CameraError(NO_ANSWER)
            self._closing.result()
            self._closing = None
        sources = self._find() if self._find is not None else ()
        there = tuple(source.name for source in sources)
        changed, self._there = there != self._there, there
        if not sources:
            if self._state is CameraState.OPENING:
                self._state = CameraState.NONE
            return None
        # what was plugged in or out just now makes waiting pointless
        if not changed and self._clock.now() < self._retry_at:
            return None
        self._source = sources[self._failures % len(sources)]
        if self._state is CameraState.NONE:
            self._state = CameraState.OPENING
        camera = self._source.open()
        log.info("the camera %s is open", self._source.name)
        return camera

    def _complain(self) -> None:
        """Say it when an opening takes too long."""
        patience_s = self._source.patience_s if self._source is not None else OPENING_MAX_S
        if self._clock.now() - self._opening_since > patience_s and self._trouble != NO_ANSWER:
            log.warning("the camera %s does not answer", self.name)
            self._trouble = NO_ANSWER
            self._state = CameraState.LOST

    def _lose(self, why: str) -> None:
        self._put_away()
        self._size = None
        self._fail(why)

    def _fail(self, why: str) -> None:
        """Nothing came of it: say why, and try again later."""
        # not at every attempt, all evening long
        (log.debug if why == self._trouble else log.warning)("the camera %s: %s", self.name, why)
        self._trouble = why
        self._state = CameraState.LOST if self._source is not None else CameraState.NONE
        back_off_s = min(BACK_OFF_FIRST_S * 2**self._failures, BACK_OFF_MAX_S)
        self._failures += 1
        self._retry_at = self._clock.now() + back_off_s
        self._look_at = self._clock.now() + min(back_off_s, LOOK_S)

    def _put_away(self) -> None:
        camera, self._camera = self._camera, None
        if camera is not None:
            self._closing = _aside("camera closing", camera.close)


def _close_late(opening: Future[Camera | None]) -> None:
    """An opening that ended after everything was closed."""
    if opening.exception() is None and (camera := opening.result()) is not None:
        camera.close()


def _aside(name: str, call: Callable[[], T]) -> Future[T]:
    """Have `call` done in a thread of its own, which a hanging driver may keep."""
    future: Future[T] = Future()

    def run() -> None:
        try:
            future.set_result(call())
        except BaseException as error:  # noqa: BLE001 - raised again where the result is asked for
            future.set_exception(error)

    threading.Thread(target=run, name=name, daemon=True).start()
    return future
