"""What one person did: the pose of every frame, with its time.

Decides the shape of a track and how it is brought to another rate. Files are not here (`device.store.tracks`
writes and reads them), nor are pictures.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.joints import LANDMARK_COUNT

# Between two poses further apart than this nothing is invented: the time between them is lost.
GAP_MAX_S: Final = 0.5


@dataclass(frozen=True, slots=True)
class PoseTrack:
    """T poses of one person. A frame in which the person was lost is NaN with visibility 0.

    times (T,) float64 s, rising; landmarks (T, 33, 3) float32, x and y in px of a picture of
    width x height, z in px about the hips (towards the camera is negative); visibility (T, 33) float32, 0..1;
    world (T, 33, 3) float32 in m about the hip centre, x right, y down, z away from the camera;
    model: which network saw it, or "mannequin" for the truth.
    """

    times: NDArray[np.float64]
    landmarks: NDArray[np.float32]
    visibility: NDArray[np.float32]
    world: NDArray[np.float32]
    width: int
    height: int
    model: str

    def __post_init__(self) -> None:
        """Raise ValueError when the arrays do not belong together."""
        count = len(self.times)
        shapes = (self.times.shape, self.landmarks.shape, self.visibility.shape, self.world.shape)
        body = (count, LANDMARK_COUNT)
        if shapes != ((count,), (*body, 3), body, (*body, 3)):
            raise ValueError(f"the arrays of a track do not fit together: {shapes}")
        if not np.isfinite(self.times).all() or (np.diff(self.times) <= 0).any():
            raise ValueError("the times of a track must rise")

    def __len__(self) -> int:
        """The number of frames."""
        return len(self.times)

    @property
    def duration_s(self) -> float:
        """Seconds from the first frame to the last."""
        return float(self.times[-1] - self.times[0]) if len(self.times) else 0.0

    @property
    def seen(self) -> NDArray[np.bool_]:
        """(T,) whether a person was found in the frame."""
        found: NDArray[np.bool_] = np.isfinite(self.landmarks[:, :, :2]).all(axis=(1, 2))
        return found


def resample(track: PoseTrack, times: NDArray[np.float64]) -> PoseTrack:
    """The track at other `times` (N,), linear between neighbours, NaN where nothing near was seen.

    A time outside the track by more than GAP_MAX_S, or between seen poses further apart than that, is lost.
    """
    moments = np.asarray(times, np.float64)
    seen = np.flatnonzero(track.seen)
    shape = (len(moments), LANDMARK_COUNT)
    if len(seen) == 0:
        lost = np.full((*shape, 3), np.nan, np.float32)
        return PoseTrack(
            moments, lost, np.zeros(shape, np.float32), lost.copy(), track.width, track.height, track.model
        )
    known = track.times[seen]
    after = np.searchsorted(known, moments, side="left")
    right = seen[np.minimum(after, len(seen) - 1)]
    left = seen[np.maximum(after - 1, 0)]
    left = np.where(track.times[right] <= moments, right, left)
    right = np.where(track.times[left] >= moments, left, right)
    span = track.times[right] - track.times[left]
    near = np.maximum(np.abs(moments - track.times[left]), np.abs(track.times[right] - moments))
    lost_at = (span > GAP_MAX_S) | ((span == 0) & (near > GAP_MAX_S))
    share = np.where(span > 0, (moments - track.times[left]) / np.where(span > 0, span, 1.0), 0.0)

    def blend(values: NDArray[np.float32], empty: float) -> NDArray[np.float32]:
        part = share.reshape((-1,) + (1,) * (values.ndim - 1)).astype(np.float32)
        mixed = values[left] * (1 - part) + values[right] * part
        mixed[lost_at] = empty
        result: NDArray[np.float32] = mixed.astype(np.float32)
        return result

    return PoseTrack(
        moments,
        blend(track.landmarks, np.nan),
        blend(track.visibility, 0.0),
        blend(track.world, np.nan),
        track.width,
        track.height,
        track.model,
    )
