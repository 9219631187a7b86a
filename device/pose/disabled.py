"""A pose estimator that sees nobody: the box shows lessons though the network cannot be had."""

from device.messages import Image, Pose
from device.pose.call_checks import CallChecks


class DisabledPose:
    """Every one of `people` places stays empty."""

    def __init__(self, people: int = 1) -> None:
        """Nothing to open."""
        self._checks = CallChecks()
        self._people = people

    def estimate(self, image: Image, time_s: float) -> tuple[Pose | None, ...]:
        """Nobody; see PoseEstimator."""
        self._checks.check(image, time_s)
        return (None,) * self._people

    def close(self) -> None:
        """Refuse every later call."""
        self._checks.close()
