"""The inputs of a command: videos and saved tracks, checked before the long work begins."""

import contextlib
import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Final

from tqdm import tqdm

from device.choices import ModelName
from device.commands.outputs import person_paths
from device.errors import BadTrackError, NoPersonError
from device.match.lesson import TutorLesson, lesson_of
from device.match.recognition import SHIPPED, named_segments
from device.media.listening import listen
from device.media.video import POSE_FIT, frames, probe
from device.messages import Frame
from device.overnight.prepare.beat import beat_of
from device.overnight.prepare.facts import FoundSegment
from device.overnight.prepare.movement import motion_of
from device.overnight.prepare.naming import named
from device.overnight.prepare.segments import segments_of
from device.pose.film import track_video
from device.store.segments import pauses
from device.store.tracks import SUFFIX, load_track, save_track
from models.fetching.manifest import cache_folder
from scoring.body.track import PoseTrack
from scoring.demands import Demands

# Part of the cache key: change it when poses are found in another way.
TRACK_VERSION: Final = 1


def is_track(path: Path) -> bool:
    """Whether this is a saved PoseTrack, by the suffix of its name, and not a video."""
    return path.suffix.lower() == SUFFIX


def person_files(path: Path, people: int) -> tuple[Path, ...]:
    """The input files for `people`: one video, or one saved track per person."""
    return person_paths(path, people) if is_track(path) else (path,)


def tracks_in(path: Path, model: ModelName, people: int = 1, threads: int = 1) -> list[PoseTrack]:
    """One track per person, found in a video (with a progress bar on stderr) or loaded.

    A second person's saved track is in the file that `formbox pose --people 2 --out` wrote for it. Raises
    NotAVideoError, BadTrackError, or NoPersonError when no person was seen at all.
    """
    if is_track(path):
        tracks = [load_track(place) for place in person_files(path, people)]
    else:
        tracks = _find_tracks(path, model, people, threads)
    if not any(track.seen.any() for track in tracks):
        raise NoPersonError(f"No person was found in {path.name}.")
    return tracks


def _find_tracks(path: Path, model: ModelName, people: int, threads: int) -> list[PoseTrack]:
    info = probe(path)
    form = "{desc}: {percentage:3.0f}%|{bar}| {n:.1f}/{total:.1f} s [{elapsed}<{remaining}]"
    known = info.duration_s > 0
    with tqdm(
        total=info.duration_s if known else None, desc=path.name, bar_format=form if known else None
    ) as bar:

        def progress(frame: Frame) -> None:
            bar.update(max(0.0, min(frame.time_s, info.duration_s if known else frame.time_s) - bar.n))

        return track_video(frames(path, POSE_FIT), model, people, progress, threads)


def check_inputs(*paths: Path) -> None:
    """Raise NotAVideoError or BadTrackError for a path that is no video and no track."""
    for path in paths:
        if is_track(path):
            load_track(path)
        else:
            probe(path)


def divided_lesson(video: Path, track: PoseTrack, title: str | None = None) -> TutorLesson:
    """The lesson of a video or a saved track, and its poses: pauses, beat and names as the night finds them.

    Raises what `lesson_of` and `listen` raise.
    """
    lesson = lesson_of(video, track, title)
    found, on_beat = parts_of(video, track, lesson.duration_s)
    return replace(
        lesson,
        demands=Demands(pauses=pauses(found, 0.0, lesson.duration_s), on_beat=on_beat),
        names=tuple((one.start_s, one.end_s, one.exercise) for one in found if one.exercise is not None),
    )


def parts_of(
    video: Path, track: PoseTrack, duration_s: float, method: str = SHIPPED
) -> tuple[list[FoundSegment], bool]:
    """What happens in a video, or a saved track, as the night finds it; whether it keeps a beat.

    method: which of `device.match.recognition.RECOGNISERS` names it.
    """
    sound = None if is_track(video) else listen(video)
    on_beat = beat_of(sound, track) is not None
    found = segments_of(motion_of(track, duration_s), duration_s, sound)
    return named(found, named_segments(track, method), beat=on_beat, sound=sound is not None), on_beat


def prepared_lesson(video: Path, title: str | None, model: ModelName, threads: int = 1) -> TutorLesson:
    """The lesson of a video with its track; the track is cached, so that the next match starts at once.

    Raises what `tracks_in` raises.
    """
    state = video.stat()
    name = f"{video.resolve()} {state.st_size} {state.st_mtime_ns} {model} {TRACK_VERSION}"
    cached = cache_folder() / "lessons" / f"{hashlib.sha256(name.encode()).hexdigest()[:24]}.npz"
    if cached.is_file():
        with contextlib.suppress(BadTrackError):  # a damaged one is made again
            return divided_lesson(video, load_track(cached), title)
    track = tracks_in(video, model, threads=threads)[0]
    with contextlib.suppress(OSError):  # without a cache the next start is slow
        cached.parent.mkdir(parents=True, exist_ok=True)
        save_track(cached, track)
    return divided_lesson(video, track, title)
