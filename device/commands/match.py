"""`formbox match LESSON`: plays one match in front of a camera; composition root of that process.

Starts lesson, screen, sound, film, camera and pose network in order, and stops them in reverse.
"""

import argparse
import contextlib
import logging
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from device.camera.choice import camera_called
from device.choices import SCREEN_MODES
from device.commands.judging import add_judging, demands_of
from device.commands.outputs import (
    add_result,
    check_outputs,
    person_paths,
    show_result,
    write_picture,
    write_results,
)
from device.commands.sources import check_inputs, is_track, prepared_lesson
from device.errors import NotAVideoError
from device.match.judging.group import Group
from device.match.lesson import TutorLesson
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

# How long the result is shown at most, s; a key ends it.
RESULT_SHOWN_S: Final = 30.0
LEAVING: Final = {Press.BACK, Press.HOME, Press.LEAVE}


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its options."""
    parser = commands.add_parser("match", help="follow a tutor video in front of a camera")
    parser.add_argument("lesson", type=Path, help="the tutor's video")
    parser.add_argument("--title", help="the lesson's title (default: the file's name)")
    parser.add_argument(
        "--camera", default="0", help='number of a USB camera, a video file, or "none" (default: 0)'
    )
    parser.add_argument("--screen", choices=SCREEN_MODES, default="auto", help="where to draw")
    add_judging(parser)
    parser.add_argument("--silent", action="store_true", help="without sound")
    parser.add_argument("--record", type=Path, help="write a film of the screen here (.mp4)")
    parser.add_argument("--picture", type=Path, help="write the result screen here (.png)")
    parser.add_argument("--json", type=Path, help="write the result here (.json)")
    parser.add_argument(
        "--track", type=Path, help="write the poses here (.npz); those of a second person with -2 in the name"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Play, print the result, and write the requested files."""
    inputs = [Path(word) for word in (options.lesson, options.camera) if Path(word).exists()]
    outputs = (options.record, options.picture, options.json, *person_paths(options.track, options.people))
    check_outputs(outputs, inputs)
    if is_track(options.lesson):
        raise NotAVideoError(f"{options.lesson.name} has no pictures: a lesson is a video.")
    check_inputs(options.lesson)
    give_back_freed_memory()
    share_one_heap()
    with contextlib.ExitStack() as running:
        lesson = prepared_lesson(options.lesson, options.title, options.model, options.threads)
        lesson = replace(lesson, demands=demands_of(lesson.demands, options))
        script = script_for(options.language)
        screen = Television(options.screen, script=script)
        running.callback(screen.close)
        # cues in the language of the screen: it may lack a font for the chosen one
        group = Group(lesson, options.people, options.method, words(script.language))
        if not _play(lesson, options, screen, group, running):
            print("The match was left before its end, so there is no score.")
    return 0


def _play(
    lesson: TutorLesson,
    options: argparse.Namespace,
    screen: Television,
    group: Group,
    running: contextlib.ExitStack,
) -> bool:
    """Play; returns False if the match was left."""
    clock = SystemClock()
    start_camera = camera_called(options.camera, clock, POSE_FIT)
    estimator = BlazePose(options.model, people=options.people, threads=options.threads)
    sounds = SoundSystem(Loudness(), clock=clock)
    if not options.silent and screen.mode != "headless":
        sounds.start()
        running.callback(sounds.close)
        speaker = sounds.lesson(lesson.video)
    else:
        speaker = DisabledSpeaker()
    skipping = FrameSkipping()
    tutor = FilmPlayer(frames(lesson.video, POSE_FIT, wanted=skipping.wants), skipping.asked)
    recorder = None
    if options.record is not None:
        height, width = screen.picture().shape[:2]
        recorder = Recorder(options.record, width, height, read_sound(lesson.video))
        running.callback(recorder.discard)
    # everything slow is done: the match can have its start time
    starts_at = clock.now() + LEAD_IN_S
    poses = PoseStream(lambda: start_camera(starts_at), lambda _: estimator, clock, people=options.people)
    running.callback(poses.stop)
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
    # before the result screen can be left
    write_results(results, options, options.track, demands=lesson.demands)
    _linger(screen, clock)
    return True


def _linger(screen: Television, clock: Clock) -> None:
    until = clock.now() + (RESULT_SHOWN_S if screen.mode != "headless" else 0.0)
    while clock.now() < until and not set(screen.presses()) & LEAVING:
        clock.sleep(1 / 30)


def _leave_on_key(screen: Screen, _view: MatchView | None) -> MatchCommand:
    """The command of every step: leave at a key, else play."""
    return MatchCommand(course=Course.LEAVE if set(screen.presses()) & LEAVING else Course.PLAY)
