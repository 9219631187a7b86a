"""One person from picture to picture.

Decides where to look next (round the landmarks of the last picture), when the person is lost, and what is
smoothed. Who is looked for at all is decided by `people`.
"""

from typing import Final, Protocol

from device.messages import Image, Pose
from device.pose.geometry import Roi, body_size, roi_of
from device.pose.landmarker import LandmarkReading
from device.pose.smoothing import LowPass, OneEuro, OneEuroConstants
from device.pose.state import State, joined, part_of
from scoring.body.joints import LANDMARK_COUNT

# Below this probability there is no body in the region (MediaPipe, min_tracking_confidence).
PRESENCE_MIN: Final = 0.5
# MediaPipe, modules/pose_landmark/pose_landmark_filtering
LANDMARKS: Final = OneEuroConstants(min_cutoff=0.05, beta=80.0)
WORLD: Final = OneEuroConstants(min_cutoff=0.1, beta=40.0)
REGION: Final = OneEuroConstants(min_cutoff=0.01, beta=10.0)
VISIBILITY_SHARE: Final = 0.1


class LandmarkReader(Protocol):
    """A landmarker."""

    def read(self, image: Image, roi: Roi) -> LandmarkReading:
        """The body in a region."""
        ...


class Tracker:
    """Follows the body that stands in `roi`."""

    def __init__(self, landmarker: LandmarkReader, roi: Roi) -> None:
        """Look in `roi` first; one landmarker may serve several trackers."""
        self._landmarker = landmarker
        self.roi = roi
        self._landmarks = OneEuro(LANDMARKS)
        self._world = OneEuro(WORLD)
        self._span = OneEuro(REGION)
        self._visibility = LowPass(VISIBILITY_SHARE)

    def follow(self, image: Image, time_s: float) -> Pose | None:
        """The body at `time_s`, or None when it is lost; a lost tracker is of no more use."""
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
