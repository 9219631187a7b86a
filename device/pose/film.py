"""Runs a pose estimator over a film and collects the poses in tracks."""

from collections.abc import Callable, Iterable

from device.choices import ModelName
from device.errors import NotAVideoError
from device.messages import Frame, Pose
from device.ports import PoseEstimator
from device.pose.estimator import BlazePose
from scoring.body.track import PoseTrack, track_of


def track_video(
    frames: Iterable[Frame],
    model: ModelName = "lite",
    people: int = 1,
    progress: Callable[[Frame], None] | None = None,
    threads: int = 1,
) -> list[PoseTrack]:
    """One track for each person of `frames`, whose times must rise; NaN and visibility 0 where not seen.

    `progress` is called after each frame. Raises NotAVideoError when there is no frame, ModelMissingError
    when the network is missing and cannot be fetched.
    """
    estimator = BlazePose(model, people, threads, film=True)
    try:
        return track_with(estimator, frames, f"blazepose-{model}", progress)
    finally:
        estimator.close()


def track_with(
    estimator: PoseEstimator,
    frames: Iterable[Frame],
    model: str,
    progress: Callable[[Frame], None] | None = None,
) -> list[PoseTrack]:
    """As `track_video`, with an open estimator, which stays open; `model` is its name in the tracks."""
    times: list[float] = []
    poses: list[tuple[Pose | None, ...]] = []
    height = width = 0
    for frame in frames:
        if not times:
            height, width = frame.image.shape[:2]
        poses.append(estimator.estimate(frame.image, frame.time_s))
        times.append(frame.time_s)
        if progress is not None:
            progress(frame)
    if not times:
        raise NotAVideoError("The video has no pictures.")
    return [track_of(times, person, width, height, model) for person in zip(*poses, strict=True)]
