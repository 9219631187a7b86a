"""A lesson of the library as it is played: its files, cut to the part that the household chose.

Decides what lies inside the cut. The scorer finds out by itself whether people mirror the tutor and from
which side they are seen, so nothing is turned here. Who chose the cut, and where files lie, is decided in
the store.
"""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from device.errors import NotAVideoError
from device.match.lesson import TutorLesson, lesson_of, part_of
from device.media.video import frames
from device.messages import Frame
from scoring.body.track import PoseTrack


@dataclass(frozen=True, slots=True)
class Cut:
    """From start to end, in seconds of the video; end None: to its last picture."""

    start_s: float = 0.0
    end_s: float | None = None


def library_lesson(title: str, video: Path, track: PoseTrack, cut: Cut) -> TutorLesson:
    """The lesson whose clock begins where the cut does. Raises NotAVideoError when the cut leaves nothing."""
    part = part_of(track, cut.start_s, cut.end_s)
    if len(part) < 2:
        raise NotAVideoError(f"{title} is cut to nothing.")
    return lesson_of(video, part, title)


def cut_frames(
    video: Path, fit: tuple[int, int], cut: Cut, wanted: Callable[[float], bool] | None = None
) -> Iterator[Frame]:
    """The pictures inside the cut, fitted and timed from its start; wanted: of them, asked by that time.

    The first is decoded here, which takes a while where the cut starts late: the lesson's clock must not run
    yet.
    """
    found = frames(video, fit, cut.start_s, wanted and (lambda time_s: wanted(time_s - cut.start_s)))
    first = next(found, None)
    if first is None:
        return iter(())
    moved = (Frame(frame.time_s - cut.start_s, frame.image) for frame in itertools.chain((first,), found))
    if cut.end_s is None:
        return moved
    length_s = cut.end_s - cut.start_s
    return itertools.takewhile(lambda frame: frame.time_s < length_s, moved)
