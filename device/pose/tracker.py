"""Tracks one person from picture to picture.

Decides the next region (around the last landmarks), when the person counts as lost, and the smoothing.
"""

from typing import Final, Protocol

from device.messages import Image, Pose
from device.pose.geometry import Roi, body_size, roi_of
from device.pose.landmarker import LandmarkReading
from device.pose.smoothing import LowPass, OneEuro, OneEuroConstants
from device.pose.state import State, joined, part_of
from scoring.body.joints import LANDMARK_COUNT

# Least presence of a body in the region (MediaPipe, min_tracking_confidence).
PRESENCE_MIN: Final = 0.5
# Constants of MediaPipe, modules/pose_landmark/pose_landmark_filtering.
LANDMARKS: Final = OneEuroConstants(min_cutoff=0.05, beta=80.0)
WORLD: Final = OneEuroConstants(min_cutoff=0.1, beta=40.0)
REGION: Final = OneEuroConstants(min_cutoff=0.01, beta=10.0)
VISIBILITY_SHARE: Final = 0.1


class LandmarkReader(Protocol):
    """A landmark network, such as BlazePoseLandmarker."""

    def read(self, image: Image, roi: Roi) -> LandmarkReading:
        """Read the body in a region."""
        ...


class Tracker:
    """Tracks the body in the region `roi`."""

    def __init__(self, landmarker: LandmarkReader, roi: Roi) -> None:
        """roi: where to look first. Several trackers may share one landmarker."""
        self._landmarker = landmarker
        self.roi = roi
        self._landmarks = OneEuro(LANDMARKS)
        self._world = OneEuro(WORLD)
        self._span = OneEuro(REGION)
        self._visibility = LowPass(VISIBILITY_SHARE)

    def follow(self, image: Image, time_s: float) -> Pose | None:
        """The body's pose at `time_s`, or None when it is lost; then the tracker must be dropped."""
        reading = self._landmarker.read(image, self.roi)
        if reading.presence < PRESENCE_MIN:
            return None
        return self._smooth(reading, time_s)

    def state(self) -> State:
        """Its region and its filters."""
        return joined(
            {
                "roi": self.roi.state(),
                "landmarks": self._landmarks.state(),
                "world": self._world.state(),
                "span": self._span.state(),
                "visibility": self._visibility.state(),
            }
        )

    @classmethod
    def restored(cls, landmarker: LandmarkReader, state: State) -> "Tracker":
        """The tracker that `state` was taken of. Raises ValueError when it is not one of this class."""
        tracker = cls(landmarker, Roi.restored(part_of(state, "roi")))
        tracker._landmarks.restore(part_of(state, "landmarks"), (LANDMARK_COUNT, 3))
        tracker._world.restore(part_of(state, "world"), (LANDMARK_COUNT, 3))
        tracker._span.restore(part_of(state, "span"), (2, 2))
        tracker._visibility.restore(part_of(state, "visibility"), (LANDMARK_COUNT,))
        return tracker

    def _smooth(self, reading: LandmarkReading, time_s: float) -> Pose | None:
        size = body_size(reading.span[0], reading.span[1])
        if not size > 0:
            return None
        span = self._span.apply(reading.span, time_s, size)
        self.roi = roi_of(span[0], span[1])
        if not self.roi.usable:
            return None
        return Pose(
            landmarks=self._landmarks.apply(reading.landmarks, time_s, size),
            visibility=self._visibility.apply(reading.visibility, time_s),
            world=self._world.apply(reading.world, time_s),
        )
