"""Finds the tutor's poses in a whole rendition, stretch by stretch, continuing from the last checkpoint.

Every picture is used (a rendition has at most 30 a second), and the joined track equals, to the bit, the one
that `device.pose.film` makes of the film in one go. Where a second person is in the film, both are followed,
and `tutor` says which of them is the tutor. Poses are taken from the rendition, not the original, so
that their times are those of the pictures on the TV.
"""

import itertools
import math
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from device.choices import ModelName
from device.errors import DiskTroubleError, NotAVideoError
from device.failure_reasons import PreparationError, Reason
from device.media.contents import FilmContents
from device.media.pictures import Pictures, as_frame, fitted
from device.media.video import POSE_FIT, frames
from device.messages import Frame, Image
from device.overnight.prepare.checkpoints import STRETCH_S, Checkpoints, load_poses, save_poses
from device.overnight.prepare.tutor import moments, several, tutor_of
from device.pose.detector import BlazePoseDetector
from device.pose.estimator import BlazePose
from device.pose.film import track_with
from device.pose.landmarker import BlazePoseLandmarker
from device.pose.prepare import detector_file, landmark_file
from scoring.body.track import PoseTrack

Progress = Callable[[float], None]


def stretches(contents: FilmContents) -> int:
    """The number of stretches of STRETCH_S in a film."""
    return max(1, math.ceil(contents.length_s / STRETCH_S + 1e-9))


def find_poses(
    video: Path, contents: FilmContents, model: ModelName, checkpoints: Checkpoints, progress: Progress
) -> PoseTrack:
    """The track of the tutor in `video`. progress: called often with 0 to 1.

    Raises PreparationError when there is no picture.
    """
    people = _people(video, contents, model, lambda: progress(0.0))
    done, estimator = _kept(checkpoints, model, people)
    reached = min(len(done) * STRETCH_S / contents.length_s, 1.0)

    def report(share: float | None = None) -> None:
        # without a share: progress reports while seeking the first wanted picture
        nonlocal reached
        reached = max(reached, min(share or 0.0, 1.0))
        progress(reached)

    try:
        with Pictures(video, contents, report) as pictures:
            for number in range(len(done), stretches(contents)):
                tracks = _stretch(pictures, number, contents, estimator, people, report)
                save_poses(checkpoints.poses(number), tracks, estimator.state())
                checkpoints.advanced()
                done.append(tracks)
    finally:
        estimator.close()
    return tutor_of([_joined(list(parts)) for parts in zip(*done, strict=True)])


def _people(video: Path, contents: FilmContents, model: ModelName, report: Callable[[], None]) -> int:
    """How many people are followed, 1 or 2."""
    detector, landmarker = BlazePoseDetector(detector_file()), BlazePoseLandmarker(landmark_file(model))

    def looks() -> Iterator[Image]:
        for time_s in moments(contents.length_s):
            report()
            try:
                yield from (one.image for one in itertools.islice(frames(video, POSE_FIT, time_s), 1))
            except DiskTroubleError:
                raise
            except NotAVideoError:
                continue  # a file can end before its claimed length

    return 1 + several(looks(), detector, landmarker)


def _kept(checkpoints: Checkpoints, model: ModelName, people: int) -> tuple[list[list[PoseTrack]], BlazePose]:
    """The tracks of the finished stretches, and the estimator in its state after the last of them."""
    done: list[list[PoseTrack]] = []
    state = None
    while (found := load_poses(checkpoints.poses(len(done)))) is not None and len(found[0]) == people:
        tracks, state = found
        done.append(tracks)
    estimator = BlazePose(model, people, film=True)
    if state is None:
        return done, estimator
    try:
        estimator.restore(state)
    except ValueError:  # a state of another program
        estimator.close()
        return [], BlazePose(model, people, film=True)
    return done, estimator


def _stretch(
    pictures: Pictures,
    number: int,
    contents: FilmContents,
    estimator: BlazePose,
    people: int,
    progress: Progress,
) -> list[PoseTrack]:
    start_s = number * STRETCH_S
    found = pictures.between(start_s, start_s + STRETCH_S)
    size = fitted((contents.width, contents.height), POSE_FIT)
    looks = (as_frame(time_s, picture, size, contents.orientation) for time_s, picture in found)

    def report(frame: Frame) -> None:
        progress(frame.time_s / contents.length_s)

    model = f"blazepose-{estimator.model}"
    try:
        return track_with(estimator, looks, model, report)
    except NotAVideoError:
        # a film with few pictures may have none in a stretch
        empty = np.zeros((0, 33, 3), np.float32)
        track = PoseTrack(np.zeros(0), empty, np.zeros((0, 33), np.float32), empty, 1, 1, model)
        return [track] * people


def _joined(parts: list[PoseTrack]) -> PoseTrack:
    filled = [part for part in parts if len(part)]
    if not filled:
        raise PreparationError(Reason.DAMAGED)
    return PoseTrack(
        np.concatenate([part.times for part in filled]),
        np.concatenate([part.landmarks for part in filled]),
        np.concatenate([part.visibility for part in filled]),
        np.concatenate([part.world for part in filled]),
        filled[0].width,
        filled[0].height,
        filled[0].model,
    )
