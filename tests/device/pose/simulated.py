"""A pose estimator that plays back known tracks: for tests, and for the box without a network.

It is as strict as the real one, and keeps the times that it was asked for.
"""

from collections.abc import Sequence

import numpy as np

from device.messages import Image, Pose
from device.pose.call_checks import CallChecks
from scoring.body.sampling import resample
from scoring.body.track import PoseTrack


class SimulatedPose:
    """Sees the people of `tracks` in whatever picture it is shown, by time; a lost row is nobody."""

    def __init__(self, tracks: Sequence[PoseTrack]) -> None:
        """One place a track."""
        self._checks = CallChecks()
        self._tracks = tuple(tracks)
        self.asked: list[float] = []

    def estimate(self, image: Image, time_s: float) -> tuple[Pose | None, ...]:
        """The poses at `time_s`, scaled from the track's picture to this one; see PoseEstimator."""
        self._checks.check(image, time_s)
        self.asked.append(time_s)
        return tuple(_pose(track, image, time_s) for track in self._tracks)

    def close(self) -> None:
        """Refuse every later call."""
        self._checks.close()


def _pose(track: PoseTrack, image: Image, time_s: float) -> Pose | None:
    now = resample(track, np.array([time_s]))
    if not now.seen[0]:
        return None
    across, down = image.shape[1] / track.width, image.shape[0] / track.height
    scale = np.array([across, down, across], np.float32)
    return Pose(now.landmarks[0] * scale, now.visibility[0], now.world[0])
