"""BlazePose behind the port `device.ports.PoseEstimator`."""

from pathlib import Path

from device.choices import ModelName
from device.messages import Image, Pose
from device.pose.call_checks import CallChecks
from device.pose.detector import BlazePoseDetector
from device.pose.landmarker import BlazePoseLandmarker
from device.pose.people import People
from device.pose.prepare import detector_file, landmark_file
from device.pose.state import State, joined, part_of


class BlazePose:
    """Finds and tracks `people` (1 or 2) persons with the network `model` on `threads` CPU threads.

    Missing networks are fetched and pruned first; raises ModelMissingError when that fails.
    """

    def __init__(
        self,
        model: ModelName = "lite",
        people: int = 1,
        threads: int = 1,
        folder: Path | None = None,
        *,
        film: bool = False,
    ) -> None:
        """Open both networks. folder: of the network files; None: the cache folder; film: see People."""
        self._checks = CallChecks()
        self.model = model
        self._people: People | None = People(
            BlazePoseDetector(detector_file(folder), threads),
            BlazePoseLandmarker(landmark_file(model, folder), threads),
            people,
            film=film,
        )

    def estimate(self, image: Image, time_s: float) -> tuple[Pose | None, ...]:
        """One pose for each place, None where no person is seen; see PoseEstimator."""
        self._checks.check(image, time_s)
        assert self._people is not None
        return self._people.update(image, time_s)

    def state(self) -> State:
        """All that it remembers of earlier pictures, as named arrays; the networks remember nothing."""
        assert self._people is not None
        return joined({"checks": self._checks.state(), "people": self._people.state()})

    def restore(self, state: State) -> None:
        """Go on from `state`, taken of an estimator of the same model and number of people.

        Raises ValueError for anything else; the estimator is then of no more use.
        """
        assert self._people is not None
        self._checks.restore(part_of(state, "checks"))
        self._people.restore(part_of(state, "people"))

    def close(self) -> None:
        """Free both networks."""
        self._checks.close()
        self._people = None
