"""A lesson that can be played: a tutor video whose body is known.

How it was found overnight and where it is kept is decided elsewhere.
"""

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from device.errors import NotAVideoError
from scoring.body.track import PoseTrack


@dataclass(frozen=True, slots=True)
class TutorLesson:
    """title as shown on the TV; video: the file; duration_s: of its picture; track: the tutor's poses."""

    title: str
    video: Path
    duration_s: float
    track: PoseTrack


def lesson_of(video: Path, track: PoseTrack, title: str | None = None) -> TutorLesson:
    """The lesson of a video and its poses; called by the file's name unless a title is given.

    The last picture lasts as long as the usual distance of two, so a lesson ends after it, not on it.
    Raises NotAVideoError for a single picture.
    """
    if len(track) < 2:
        raise NotAVideoError(f"{video.name} is a single picture, not a film.")
    step = float(np.median(np.diff(track.times)))
    return TutorLesson(title or title_of(video), video, float(track.times[-1]) + step, track)


def title_of(video: Path) -> str:
    """A title from a file name: "warm_up-2.mp4" is "Warm up 2"."""
    words = video.stem.replace("_", " ").replace("-", " ").strip()
    return words[:1].upper() + words[1:] if words else video.name


def cut_short(lesson: TutorLesson, until_s: float) -> TutorLesson:
    """The same lesson, which ends there. Raises NotAVideoError when that leaves less than two pictures."""
    track = part_of(lesson.track, 0.0, until_s)
    if len(track) < 2:
        raise NotAVideoError(f"Too little of {lesson.title} was played.")
    return TutorLesson(lesson.title, lesson.video, until_s, track)


def part_of(track: PoseTrack, start_s: float, end_s: float | None) -> PoseTrack:
    """The poses from `start_s` to before `end_s` (None: to the last), timed from `start_s`."""
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
