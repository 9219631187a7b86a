"""A camera for tests: gives a prepared list of pictures and holds its reader to the contract.

It raises on a read after close and on pictures that no camera gives, and records every read with its time.
"""

from collections import deque
from collections.abc import Iterable

import numpy as np

from device.errors import CameraError
from device.messages import Frame
from device.ports import Clock


class SimulatedCamera:
    """Gives `frames` one a read, each when the clock has reached its time."""

    def __init__(self, frames: Iterable[Frame], clock: Clock, lost_after: int | None = None) -> None:
        """lost_after: the camera is pulled out after so many pictures."""
        self._frames = deque(frames)
        self._clock = clock
        self.lost_after = lost_after
        self.closed = False
        self.reads: list[float] = []
        for frame in self._frames:
            if frame.image.dtype != np.uint8 or frame.image.ndim != 3 or frame.image.shape[2] != 3:
                raise ValueError(f"a camera gives (H, W, 3) uint8, not {frame.image.shape}")

    def read(self, timeout_s: float) -> Frame | None:
        """The next picture."""
        if self.closed:
            raise CameraError("The camera was read after it was closed.")
        self.reads.append(self._clock.now())
        if self.lost_after is not None and len(self.reads) > self.lost_after:
            raise CameraError("The camera was pulled out.")
        if not self._frames or self._frames[0].time_s - self._clock.now() > timeout_s:
            self._clock.sleep(timeout_s)
            return None
        frame = self._frames.popleft()
        self._clock.sleep(frame.time_s - self._clock.now())
        return frame

    def close(self) -> None:
        """End; safe to call twice."""
        self.closed = True
