"""Resamples poses to a fixed rate.

Between two poses at most GAP_MAX_S apart it interpolates linearly; at the edges of a longer gap the nearest
pose holds for EDGE_S; in between the person is LOST. `resample` takes a whole track, `Sampler` takes poses as
they arrive, and both give the same samples.
"""

from collections import deque
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.body.joints import LANDMARK_COUNT
from scoring.body.track import LOST, Pose, PoseTrack

# No interpolation across a longer gap: a person can begin and end a punch within it.
GAP_MAX_S: Final = 0.5
# The time between two frames of the slowest supported camera (10 a second): no edge is known better.
EDGE_S: Final = 0.1
# In samples: without it rounding could make 2.0 s at 20 Hz 41 samples instead of 40.
_ROUNDING: Final = 1e-6


def grid(duration_s: float, rate_hz: float) -> NDArray[np.float64]:
    """The sample times (N,) in s of `duration_s` seconds: 0, 1/rate, 2/rate ... before the end."""
    return np.arange(int(np.ceil(duration_s * rate_hz - _ROUNDING))) / rate_hz


def resample(track: PoseTrack, times: NDArray[np.float64]) -> PoseTrack:
    """The track at `times` (N,) s, which must rise; the module says what lies between two frames."""
    moments = np.asarray(times, np.float64)
    seen = np.flatnonzero(track.seen)
    body = (len(moments), LANDMARK_COUNT)
    if len(seen) == 0:
        lost = np.full((*body, 3), np.nan, np.float32)
        return PoseTrack(
            moments, lost, np.zeros(body, np.float32), lost.copy(), track.width, track.height, track.model
        )
    known = track.times[seen]
    after = np.searchsorted(known, moments, side="left")
    has_left, has_right = after > 0, after < len(seen)
    left = np.where(has_left, after - 1, after)
    right = np.where(has_right, after, after - 1)
    share = np.zeros(len(moments))
    span = known[right] - known[left]
    between = has_left & has_right & (span <= GAP_MAX_S)
    share[between] = ((moments - known[left]) / np.where(span > 0, span, 1.0))[between]
    since = np.where(has_left, moments - known[left], np.inf)
    until = np.where(has_right, known[right] - moments, np.inf)
    share[~between & (until < since)] = 1.0
    gone = ~between & (np.minimum(since, until) > EDGE_S)

    def blend(values: NDArray[np.float32], empty: float) -> NDArray[np.float32]:
        part = share.reshape((-1,) + (1,) * (values.ndim - 1)).astype(np.float32)
        mixed: NDArray[np.float32] = values[seen[left]] * (1 - part) + values[seen[right]] * part
        mixed[gone] = empty
        return mixed

    return PoseTrack(
        moments,
        blend(track.landmarks, np.nan),
        blend(track.visibility, 0.0),
        blend(track.world, np.nan),
        track.width,
        track.height,
        track.model,
    )


class Sampler:
    """Resamples one person's poses as they arrive; gives each sample as soon as it is determined."""

    def __init__(self, rate_hz: float) -> None:
        """Samples lie at 0, 1/rate_hz, 2/rate_hz ... seconds."""
        self._rate = rate_hz
        self._next = 0
        self._last: tuple[float, Pose] | None = None
        self._ready: deque[Pose] = deque()

    def see(self, time_s: float, pose: Pose | None) -> None:
        """Add the pose of the frame at `time_s`, None when the person was not found; times must rise."""
        if pose is None:
            self.advance(time_s)
            return
        if self._last is not None and time_s - self._last[0] <= GAP_MAX_S:
            before_s, before = self._last
            while self._due_s() <= time_s:
                share = np.float32((self._due_s() - before_s) / (time_s - before_s))
                self._give(_blend(before, pose, share))
        else:
            self.advance(time_s)
            while self._due_s() <= time_s:
                self._give(pose if time_s - self._due_s() <= EDGE_S else LOST)
        self._last = (time_s, pose)

    def advance(self, time_s: float) -> None:
        """Declare that no frame taken before `time_s` is still to come."""
        if self._last is not None and time_s - self._last[0] <= GAP_MAX_S:
            return
        while self._due_s() < time_s - EDGE_S or self._holds(self._due_s(), time_s):
            self._give(self._held(self._due_s()))

    def finish(self, count: int) -> None:
        """End the input: determine all of the first `count` samples."""
        while self._next < count:
            self._give(self._held(self._due_s()))

    def take(self) -> Pose | None:
        """The next determined sample, LOST where the person was not seen; None when there is none yet."""
        return self._ready.popleft() if self._ready else None

    def _due_s(self) -> float:
        return self._next / self._rate

    def _give(self, pose: Pose) -> None:
        self._ready.append(pose)
        self._next += 1

    def _holds(self, due_s: float, now_s: float) -> bool:
        return due_s <= now_s and self._last is not None and due_s - self._last[0] <= EDGE_S

    def _held(self, due_s: float) -> Pose:
        if self._last is not None and due_s - self._last[0] <= EDGE_S:
            return self._last[1]
        return LOST


def _blend(before: Pose, after: Pose, share: np.float32) -> Pose:
    return Pose(
        *(
            getattr(before, part) * (1 - share) + getattr(after, part) * share
            for part in ("landmarks", "visibility", "world")
        )
    )
