"""Keeps one camera open for a whole evening, and reopens it after it was lost; a loss never ends a match.

Decides when a camera counts as lost and how soon it is tried again. Searching, opening and closing run in
threads of their own, because a driver may take seconds for them or hang: `read` waits no longer than
`timeout_s`. People see the `state`; the reason of a loss goes to the log only.
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

# Seconds between two searches for cameras: short enough for a person who plugs one in, and a search is cheap.
LOOK_S: Final = 1.0
# Seconds until a camera that failed is opened again; doubled with each failure, up to the maximum.
BACK_OFF_FIRST_S: Final = 0.5
BACK_OFF_MAX_S: Final = 8.0
# Seconds without a picture after which a camera is lost; every camera's first picture comes sooner.
SILENT_MAX_S: Final = 5.0
# An opening that takes longer than this, in s, counts as lost; it is waited for all the same.
OPENING_MAX_S: Final = 20.0
# Seconds that a closing is waited for; no other camera is opened before it has ended.
CLOSING_MAX_S: Final = 3.0
SILENT: Final = "it gives no pictures"
NO_ANSWER: Final = "it does not answer"


class CameraState(StrEnum):
    """Whether there are pictures."""

    OPENING = "opening"  # searched for or opened for the first time
    LIVE = "live"
    LOST = "lost"  # unplugged, or plugged in but not working
    NONE = "none"  # none is plugged in, or none is wanted


@dataclass(frozen=True, slots=True)
class CameraSource:
    """A camera that is plugged in: its own name, and the function that opens it (raises CameraError).

    patience_s: how long opening may take before it counts as hanging.
    """

    name: str
    open: Callable[[], Camera]
    patience_s: float = OPENING_MAX_S


class KeptCamera:
    """Call `read` from one thread only; `state` and `name` may be asked from any thread."""

    def __init__(self, find: Callable[[], Sequence[CameraSource]] | None, clock: Clock) -> None:
        """find: lists the cameras plugged in now, the best first (may raise CameraError); None: no camera.

        Nothing is opened before the first `read`.
        """
        self._find = find
        self._clock = clock
        self._camera: Camera | None = None
        self._state = CameraState.NONE if find is None else CameraState.OPENING
        self._source: CameraSource | None = None
        self._reason: str | None = None  # why there is no picture, as the log has it
        self._opening: Future[Camera | None] | None = None
        self._opening_since = 0.0
        self._closing: Future[None] | None = None
        self._closed = False
        self._look_at = self._retry_at = self._picture_at = clock.now()
        self._failures = 0
        self._there: tuple[str, ...] = ()

    @property
    def state(self) -> CameraState:
        """Whether there are pictures now."""
        return self._state

    @property
    def name(self) -> str:
        """The camera's own name, also after it was lost; empty before the first was found."""
        return self._source.name if self._source is not None else ""

    def read(self, timeout_s: float) -> Frame | None:
        """The next picture; None when none came within `timeout_s`, for whatever reason.

        Raises CameraError only after `close`.
        """
        if self._closed:
            raise CameraError("The camera was closed.")
        if self._find is None:
            self._clock.sleep(timeout_s)
            return None
        if self._camera is None:
            self._search(timeout_s)
            return None
        try:
            frame = self._camera.read(timeout_s)
        except FormboxError as error:
            self._lose(repr(error))
            return None
        if frame is None:
            if self._clock.now() - self._picture_at > SILENT_MAX_S:
                self._lose(SILENT)
            return None
        self._picture_at = self._clock.now()
        self._failures = 0
        self._reason = None
        self._state = CameraState.LIVE
        return frame

    def close(self) -> None:
        """Close the camera, after the last `read`; safe to call twice."""
        if self._closed:
            return
        self._closed = True
        if self._opening is not None:
            self._opening.add_done_callback(_close_late)
        if self._camera is not None:
            self._put_away()
        if self._closing is None:
            return
        if not wait([self._closing], CLOSING_MAX_S).done:
            log.warning("the camera %s: closing takes too long", self.name)
        elif (error := self._closing.exception()) is not None:
            log.error("the camera %s was not closed well", self.name, exc_info=error)

    def _search(self, timeout_s: float) -> None:
        """Start a search when it is due; wait at most `timeout_s` for one that runs."""
        if self._opening is None:
            ahead_s = self._look_at - self._clock.now()
            if ahead_s > 0:
                self._clock.sleep(min(ahead_s, timeout_s))
                return
            self._opening_since = self._clock.now()
            self._opening = _in_thread("camera opening", self._look_and_open)
        if not wait([self._opening], timeout_s).done:
            self._check_patience()
            return
        opening, self._opening = self._opening, None
        try:
            self._camera = opening.result()
        except FormboxError as error:
            self._fail(repr(error))
            return
        if self._camera is None:
            self._look_at = self._clock.now() + LOOK_S
        else:
            self._picture_at = self._clock.now()

    def _look_and_open(self) -> Camera | None:
        """Runs in the opening thread; the reading thread touches none of these fields until it has ended."""
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
        # a camera that was just plugged in is tried at once
        if not changed and self._clock.now() < self._retry_at:
            return None
        self._source = sources[self._failures % len(sources)]
        if self._state is CameraState.NONE:
            self._state = CameraState.OPENING
        camera = self._source.open()
        log.info("the camera %s is open", self._source.name)
        return camera

    def _check_patience(self) -> None:
        """Count the camera as lost when its opening takes too long."""
        patience_s = self._source.patience_s if self._source is not None else OPENING_MAX_S
        if self._clock.now() - self._opening_since > patience_s and self._reason != NO_ANSWER:
            log.warning("the camera %s: %s", self.name, NO_ANSWER)
            self._reason = NO_ANSWER
            self._state = CameraState.LOST

    def _lose(self, reason: str) -> None:
        self._put_away()
        self._fail(reason)

    def _fail(self, reason: str) -> None:
        """Log the reason and set the time of the next attempt."""
        # a warning for the first of equal failures only: attempts go on all evening
        (log.debug if reason == self._reason else log.warning)("the camera %s: %s", self.name, reason)
        self._reason = reason
        self._state = CameraState.LOST if self._source is not None else CameraState.NONE
        back_off_s = min(BACK_OFF_FIRST_S * 2**self._failures, BACK_OFF_MAX_S)
        self._failures += 1
        self._retry_at = self._clock.now() + back_off_s
        self._look_at = self._clock.now() + min(back_off_s, LOOK_S)

    def _put_away(self) -> None:
        camera, self._camera = self._camera, None
        if camera is not None:
            self._closing = _in_thread("camera closing", camera.close)


def _close_late(opening: Future[Camera | None]) -> None:
    """Close a camera whose opening ended after `KeptCamera.close`."""
    if opening.exception() is None and (camera := opening.result()) is not None:
        camera.close()


def _in_thread(name: str, call: Callable[[], T]) -> Future[T]:
    """Run `call` in a daemon thread of its own, which a hanging driver may block for ever."""
    future: Future[T] = Future()

    def run() -> None:
        try:
            future.set_result(call())
        except BaseException as error:  # noqa: BLE001 - result() raises it again
            future.set_exception(error)

    threading.Thread(target=run, name=name, daemon=True).start()
    return future
