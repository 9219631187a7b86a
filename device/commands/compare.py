"""`formbox compare TUTOR USER`: scores how well one recording follows another, without a camera."""

import argparse
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from device.commands.judging import add_judging, demands_of
from device.commands.outputs import add_result, check_outputs, show_result, write_picture, write_results
from device.commands.sources import check_inputs, divided_lesson, is_track, person_files, tracks_in
from device.errors import BadTrackError, NotAVideoError
from device.match.lesson import TutorLesson
from device.match.play.player import FilmPlayer
from device.match.play.recorder import Recorder
from device.match.results.offset import FoundBy, Offset, in_step, offset_between
from device.match.results.replay import judge, replay
from device.media.sound import read_sound
from device.media.video import POSE_FIT, frames
from device.messages import Frame, MatchResult, Moments
from device.tv.drawing.font import script_for
from device.tv.television import Television
from device.words.lookup import words
from scoring.body.track import PoseTrack

# How an offset is said, by what it was found.
OFFSET_SAID: Final = {
    FoundBy.SOUND: "offset_sound",
    FoundBy.MOVEMENT: "offset_movement",
    FoundBy.GIVEN: "offset_given",
    FoundBy.NONE: "offset_none",
}
# Seconds that --offset may give: an hour, the length of a recording.
OFFSET_GIVEN_MAX_S: Final = 3600.0


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its options."""
    parser = commands.add_parser("compare", help="score how well one recording follows another")
    parser.add_argument("tutor", type=Path, help="a video, or a saved track (.npz)")
    parser.add_argument("user", type=Path, help="a video, or a saved track (.npz)")
    add_judging(parser)
    parser.add_argument(
        "--offset",
        type=_seconds,
        metavar="SECONDS",
        help="how much later the user's recording shows the same, negative for earlier; 0 takes both as they "
        "are; found by sound and movement if not given",
    )
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
    offset = _offset(options, tutor, users)
    users = [in_step(user, offset) for user in users]
    if not len(users[0]):
        raise BadTrackError(f"{options.user.name} ends before its second {offset.seconds:g}.")
    if options.video is None:
        results = tuple(judge(lesson, user, options.method) for user in users)
        moments: tuple[Moments, ...] = ()
    if options.video is not None or options.plot is not None:
        script = script_for(options.language)
        screen = Television("headless", script=script)
        try:
            if options.video is not None:
                results, moments = _film(lesson, users, offset, options, screen)
            show_result(screen, results, moments)
            if options.plot is not None:
                write_picture(options.plot, screen)
        finally:
            screen.close()
    write_results(results, options, demands=lesson.demands, offset=offset)
    spoken = words(options.language)
    print("\n" + spoken.text(OFFSET_SAID[offset.found_by], seconds=f"{offset.seconds:+.2f}"))
    return 0


def _seconds(word: str) -> float:
    seconds = float(word)
    if not abs(seconds) <= OFFSET_GIVEN_MAX_S:
        raise argparse.ArgumentTypeError(f"{word} s is more than an hour")
    return seconds


def _offset(options: argparse.Namespace, tutor: PoseTrack, users: list[PoseTrack]) -> Offset:
    if options.offset is not None:
        return Offset(seconds=options.offset, found_by=FoundBy.GIVEN)
    films = None if is_track(options.tutor) or is_track(options.user) else (options.tutor, options.user)
    return offset_between(tutor, users, films)


def _pictures(path: Path, offset: Offset) -> Iterator[Frame]:
    """The user's pictures on the tutor's clock, as `in_step`."""
    for frame in frames(path, POSE_FIT, max(offset.seconds, 0.0)):
        yield replace(frame, time_s=frame.time_s - offset.seconds)


def _film(
    lesson: TutorLesson,
    users: list[PoseTrack],
    offset: Offset,
    options: argparse.Namespace,
    screen: Television,
) -> tuple[tuple[MatchResult, ...], tuple[Moments, ...]]:
    height, width = screen.picture().shape[:2]
    recorder = Recorder(options.video, width, height, read_sound(options.tutor))
    players = (
        FilmPlayer(frames(options.tutor, POSE_FIT)),
        FilmPlayer(_pictures(options.user, offset)),
    )
    try:
        results, moments = replay(
            lesson,
            users,
            *players,
            screen,
            lambda image, at: recorder.add(image, at, wait=True),
            options.method,
            words(script_for(options.language).language),
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
