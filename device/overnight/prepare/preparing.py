"""An upload becomes a lesson: looked into, made playable, watched by the pose network, divided, put in place.

Decides the order of the stages and how far the work is; runs in a process of its own (`child`), which knows
the lesson's folder and nothing else. What is finished is kept in the work folder (`checkpoints`); a run that
was interrupted, in whatever stage, goes on there and leaves the same files.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Final

import av.error
import numpy as np

from device.choices import ModelName
from device.failure_reasons import PreparationError, Reason
from device.media.contents import FilmContents, look_into
from device.media.pictures import Pictures
from device.media.rendition import Plan, copy, encode_stretch, join, plan_of
from device.media.thumbnail import thumbnail
from device.overnight.prepare.checkpoints import STRETCH_S, Checkpoints
from device.overnight.prepare.facing import facing_of
from device.overnight.prepare.facts import Facts, FoundSegment, facts_as_json, facts_of
from device.overnight.prepare.movement import motion_of
from device.overnight.prepare.poses import find_poses, stretches
from device.overnight.prepare.segments import segments_of
from device.overnight.prepare.skeleton import skeleton_of
from device.store.folder import LessonFiles
from device.store.tables import SegmentKind
from device.store.tracks import save_track
from models.files import sync_folder, write_atomic
from scoring.body.track import PoseTrack

# Shares of the whole work, percent at the end of each stage: poses take most of it.
LOOKED: Final = 2.0
COPIED: Final = 6.0
ENCODED: Final = 35.0
WATCHED: Final = 97.0
# Seconds in which somebody is seen: less is a passer-by, nobody to follow.
SEEN_MIN_S: Final = 1.0

# stage, percent, the film's length in s once it is known
Tell = Callable[[str, float, float | None], None]


def prepare(files: LessonFiles, model: ModelName, tell: Tell) -> Facts:
    """Make the lesson's files out of its original. Raises PreparationError, or what the system raises."""
    checkpoints = Checkpoints(files.work)
    if not files.original.is_file():
        raise PreparationError(Reason.MISSING)
    checkpoints.open(files.original, model)
    if not checkpoints.facts.is_file():
        _make(files, checkpoints, model, tell)
    facts = facts_of(json.loads(checkpoints.facts.read_bytes()))
    tell("finishing", 100.0, facts.duration_s)
    for made, place in _outputs(files, checkpoints):
        if made.is_file():
            made.replace(place)
    sync_folder(files.root)
    return facts


def _outputs(files: LessonFiles, checkpoints: Checkpoints) -> list[tuple[Path, Path]]:
    """Where each file is made and where it belongs; the video last: it is what makes a lesson playable."""
    places = (files.thumbnail, files.skeleton, files.track, files.video)
    return [(checkpoints.folder / place.name, place) for place in places]


def _make(files: LessonFiles, checkpoints: Checkpoints, model: ModelName, tell: Tell) -> None:
    if not checkpoints.video.is_file():
        tell("looking", 0.0, None)
        contents = look_into(files.original, lambda: tell("looking", 0.0, None))
        tell("looking", LOOKED, contents.length_s)
        _render(files.original, contents, checkpoints, tell)
    video = checkpoints.video
    contents = look_into(video)
    tell("poses", ENCODED, contents.length_s)
    track = find_poses(
        video, contents, model, checkpoints, _between(tell, "poses", ENCODED, WATCHED, contents)
    )
    if not track.seen.any() or track.seen.mean() * contents.length_s < SEEN_MIN_S:
        raise PreparationError(Reason.NOBODY)
    tell("finishing", WATCHED, contents.length_s)
    segments = segments_of(motion_of(track, contents.length_s), contents.length_s)
    facts = Facts(
        contents.length_s,
        contents.width,
        contents.height,
        contents.has_sound,
        facing_of(track),
        tuple(segments),
    )
    save_track(checkpoints.folder / files.track.name, track)
    skeleton = skeleton_of(track, contents.width, contents.height, contents.length_s)
    write_atomic(checkpoints.folder / files.skeleton.name, skeleton)
    picture = thumbnail(video, contents, _telling_moment(track, segments))
    write_atomic(checkpoints.folder / files.thumbnail.name, picture)
    write_atomic(checkpoints.facts, facts_as_json(facts).encode())


def _render(original: Path, contents: FilmContents, checkpoints: Checkpoints, tell: Tell) -> None:
    """Make the rendition: copied where that will do and works, else encoded stretch by stretch."""
    plan = plan_of(contents)
    copying = _between(tell, "rendition", LOOKED, COPIED, contents)
    if plan.copy and not checkpoints.part(0).is_file():
        try:
            copy(original, contents, checkpoints.video, copying)
        except (av.error.FFmpegError, ValueError):
            # a file whose packets are out of order: its pictures may still be good
            pass
        else:
            checkpoints.advanced()
            return
    _encode(original, contents, plan, checkpoints, tell)


def _encode(original: Path, contents: FilmContents, plan: Plan, checkpoints: Checkpoints, tell: Tell) -> None:
    told = _between(tell, "rendition", LOOKED, ENCODED, contents)
    parts = [checkpoints.part(number) for number in range(stretches(contents))]
    share = 0.0
    with Pictures(original, contents, lambda: told(share)) as pictures:
        for number, part in enumerate(parts):
            start_s = number * STRETCH_S
            share = 0.95 * number / len(parts)
            if not part.is_file():
                encode_stretch(pictures.between(start_s, start_s + STRETCH_S), start_s, plan, part)
                checkpoints.advanced()
    if not any(part.stat().st_size for part in parts):
        raise PreparationError(Reason.DAMAGED)
    join(parts, STRETCH_S, original, contents, checkpoints.video, lambda done: told(0.95 + 0.05 * done))
    for part in parts:
        part.unlink()


def _between(
    tell: Tell, stage: str, begin: float, end: float, contents: FilmContents
) -> Callable[[float], None]:
    """Tells a share of a stage, 0 to 1, as percent of the whole work."""
    return lambda share: tell(stage, begin + (end - begin) * share, contents.length_s)


def _telling_moment(track: PoseTrack, segments: list[FoundSegment]) -> float:
    """When to take the lesson's picture: amid its longest exercise, where the body is seen."""
    exercises = [one for one in segments if one.kind is SegmentKind.EXERCISE]
    longest = max(exercises or segments, key=lambda one: one.end_s - one.start_s)
    seen = track.times[track.seen]
    middle = (longest.start_s + longest.end_s) / 2
    return float(seen[np.argmin(np.abs(seen - middle))])
