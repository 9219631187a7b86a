"""A lesson as a match needs it: the tutor's video and the tutor's poses in it.

The row of a lesson in the library is `device.store.tables.Lesson`.
"""

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from device.errors import NotAVideoError
from scoring.body.track import PoseTrack
from scoring.demands import NO_DEMANDS, Demands

Names = tuple[tuple[float, float, str], ...]


@dataclass(frozen=True, slots=True)
class TutorLesson:
    """title: as the TV shows it; duration_s: of the pictures, not the sound; track: the tutor's poses;
    demands: what the lesson asks of people beside them; names: (start_s, end_s, exercise) of what the tutor
    does, rising, by the keys of scoring.exercises or of an own exercise; nothing where that is unknown.
    """

    title: str
    video: Path
    duration_s: float
    track: PoseTrack
    demands: Demands = NO_DEMANDS
    names: Names = ()


def lesson_of(
    video: Path,
    track: PoseTrack,
    title: str | None = None,
    demands: Demands = NO_DEMANDS,
    names: Names = (),
) -> TutorLesson:
    """The lesson of a video and the poses in it; without a title it is named after the file.

    The last picture counts as long as the median distance between two. Raises NotAVideoError for fewer than
    two pictures.
    """
    if len(track) < 2:
        raise NotAVideoError(f"{video.name} is a single picture, not a film.")
    step = float(np.median(np.diff(track.times)))
    return TutorLesson(title or title_of(video), video, float(track.times[-1]) + step, track, demands, names)


def title_of(video: Path) -> str:
    """A title from a file name: "warm_up-2.mp4" is "Warm up 2"."""
    words = video.stem.replace("_", " ").replace("-", " ").strip()
    return words[:1].upper() + words[1:] if words else video.name


def cut_short(lesson: TutorLesson, until_s: float) -> TutorLesson:
    """The same lesson, ending at `until_s`. Raises NotAVideoError when fewer than two pictures are left."""
    track = part_of(lesson.track, 0.0, until_s)
    if len(track) < 2:
        raise NotAVideoError(f"Too little of {lesson.title} was played.")
    return replace(
        lesson,
        duration_s=until_s,
        track=track,
        demands=lesson.demands.cut(0.0, until_s),
        names=names_in(lesson.names, 0.0, until_s),
    )


def names_in(names: Names, start_s: float, end_s: float | None) -> Names:
    """The names in [start_s, end_s), timed from `start_s`; end_s None: to the last."""
    last_s = float("inf") if end_s is None else end_s
    inside = ((max(one, start_s), min(other, last_s), name) for one, other, name in names)
    return tuple((one - start_s, other - start_s, name) for one, other, name in inside if other > one)


def part_of(track: PoseTrack, start_s: float, end_s: float | None) -> PoseTrack:
    """The poses in [start_s, end_s), timed from `start_s`; end_s None: to the last."""
    inside = track.times >= start_s
    if end_s is not None:
        inside &= track.times < end_s
    return replace(
        track,
        times=track.times[inside] - start_s,
        landmarks=track.landmarks[inside],
        visibility=track.visibility[inside],
        world=track.world[inside],
    )
