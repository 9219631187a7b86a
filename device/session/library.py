"""A lesson of the library as it is played: its files, cut to the part that the household chose.

Decides what lies inside the cut. The scorer finds out by itself whether people mirror the tutor and from
which side they are seen, so nothing is turned here. Who chose the cut, and where files lie, is decided in
the store.
"""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from device.errors import NotAVideoError
from device.media.sound import RATE_HZ
from device.messages import Frame
from device.session.lesson import Lesson, lesson_of
from scoring.track import PoseTrack


@dataclass(frozen=True, slots=True)
class Cut:
    """From start to end, in seconds of the video; end None: to its last picture."""

    start_s: float = 0.0
    end_s: float | None = None


def library_lesson(title: str, video: Path, track: PoseTrack, cut: Cut) -> Lesson:
    """The lesson whose clock begins where the cut does. Raises NotAVideoError when the cut leaves nothing."""
    inside = track.times >= cut.start_s
    if cut.end_s is not None:
        inside &= track.times < cut.end_s
    if inside.sum() < 2:
        raise NotAVideoError(f"{title} is cut to nothing.")
    part = PoseTrack(
        track.times[inside] - cut.start_s,
        track.landmarks[inside],
        track.visibility[inside],
        track.world[inside],
        track.width,
        track.height,
        track.model,
    )
    return lesson_of(video, part, title)


def cut_frames(frames: Iterator[Frame], cut: Cut, passed: Callable[[], None]) -> Iterator[Frame]:
    """The pictures inside the cut, timed from its start. The first is decoded here, which takes as long as
    what comes before it is: the lesson's clock must not run yet. `passed` is called for each of those.
    """
    first = None
    for frame in frames:
        if frame.time_s >= cut.start_s:
            first = frame
            break
        passed()
    if first is None:
        return iter(())
    moved = (Frame(frame.time_s - cut.start_s, frame.image) for frame in itertools.chain((first,), frames))
    if cut.end_s is None:
        return moved
    length_s = cut.end_s - cut.start_s
    return itertools.takewhile(lambda frame: frame.time_s < length_s, moved)


def cut_sound(samples: NDArray[np.int16] | None, cut: Cut) -> NDArray[np.int16] | None:
    """The samples (N, 2) inside the cut; None when there is no sound."""
    if samples is None:
        return None
    end = None if cut.end_s is None else round(cut.end_s * RATE_HZ)
    return samples[round(cut.start_s * RATE_HZ) : end]
