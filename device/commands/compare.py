"""`formbox compare TUTOR USER`: scores how well one recording follows another, without a camera."""

import argparse
from dataclasses import replace
from pathlib import Path
from typing import Final

from device.commands.judging import add_judging, demands_of
from device.commands.outputs import add_result, check_outputs, show_result, write_picture, write_results
from device.commands.sources import check_inputs, divided_lesson, is_track, person_files, tracks_in
from device.errors import NotAVideoError
from device.match.lesson import TutorLesson
from device.match.play.player import FilmPlayer
from device.match.play.recorder import Recorder
from device.match.results.replay import judge, replay
from device.media.sound import read_sound
from device.media.video import POSE_FIT, frames
from device.messages import MatchResult, Moments
from device.tv.drawing.font import script_for
from device.tv.television import Television
from device.words.lookup import Words, words
from scoring.body.track import PoseTrack

SHORTER_REPORTED_S: Final = 1.0


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its options."""
    parser = commands.add_parser("compare", help="score how well one recording follows another")
    parser.add_argument("tutor", type=Path, help="a video, or a saved track (.npz)")
    parser.add_argument("user", type=Path, help="a video, or a saved track (.npz)")
    add_judging(parser)
    parser.add_argument("--json", type=Path, help="write the result here (.json)")
    parser.add_argument("--plot", type=Path, help="write the result screen here (.png)")
    parser.add_argument("--video", type=Path, help="write the match as a film here (.mp4)")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Compare, print the result, and write the requested files."""
    inputs = (options.tutor, *person_files(options.user, options.people))
    check_outputs((options.json, options.plot, options.video), inputs)
    check_inputs(*inputs)
    if options.video is not None and (is_track(options.tutor) or is_track(options.user)):
        raise NotAVideoError("A film needs two videos: a saved track has no pictures.")
    tutor = tracks_in(options.tutor, options.model, threads=options.threads)[0]
    users = tracks_in(options.user, options.model, options.people, options.threads)
    lesson = divided_lesson(options.tutor, tutor)
    lesson = replace(lesson, demands=demands_of(lesson.demands, options))
    if options.video is None:
        results = tuple(judge(lesson, user, options.method) for user in users)
        moments: tuple[Moments, ...] = ()
    if options.video is not None or options.plot is not None:
        script = script_for(options.language)
        screen = Television("headless", script=script)
        try:
            if options.video is not None:
                results, moments = _film(lesson, users, options, screen, words(script.language))
            show_result(screen, results, moments)
            if options.plot is not None:
                write_picture(options.plot, screen)
        finally:
            screen.close()
    write_results(results, options, demands=lesson.demands)
    shorter_s = lesson.duration_s - users[0].times[-1]
    if shorter_s > SHORTER_REPORTED_S:
        print(f"\n{options.user.name} is {shorter_s:.0f} s shorter than {options.tutor.name}.")
    return 0


def _film(
    lesson: TutorLesson,
    users: list[PoseTrack],
    options: argparse.Namespace,
    screen: Television,
    spoken: Words,
) -> tuple[tuple[MatchResult, ...], tuple[Moments, ...]]:
    height, width = screen.picture().shape[:2]
    recorder = Recorder(options.video, width, height, read_sound(options.tutor))
    players = (
        FilmPlayer(frames(options.tutor, POSE_FIT)),
        FilmPlayer(frames(options.user, POSE_FIT)),
    )
    try:
        results, moments = replay(
            lesson,
            users,
            *players,
            screen,
            lambda image, at: recorder.add(image, at, wait=True),
            options.method,
            spoken,
        )
        show_result(screen, results, moments)
        add_result(recorder, screen, lesson.duration_s)
        recorder.close()
    except BaseException:
        recorder.discard()
        raise
    finally:
        for player in players:
            player.stop()
    return results, moments
