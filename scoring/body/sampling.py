"""Poses at one steady rate, whatever rate they came at.

Decides what was between two poses: between neighbours at most GAP_MAX_S apart the body moved straight on;
beyond the end of what was seen the nearest pose holds for EDGE_S; all other time is lost. `resample` does it
for a whole track, `Sampler` while the poses come in, and both give the same.
"""

from collections import deque
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.body.joints import LANDMARK_COUNT
from scoring.body.track import LOST, Pose, PoseTrack

# Between two poses further apart than this nothing is invented: a person can start and end a punch in it.
GAP_MAX_S: Final = 0.5
# Nothing at all is seen between two pictures of the slowest camera (10 a second), so no edge is sharper.
EDGE_S: Final = 0.1


def grid(duration_s: float, rate_hz: float) -> NDArray[np.float64]:
    """The sample times in s of `duration_s` seconds: 0, 1/rate, 2/rate ... before the end."""
    # a hair less, so that 2.0 s at 20 Hz are 40 samples whatever the last digit says
    return np.arange(int(np.ceil(duration_s * rate_hz - 1e-6))) / rate_hz


def resample(track: PoseTrack, times: NDArray[np.float64]) -> PoseTrack:
    """The track at other `times` (N,), which must rise; see the module for what lies between two frames."""
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
    """Gives the pose of every sample as soon as it can be known."""

    def __init__(self, rate_hz: float) -> None:
        """Samples lie at 0, 1/rate_hz, 2/rate_hz ... seconds."""
        self._rate = rate_hz
        self._next = 0
        self._last: tuple[float, Pose] | None = None
        self._ready: deque[Pose] = deque()

    def see(self, time_s: float, pose: Pose | None) -> None:
        """What a picture taken at `time_s` shows; times rise."""
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
        """No picture taken before `time_s` will come any more."""
        if self._last is not None and time_s - self._last[0] <= GAP_MAX_S:
            return
        while self._due_s() < time_s - EDGE_S or self._holds(self._due_s(), time_s):
            self._give(self._held(self._due_s()))

    def finish(self, count: int) -> None:
        """Nothing will come any more: decide every sample up to the first `count`."""
        while self._next < count:
            self._give(self._held(self._due_s()))

    def take(self) -> Pose | None:
        """The next sample that is decided, LOST where nobody was seen; None when there is none yet."""
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
