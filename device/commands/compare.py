"""`formbox compare TUTOR USER`: how well one recording follows another, without a camera."""

import argparse
from pathlib import Path
from typing import Final

from device.commands.outputs import add_result, check_outputs, write_picture
from device.commands.sources import POSE_FIT, check_inputs, is_track, tracks_in
from device.errors import NotAVideoError
from device.media.sound import read_sound
from device.media.video import frames
from device.messages import MatchResult, Moment
from device.session.lesson import Lesson, lesson_of
from device.session.methods import DEFAULT, METHODS
from device.session.player import FilmPlayer
from device.session.recorder import Recorder
from device.session.replay import judge, replay
from device.session.report import as_json, as_table
from device.station.television import Television
from models.atomic import write_atomic
from scoring.track import PoseTrack

SHORTER_WORTH_SAYING_S: Final = 1.0


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command's words."""
    parser = commands.add_parser("compare", help="score how well one recording follows another")
    parser.add_argument("tutor", type=Path, help="a video, or a saved track (.npz)")
    parser.add_argument("user", type=Path, help="a video, or a saved track (.npz)")
    parser.add_argument("--method", choices=METHODS, default=DEFAULT, help="how to score")
    parser.add_argument("--model", choices=("lite", "full", "heavy"), default="lite", help="pose network")
    parser.add_argument(
        "--threads", type=int, choices=range(1, 9), default=1, metavar="1..8", help="CPU threads"
    )
    parser.add_argument("--json", type=Path, help="write the result here")
    parser.add_argument("--plot", type=Path, help="write the result screen here (.png)")
    parser.add_argument("--video", type=Path, help="write the whole match as a film here (.mp4)")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Compare, print, and write what was asked for."""
    check_outputs((options.json, options.plot, options.video), (options.tutor, options.user))
    check_inputs(options.tutor, options.user)
    if options.video is not None and (is_track(options.tutor) or is_track(options.user)):
        raise NotAVideoError("A film needs two videos: a saved track has no pictures.")
    tutor = tracks_in(options.tutor, options.model, threads=options.threads)[0]
    user = tracks_in(options.user, options.model, threads=options.threads)[0]
    lesson = lesson_of(options.tutor, tutor)
    worst: Moment | None = None
    if options.video is None:
        result = judge(lesson, user, options.method)
    if options.video is not None or options.plot is not None:
        screen = Television("headless")
        try:
            if options.video is not None:
                result, worst = _film(lesson, user, options, screen)
            screen.show_result(result, worst)
            if options.plot is not None:
                write_picture(options.plot, screen)
        finally:
            screen.close()
    if options.json is not None:
        write_atomic(options.json, as_json(result).encode())
    print(as_table(result))
    shorter_s = lesson.duration_s - user.times[-1]
    if shorter_s > SHORTER_WORTH_SAYING_S:
        print(f"\n{options.user.name} is {shorter_s:.0f} s shorter than {options.tutor.name}.")
    return 0


def _film(
    lesson: Lesson, user: PoseTrack, options: argparse.Namespace, screen: Television
) -> tuple[MatchResult, Moment | None]:
    height, width = screen.picture().shape[:2]
    recorder = Recorder(options.video, width, height, read_sound(options.tutor))
    players = (
        FilmPlayer(frames(options.tutor, POSE_FIT)),
        FilmPlayer(frames(options.user, POSE_FIT)),
    )
    try:
        result, worst = replay(
            lesson,
            user,
            *players,
            screen,
            lambda image, at: recorder.add(image, at, wait=True),
            options.method,
        )
        screen.show_result(result, worst)
        add_result(recorder, screen, lesson.duration_s)
        recorder.close()
    except BaseException:
        recorder.discard()
        raise
    finally:
        for player in players:
            player.stop()
    return result, worst
