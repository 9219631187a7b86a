"""What a command is pointed at: a video or a saved track, looked at before the long work begins."""

import contextlib
import hashlib
from pathlib import Path
from typing import Final

from tqdm import tqdm

from device.choices import ModelName
from device.commands.outputs import of_people
from device.errors import BadTrackError, NoPersonError
from device.match.lesson import Lesson, lesson_of
from device.media.video import POSE_FIT, frames, probe
from device.messages import Frame
from device.pose.film import track_video
from device.store.tracks import SUFFIX, load_track, save_track
from models.fetching.manifest import cache_folder
from scoring.body.track import PoseTrack

# Change it when poses are found in another way, so that lessons are watched again.
TRACK_VERSION: Final = 1


def is_track(path: Path) -> bool:
    """Whether the name says that this is a saved PoseTrack and not a video."""
    return path.suffix.lower() == SUFFIX


def files_of(path: Path, people: int) -> tuple[Path, ...]:
    """The files in which `people` are: one video, or a saved track each."""
    return of_people(path, people) if is_track(path) else (path,)


def tracks_in(path: Path, model: ModelName, people: int = 1, threads: int = 1) -> list[PoseTrack]:
    """One track a person of a video or a saved track, with a progress bar on stderr.

    A second person's saved track lies beside the first, as `formbox pose --people 2 --out` leaves it.
    Raises NotAVideoError, BadTrackError, or NoPersonError when nobody is in it from begin to end.
    """
    if is_track(path):
        tracks = [load_track(place) for place in files_of(path, people)]
    else:
        tracks = _watch(path, model, people, threads)
    if not any(track.seen.any() for track in tracks):
        raise NoPersonError(f"Nobody was found in {path.name}.")
    return tracks


def _watch(path: Path, model: ModelName, people: int, threads: int) -> list[PoseTrack]:
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
    """Raise NotAVideoError or BadTrackError, before any long work, for what is no video and no track."""
    for path in paths:
        if is_track(path):
            load_track(path)
        else:
            probe(path)


def prepared(video: Path, title: str | None, model: ModelName, threads: int = 1) -> Lesson:
    """The lesson of a video, with its track, which is kept in the cache: the next match starts at once.

    Raises as `tracks_in`.
    """
    state = video.stat()
    name = f"{video.resolve()} {state.st_size} {state.st_mtime_ns} {model} {TRACK_VERSION}"
    kept = cache_folder() / "lessons" / f"{hashlib.sha256(name.encode()).hexdigest()[:24]}.npz"
    if kept.is_file():
        with contextlib.suppress(BadTrackError):  # a spoiled one is made again
            return lesson_of(video, load_track(kept), title)
    track = tracks_in(video, model, threads=threads)[0]
    with contextlib.suppress(OSError):  # a folder that cannot be written only costs the next start
        kept.parent.mkdir(parents=True, exist_ok=True)
        save_track(kept, track)
    return lesson_of(video, track, title)
