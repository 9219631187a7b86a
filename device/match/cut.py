"""Cuts a lesson of the library, poses and pictures alike, to the part of its video that is played.

Times count from the start of the cut. The scorer detects by itself whether people mirror the tutor and from
which side they are seen, so poses are neither mirrored nor rotated here. The store knows which cut the
household chose, and where the files are.
"""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from device.errors import NotAVideoError
from device.match.lesson import Names, TutorLesson, lesson_of, names_in, part_of
from device.media.video import frames
from device.messages import Frame
from scoring.body.track import PoseTrack
from scoring.demands import NO_DEMANDS, Demands


@dataclass(frozen=True, slots=True)
class Cut:
    """start_s, end_s: seconds of the video; end_s is not part of it. None: to the last picture."""

    start_s: float = 0.0
    end_s: float | None = None


def library_lesson(
    title: str,
    video: Path,
    track: PoseTrack,
    cut: Cut,
    demands: Demands = NO_DEMANDS,
    names: Names = (),
) -> TutorLesson:
    """The lesson inside the cut. demands, names: of the whole video, in its seconds.

    Raises NotAVideoError when fewer than two pictures are in the cut.
    """
    part = part_of(track, cut.start_s, cut.end_s)
    if len(part) < 2:
        raise NotAVideoError(f"{title} is cut to nothing.")
    inside = names_in(names, cut.start_s, cut.end_s)
    return lesson_of(video, part, title, demands.cut(cut.start_s, cut.end_s), inside)


def cut_frames(
    video: Path, fit: tuple[int, int], cut: Cut, wanted: Callable[[float], bool] | None = None
) -> Iterator[Frame]:
    """The pictures inside the cut, timed from its start and scaled down to fit in (width, height) px.

    wanted: called with the time of each picture, says whether it is converted and given. The first picture is
    decoded before this returns, which takes a while where the cut starts late: call it before the lesson's
    clock runs.
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
