"""`formbox match LESSON`: a live match, and the composition root of the process that plays it.

Builds the parts in order (screen, lesson, camera, pose, sound, film) and stops them in reverse.
"""

import argparse
import contextlib
import logging
from functools import partial
from pathlib import Path
from typing import Final

from device.camera.choice import camera_called
from device.choices import SCREEN_MODES
from device.commands.judging import add_judging
from device.commands.outputs import (
    add_result,
    check_outputs,
    keep,
    of_people,
    show_result,
    write_picture,
)
from device.commands.sources import check_inputs, is_track, prepared
from device.errors import NotAVideoError
from device.match.judging.group import Group
from device.match.lesson import Lesson
from device.match.play.control import Course, MatchCommand
from device.match.play.frame_skipping import FrameSkipping
from device.match.play.match import LEAD_IN_S, RunningMatch
from device.match.play.play_through import play_through
from device.match.play.player import FilmPlayer
from device.match.play.pose_stream import PoseStream
from device.match.play.recorder import Recorder
from device.media.sound import read_sound
from device.media.video import POSE_FIT, frames
from device.messages import MatchView
from device.ports import Clock, Screen
from device.pose.estimator import BlazePose
from device.presses import Press
from device.runtime.clock import SystemClock
from device.runtime.memory import give_back_freed_memory, share_one_heap
from device.tv.disabled import DisabledSpeaker
from device.tv.drawing.font import script_for
from device.tv.sound.loudness import Loudness
from device.tv.sound.system import SoundSystem
from device.tv.television import Television
from device.words.lookup import words

log = logging.getLogger(__name__)

# The result stays until the household leaves it, in a window or on the TV; at the longest:
RESULT_SHOWN_S: Final = 30.0
LEAVING: Final = {Press.BACK, Press.HOME, Press.LEAVE}


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command's words."""
    parser = commands.add_parser("match", help="follow a tutor video in front of a camera")
    parser.add_argument("lesson", type=Path, help="the tutor's video")
    parser.add_argument("--title", help="what the TV shows on top (the file's name)")
    parser.add_argument(
        "--camera", default="0", help='a number (USB camera), a video file, or "none" (default: 0)'
    )
    parser.add_argument("--screen", choices=SCREEN_MODES, default="auto", help="where to draw")
    add_judging(parser)
    parser.add_argument("--silent", action="store_true", help="without sound")
    parser.add_argument("--record", type=Path, help="film the screen here (.mp4)")
    parser.add_argument("--picture", type=Path, help="write the result screen here (.png)")
    parser.add_argument("--json", type=Path, help="write the result here")
    parser.add_argument(
        "--track", type=Path, help="write your own poses here (.npz); a second person gets -2"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Play, print, and write what was asked for."""
    inputs = [Path(word) for word in (options.lesson, options.camera) if Path(word).exists()]
    outputs = (options.record, options.picture, options.json, *of_people(options.track, options.people))
    check_outputs(outputs, inputs)
    if is_track(options.lesson):
        raise NotAVideoError(f"{options.lesson.name} has no pictures: a lesson is a video.")
    check_inputs(options.lesson)
    give_back_freed_memory()
    share_one_heap()
    with contextlib.ExitStack() as parts:
        lesson = prepared(options.lesson, options.title, options.model, options.threads)
        script = script_for(options.language)
        screen = Television(options.screen, script=script)
        parts.callback(screen.close)
        # what is said to people comes from here, what stands on the screens from there: in one language
        group = Group(lesson, options.people, options.method, words(script.language))
        if not _play(lesson, options, screen, group, parts):
            print("The match was left before its end: nothing was scored.")
    return 0


def _play(
    lesson: Lesson,
    options: argparse.Namespace,
    screen: Television,
    group: Group,
    parts: contextlib.ExitStack,
) -> bool:
    """Whether the match was played to its end."""
    clock = SystemClock()
    start_camera = camera_called(options.camera, clock, POSE_FIT)
    estimator = BlazePose(options.model, people=options.people, threads=options.threads)
    sounds = SoundSystem(Loudness(), clock=clock)
    if not options.silent and screen.mode != "headless":
        sounds.start()
        parts.callback(sounds.close)
        speaker = sounds.lesson(lesson.video)
    else:
        speaker = DisabledSpeaker()
    skipping = FrameSkipping()
    tutor = FilmPlayer(frames(lesson.video, POSE_FIT, wanted=skipping.wants), skipping.asked)
    recorder = None
    if options.record is not None:
        height, width = screen.picture().shape[:2]
        recorder = Recorder(options.record, width, height, read_sound(lesson.video))
        parts.callback(recorder.discard)
    # everything slow is done: from here on the clock runs
    starts_at = clock.now() + LEAD_IN_S
    poses = PoseStream(lambda: start_camera(starts_at), lambda _: estimator, clock, people=options.people)
    parts.callback(poses.stop)
    poses.start()
    match = RunningMatch(
        lesson, tutor, speaker, clock, group=group, starts_at=starts_at, model=f"blazepose-{options.model}"
    )
    results = play_through(
        match,
        poses,
        screen,
        clock,
        command=partial(_leave_on_key, screen),
        record=recorder.add if recorder is not None else None,
    )
    if results is None:
        return False
    show_result(screen, results, match.moments)
    if options.picture is not None:
        write_picture(options.picture, screen)
    if recorder is not None:
        add_result(recorder, screen, lesson.duration_s)
        recorder.close()
        if recorder.dropped:
            log.warning("the encoder was too slow: the film misses %d pictures", recorder.dropped)
    # before anybody can leave the result screen
    keep(results, options, options.track)
    _linger(screen, clock)
    return True


def _linger(screen: Television, clock: Clock) -> None:
    until = clock.now() + (RESULT_SHOWN_S if screen.mode != "headless" else 0.0)
    while clock.now() < until and not set(screen.presses()) & LEAVING:
        clock.sleep(1 / 30)


def _leave_on_key(screen: Screen, _view: MatchView | None) -> MatchCommand:
    """At the command line a match can only be left."""
    return MatchCommand(course=Course.LEAVE if set(screen.presses()) & LEAVING else Course.PLAY)
