"""The pose of one person, and a track: poses with their times.

`sampling` resamples a track; `device.store.tracks` reads and writes its file.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.body.joints import LANDMARK_COUNT


@dataclass(frozen=True, slots=True)
class Pose:
    """One person in one frame: landmarks (33, 3) px, visibility (33,), world (33, 3) m; see PoseTrack."""

    landmarks: NDArray[np.float32]
    visibility: NDArray[np.float32]
    world: NDArray[np.float32]


LOST: Final = Pose(
    np.full((LANDMARK_COUNT, 3), np.nan, np.float32),
    np.zeros(LANDMARK_COUNT, np.float32),
    np.full((LANDMARK_COUNT, 3), np.nan, np.float32),
)


@dataclass(frozen=True, slots=True)
class PoseTrack:
    """T poses of one person. A frame in which the person was lost is NaN with visibility 0.

    times (T,) float64 s, rising; landmarks (T, 33, 3) float32: x and y in px of a frame of width x height, z
    in px relative to the hips, negative towards the camera; visibility (T, 33) float32, 0 to 1; world
    (T, 33, 3) float32 in m relative to the hip centre: x right, y down, z away from the camera; model: the
    pose network ("lite", "full", "heavy"), or "mannequin" for the truth of a rendered figure.
    """

    times: NDArray[np.float64]
    landmarks: NDArray[np.float32]
    visibility: NDArray[np.float32]
    world: NDArray[np.float32]
    width: int
    height: int
    model: str

    def __post_init__(self) -> None:
        """Raise ValueError when the shapes do not fit or the times do not rise."""
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
        """(T,) whether the person was found in the frame."""
        found: NDArray[np.bool_] = np.isfinite(self.landmarks[:, :, :2]).all(axis=(1, 2))
        return found

    def pose(self, index: int) -> Pose:
        """The pose of one frame."""
        return Pose(self.landmarks[index], self.visibility[index], self.world[index])


def track_of(
    times: Sequence[float], poses: Sequence[Pose | None], width: int, height: int, model: str
) -> PoseTrack:
    """A track of poses with their times in s; None is a frame in which the person was lost."""
    known = [LOST if pose is None else pose for pose in poses]
    body = (len(known), LANDMARK_COUNT)
    return PoseTrack(
        np.array(times, np.float64),
        np.array([pose.landmarks for pose in known], np.float32).reshape(*body, 3),
        np.array([pose.visibility for pose in known], np.float32).reshape(body),
        np.array([pose.world for pose in known], np.float32).reshape(*body, 3),
        width,
        height,
        model,
    )
