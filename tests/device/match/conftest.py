"""Pictures, tracks, a lesson, and a match with test doubles on a clock that runs twice as fast."""

import dataclasses

import numpy as np
import pytest

from device.camera.file import FileCamera
from device.match.judging.group import Group
from device.match.lesson import lesson_of
from device.match.play.match import RunningMatch
from device.match.play.play_through import play_on, play_through
from device.match.play.player import FilmPlayer
from device.match.play.pose_stream import PoseStream
from device.messages import Frame
from device.runtime.clock import SystemClock
from device.tv.disabled import DisabledSpeaker
from device.words.lookup import words
from tests.device.pose.simulated import SimulatedPose
from tests.device.tv.simulated_screen import SimulatedScreen
from tests.scoring.bodies import as_track, moving

FPS = 25
SECONDS = 4


def pictures(count, size=(48, 64), fps=FPS, offset_s=0.0):
    """Frames whose pixels are their number, modulo 256."""
    return [
        Frame(offset_s + number / fps, np.full((*size, 3), number % 256, np.uint8)) for number in range(count)
    ]


@pytest.fixture
def tutor_track():
    count = SECONDS * FPS
    return as_track(moving(count, rate_hz=FPS), np.arange(count) / FPS)


@pytest.fixture
def lesson(tutor_track, tmp_path):
    return lesson_of(tmp_path / "arm_swing.mp4", tutor_track)


@pytest.fixture
def idle_track(tutor_track):
    """A person who stands still, 200 px to the right of the tutor."""
    joints = np.repeat(moving(1)[:1], SECONDS * FPS, axis=0) + np.array([200, 0], np.float32)
    return as_track(joints, tutor_track.times)


class QuickClock(SystemClock):
    """Twice as fast as the real clock, which the real threads of a busy machine can still follow."""

    SPEED = 2.0

    def now(self):
        return super().now() * self.SPEED

    def sleep(self, seconds):
        super().sleep(seconds / self.SPEED)


class RecordedSpeaker(DisabledSpeaker):
    """Records its calls."""

    def __init__(self):
        self.calls = []

    def play(self, offset_s, rate=1.0):
        self.calls.append(("play", offset_s, rate))

    def stop(self):
        self.calls.append(("stop", None, None))


class Played:
    """A match with its doubles; `play` plays it through."""

    def __init__(self, match, poses, screen, clock, command, record):
        self.match = match
        self.poses = poses
        self.screen = screen
        self._clock = clock
        self._command = command
        self._record = record

    def play(self):
        return play_through(
            self.match,
            self.poses,
            self.screen,
            self._clock,
            command=self._command,
            record=self._record,
        )


@pytest.fixture
def build():
    streams = []

    def make(*args, **kwargs):
        played = built(*args, **kwargs)
        streams.append(played.poses)
        played.poses.start()
        return played

    yield make
    for stream in streams:
        stream.stop()


def built(
    lesson,
    *users,
    camera=None,
    record=None,
    speaker=None,
    language="en",
    pauses_itself=False,
    clock=None,
    command=play_on,
    people=None,
    film=None,
):
    clock = clock or QuickClock()
    # kernels are loaded before the clock runs
    group = Group(lesson, people or len(users), words=words(language))
    starts_at = clock.now() + 1.0
    make_camera = camera or (lambda clock, at: FileCamera(iter(pictures(SECONDS * FPS)), clock, at))
    on_clock = [dataclasses.replace(user, times=user.times + starts_at) for user in users]
    poses = PoseStream(
        lambda: make_camera(clock, starts_at), lambda _: SimulatedPose(on_clock), clock, people=len(users)
    )
    match = RunningMatch(
        lesson,
        film or FilmPlayer(iter(pictures(SECONDS * FPS))),
        speaker or DisabledSpeaker(),
        clock,
        group=group,
        starts_at=starts_at,
        model="simulated",
        pauses_itself=pauses_itself,
    )
    return Played(match, poses, SimulatedScreen(), clock, command, record)


def leaves_at(track, time_s):
    """The same person, who walks out of the picture."""
    gone = track.times > time_s
    landmarks, world = track.landmarks.copy(), track.world.copy()
    landmarks[gone] = world[gone] = np.nan
    return dataclasses.replace(track, landmarks=landmarks, world=world)
