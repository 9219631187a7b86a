"""The pose estimator of the box: BlazePose behind the port `device.ports.PoseEstimator`."""

from pathlib import Path

from device.choices import ModelName
from device.messages import Image, Pose
from device.pose.call_checks import CallChecks
from device.pose.detector import BlazePoseDetector
from device.pose.landmarker import BlazePoseLandmarker
from device.pose.people import People
from device.pose.prepare import detector_file, landmark_file


class BlazePose:
    """Finds and follows `people` (1 or 2) persons with the network `model` on `threads` CPU threads.

    The networks are fetched and made ready when they are not there: ModelMissingError when that fails.
    """

    def __init__(
        self, model: ModelName = "lite", people: int = 1, threads: int = 1, folder: Path | None = None
    ) -> None:
        """Open both networks; `folder` is where they lie, the cache unless told otherwise."""
        self._contract = CallChecks()
        self.model = model
        self._people: People | None = People(
            BlazePoseDetector(detector_file(folder), threads),
            BlazePoseLandmarker(landmark_file(model, folder), threads),
            people,
        )

    def estimate(self, image: Image, time_s: float) -> tuple[Pose | None, ...]:
        """One pose a place, None where nobody is seen; see PoseEstimator."""
        self._contract.check(image, time_s)
        assert self._people is not None
        return self._people.update(image, time_s)

    def close(self) -> None:
        """Free both networks."""
        self._contract.close()
        self._people = None
