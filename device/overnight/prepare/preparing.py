"""Turns an upload into a lesson: probe, rendition, poses, segments, thumbnail, then moves the files in place.

Decides the order of the stages and their shares of the progress. Runs in the child process. Finished parts
are kept in the work folder (`checkpoints`), so an interrupted run continues and leaves the same files.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import av.error
import numpy as np

from device.choices import ModelName
from device.errors import DiskTroubleError, NotAVideoError
from device.failure_reasons import HOPELESS, PreparationError, Reason
from device.match.own_examples import load_examples
from device.match.recognition import named_segments
from device.media.contents import FilmContents, look_into
from device.media.listening import listen
from device.media.pictures import Pictures
from device.media.rendition import Plan, copy, encode_stretch, join, plan_of
from device.media.thumbnail import thumbnail
from device.overnight.prepare.beat import beat_of
from device.overnight.prepare.checkpoints import STRETCH_S, Checkpoints, WorkDamagedError
from device.overnight.prepare.facing import facing_of
from device.overnight.prepare.facts import Facts, FoundSegment, facts_as_json, facts_of
from device.overnight.prepare.losses import (
    has_unheard_sound,
    load_original,
    losses,
    original_of,
    save_original,
)
from device.overnight.prepare.movement import motion_of
from device.overnight.prepare.naming import named
from device.overnight.prepare.poses import find_poses, stretches
from device.overnight.prepare.segments import segments_of
from device.overnight.prepare.skeleton import skeleton_of
from device.store.folder import LessonFiles
from device.store.tables import SegmentKind
from device.store.tracks import save_track
from models.files import sync_folder, write_atomic
from scoring.body.track import PoseTrack

# Percent of the whole work at the end of each stage; the poses take most of the time.
LOOKED: Final = 2.0
COPIED: Final = 6.0
ENCODED: Final = 35.0
WATCHED: Final = 97.0
# Seconds in which a body must be seen; less is a passer-by.
SEEN_MIN_S: Final = 1.0

# called with stage, percent, and the film's length in s once it is known
Report = Callable[[str, float, float | None], None]


def prepare(files: LessonFiles, model: ModelName, report: Report) -> Facts:
    """Make the lesson's files out of its original.

    Damaged work is thrown away, once. Raises PreparationError, DiskTroubleError, MemoryError and OSError.
    """
    checkpoints = Checkpoints(files.work)
    if not files.original.is_file():
        raise PreparationError(Reason.MISSING)
    checkpoints.open(files.original, model)
    try:
        facts = _made(files, checkpoints, model, report)
    except WorkDamagedError:
        checkpoints.throw_away()
        checkpoints.open(files.original, model)
        try:
            facts = _made(files, checkpoints, model, report)
        except WorkDamagedError as error:
            raise PreparationError(error.reason) from error
    report("finishing", 100.0, facts.duration_s)
    for made, place in _outputs(files, checkpoints):
        if made.is_file():
            made.replace(place)
    sync_folder(files.root)
    return facts


def _made(files: LessonFiles, checkpoints: Checkpoints, model: ModelName, report: Report) -> Facts:
    """Make all files that are not made yet, in the work folder. Raises WorkDamagedError."""
    fresh = not checkpoints.facts.is_file()
    try:
        if fresh:
            _make(files, checkpoints, model, report)
    except (IsADirectoryError, NotADirectoryError) as error:
        raise WorkDamagedError from error
    try:
        facts = facts_of(json.loads(checkpoints.facts.read_bytes()))
        if not fresh:
            _check_outputs(files, checkpoints)
    except (OSError, LookupError, TypeError, ValueError) as error:
        raise WorkDamagedError from error
    return facts


def _check_outputs(files: LessonFiles, checkpoints: Checkpoints) -> None:
    """Whether all that was made earlier is still whole; some of it may be in its place already."""
    made = {place: made for made, place in _outputs(files, checkpoints)}
    if not all(one.is_file() or place.is_file() for place, one in made.items()):
        raise WorkDamagedError
    if not all(checkpoints.has(one) for one in made.values() if one.exists()):
        raise WorkDamagedError


@contextmanager
def _own(checkpoints: Checkpoints) -> Iterator[None]:
    """Inside, files of the work folder are read: bad contents are no fault of the original."""
    try:
        yield
    except PreparationError as error:
        if error.reason in HOPELESS:
            raise WorkDamagedError(error.reason) from error
        if error.reason is Reason.MISSING:
            raise WorkDamagedError from error
        raise
    except DiskTroubleError as error:
        if error.path.parent == checkpoints.folder:
            raise WorkDamagedError from error
        raise
    except (NotAVideoError, av.error.FFmpegError) as error:
        if isinstance(error, OSError):  # of what is written
            raise
        raise WorkDamagedError from error


def _outputs(files: LessonFiles, checkpoints: Checkpoints) -> list[tuple[Path, Path]]:
    """(work file, place) of each output; the video is the last, because it makes the lesson playable."""
    places = (files.thumbnail, files.skeleton, files.track, files.video)
    return [(checkpoints.folder / place.name, place) for place in places]


def _make(files: LessonFiles, checkpoints: Checkpoints, model: ModelName, report: Report) -> None:
    if not checkpoints.has(checkpoints.video):
        report("looking", 0.0, None)
        contents = look_into(files.original, lambda: report("looking", 0.0, None))
        report("looking", LOOKED, contents.length_s)
        save_original(checkpoints.original, original_of(contents))
        _render(files.original, contents, checkpoints, report)
    with _own(checkpoints):
        _watch(files, checkpoints, model, report)


def _watch(files: LessonFiles, checkpoints: Checkpoints, model: ModelName, report: Report) -> None:
    """Find in the rendition all that is to be known."""
    video = checkpoints.video
    contents = look_into(video)
    report("poses", ENCODED, contents.length_s)
    track = find_poses(
        video, contents, model, checkpoints, _between(report, "poses", ENCODED, WATCHED, contents)
    )
    if not track.seen.any() or track.seen.mean() * contents.length_s < SEEN_MIN_S:
        raise PreparationError(Reason.NOBODY)
    report("finishing", WATCHED, contents.length_s)
    sound = listen(video)
    beat_bpm = beat_of(sound, track)
    segments = named(
        segments_of(motion_of(track, contents.length_s), contents.length_s, sound),
        named_segments(track, own=load_examples(files.own)),
        beat=beat_bpm is not None,
        sound=sound is not None,
    )
    facts = Facts(
        contents.length_s,
        contents.width,
        contents.height,
        contents.has_sound,
        facing_of(track),
        tuple(segments),
        beat_bpm,
        losses(
            load_original(checkpoints.original),
            track.times,
            silent=not contents.has_sound and has_unheard_sound(files.original),
        ),
    )
    save_track(checkpoints.folder / files.track.name, track)
    skeleton = skeleton_of(track, contents.width, contents.height, contents.length_s)
    write_atomic(checkpoints.folder / files.skeleton.name, skeleton)
    picture = thumbnail(video, contents, _thumbnail_time(track, segments))
    write_atomic(checkpoints.folder / files.thumbnail.name, picture)
    for made, _ in _outputs(files, checkpoints):
        checkpoints.advanced(made)
    write_atomic(checkpoints.facts, facts_as_json(facts).encode())


def _render(original: Path, contents: FilmContents, checkpoints: Checkpoints, report: Report) -> None:
    """Make the rendition: by copying packets where the plan allows and it works, else by encoding."""
    plan = plan_of(contents)
    copying = _between(report, "rendition", LOOKED, COPIED, contents)
    if plan.copy and not checkpoints.part(0).is_file():
        try:
            copy(original, contents, checkpoints.video, copying)
        except (av.error.FFmpegError, ValueError) as error:
            if isinstance(error, OSError):  # the disk's
                raise
            # packets out of order cannot be copied, but decoded
        else:
            checkpoints.advanced(checkpoints.video)
            return
    _encode(original, contents, plan, checkpoints, report)


def _encode(
    original: Path, contents: FilmContents, plan: Plan, checkpoints: Checkpoints, report: Report
) -> None:
    report_share = _between(report, "rendition", LOOKED, ENCODED, contents)
    parts = [checkpoints.part(number) for number in range(stretches(contents))]
    share = 0.0
    with Pictures(original, contents, lambda: report_share(share)) as pictures:
        for number, part in enumerate(parts):
            start_s = number * STRETCH_S
            share = 0.95 * number / len(parts)
            if not checkpoints.has(part):
                encode_stretch(pictures.between(start_s, start_s + STRETCH_S), start_s, plan, part)
                checkpoints.advanced(part)
    if not any(part.stat().st_size for part in parts):
        raise PreparationError(Reason.DAMAGED)
    with _own(checkpoints):
        join(
            parts,
            STRETCH_S,
            original,
            contents,
            checkpoints.video,
            lambda done: report_share(0.95 + 0.05 * done),
        )
    checkpoints.advanced(checkpoints.video)
    for part in parts:
        part.unlink()


def _between(
    report: Report, stage: str, begin: float, end: float, contents: FilmContents
) -> Callable[[float], None]:
    """A function that reports a share of a stage, 0 to 1, as percent of the whole work."""
    return lambda share: report(stage, begin + (end - begin) * share, contents.length_s)


def _thumbnail_time(track: PoseTrack, segments: list[FoundSegment]) -> float:
    """The time of the thumbnail, s: where the body is seen, nearest to the middle of the longest exercise."""
    exercises = [one for one in segments if one.kind is SegmentKind.EXERCISE]
    longest = max(exercises or segments, key=lambda one: one.end_s - one.start_s)
    seen = track.times[track.seen]
    middle = (longest.start_s + longest.end_s) / 2
    return float(seen[np.argmin(np.abs(seen - middle))])
