"""`formbox match LESSON`: a live match, and the composition root of the process that plays it.

Builds the parts in order (screen, lesson, camera, pose, sound, film) and stops them in reverse.
"""

import argparse
import contextlib
from pathlib import Path

from device.camera.disabled import DisabledCamera
from device.camera.file import FileCamera
from device.camera.v4l2 import V4l2Camera
from device.commands.compare import add_result, write_picture
from device.commands.sources import POSE_FIT, check_output, tracks_in
from device.errors import BadTrackError, CameraError
from device.health.memory import give_back_freed_memory
from device.media.sound import read_sound
from device.media.video import frames
from device.messages import MatchResult
from device.ports import Camera, Clock
from device.pose.estimator import BlazePose
from device.session.clock import SystemClock
from device.session.lesson import Lesson, lesson_of
from device.session.match import LEAD_IN_S, Match, Seat
from device.session.recorder import Recorder
from device.session.referee import METHODS, Referee
from device.session.report import as_json, as_table
from device.session.tutor import TutorPlayer
from device.station.speaker import open_speaker
from device.station.television import Television
from device.store.tracks import load_track, save_track
from models.atomic import write_atomic

# The result stays until the household leaves it, in a window or on the TV; at the longest:
RESULT_SHOWN_S = 30.0


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command's words."""
    parser = commands.add_parser("match", help="follow a tutor video in front of a camera")
    parser.add_argument("lesson", type=Path, help="the tutor's video")
    parser.add_argument("--title", help="what the TV shows on top (the file's name)")
    parser.add_argument(
        "--camera", default="0", help='a number (USB camera), a video file, or "none" (default: 0)'
    )
    parser.add_argument(
        "--screen", choices=("auto", "fullscreen", "window", "headless"), default="auto", help="where to draw"
    )
    parser.add_argument("--method", choices=METHODS, default="paper")
    parser.add_argument("--model", choices=("lite", "full", "heavy"), default="lite")
    parser.add_argument("--threads", type=int, choices=range(1, 9), default=1, metavar="1..8")
    parser.add_argument("--silent", action="store_true", help="without sound")
    parser.add_argument("--record", type=Path, help="film the screen here (.mp4)")
    parser.add_argument("--picture", type=Path, help="write the result screen here (.png)")
    parser.add_argument("--json", type=Path, help="write the result here")
    parser.add_argument("--track", type=Path, help="write your own poses here (.npz)")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Play, print, and write what was asked for."""
    for output in (options.record, options.picture, options.json, options.track):
        check_output(output)
    give_back_freed_memory()
    with contextlib.ExitStack() as parts:
        lesson = prepared(options)
        screen = Television(options.screen)
        parts.callback(screen.close)
        result = _play(lesson, options, screen, parts)
    if result is None:
        print("The match was left before its end: nothing was scored.")
        return 0
    if options.json is not None:
        write_atomic(options.json, as_json(result).encode())
    if options.track is not None:
        save_track(options.track, result.track)
    print(as_table(result))
    return 0


def prepared(options: argparse.Namespace) -> Lesson:
    """The lesson with its track, which is kept beside the video so that the next match starts at once."""
    video: Path = options.lesson
    kept = video.with_name(f"{video.stem}.{options.model}.npz")
    if kept.is_file() and video.is_file() and kept.stat().st_mtime >= video.stat().st_mtime:
        with contextlib.suppress(BadTrackError):  # a spoiled one is made again
            return lesson_of(video, load_track(kept), options.title)
    track = tracks_in(video, options.model, threads=options.threads)[0]
    with contextlib.suppress(OSError):  # a folder that cannot be written only costs the next start
        save_track(kept, track)
    return lesson_of(video, track, options.title)


def _play(
    lesson: Lesson, options: argparse.Namespace, screen: Television, parts: contextlib.ExitStack
) -> MatchResult | None:
    clock = SystemClock()
    sound = read_sound(lesson.video)
    estimator = BlazePose(options.model, people=1, threads=options.threads)
    parts.callback(estimator.close)
    heard = not options.silent and screen.mode != "headless"
    speaker = open_speaker(sound if heard else None)
    tutor = TutorPlayer(frames(lesson.video, POSE_FIT))
    recorder = None
    if options.record is not None:
        height, width = screen.picture().shape[:2]
        recorder = Recorder(options.record, width, height, sound)
        parts.callback(recorder.discard)
    referee = Referee(lesson, options.method)
    # everything slow is done: from here on the clock runs
    starts_at = clock.now() + LEAD_IN_S
    camera = open_camera(options.camera, clock, starts_at)
    parts.callback(camera.close)
    match = Match(
        lesson,
        tutor,
        Seat(camera, estimator, f"blazepose-{options.model}"),
        screen,
        speaker,
        clock,
        referee=referee,
        starts_at=starts_at,
        film=recorder.add if recorder is not None else None,
    )
    result = match.play()
    if result is None:
        return None
    screen.show_result(result, match.worst)
    if options.picture is not None:
        write_picture(options.picture, screen)
    if recorder is not None:
        add_result(recorder, screen, lesson.duration_s)
        recorder.close()
    _linger(screen, clock)
    return result


def _linger(screen: Television, clock: Clock) -> None:
    until = clock.now() + (RESULT_SHOWN_S if screen.mode != "headless" else 0.0)
    while clock.now() < until and not screen.wants_to_leave():
        clock.sleep(1 / 30)


def open_camera(name: str, clock: Clock, starts_at: float) -> Camera:
    """The camera called `name`: a number, a video file or "none". Raises CameraError for anything else."""
    if name == "none":
        return DisabledCamera(clock)
    if name.isdigit():
        return V4l2Camera(int(name), clock)
    if Path(name).is_file():
        return FileCamera(frames(Path(name), POSE_FIT), clock, starts_at)
    raise CameraError(f"There is no camera or video called {name}.")
