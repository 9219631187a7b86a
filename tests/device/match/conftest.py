"""Pictures, tracks and a lesson; and a match over doubles, on a clock that runs faster than a real one."""

import dataclasses

import numpy as np
import pytest

from device.camera.file import FileCamera
from device.match.judging.group import Group
from device.match.lesson import lesson_of
from device.match.play.match import Match, Seat
from device.match.play.player import FilmPlayer
from device.match.play.pose_stream import Sight
from device.messages import Frame
from device.runtime.clock import SystemClock
from device.tv.disabled import DisabledSpeaker
from device.tv.simulated import SimulatedScreen
from device.words.lookup import words
from tests.device.pose.simulated import SimulatedPose
from tests.scoring.bodies import as_track, moving

FPS = 25
SECONDS = 4


def pictures(count, size=(48, 64), fps=FPS, offset_s=0.0):
    """Frames whose grey is their number."""
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
    """Somebody beside the tutor's place who stands still."""
    joints = np.repeat(moving(1)[:1], SECONDS * FPS, axis=0) + np.array([200, 0], np.float32)
    return as_track(joints, tutor_track.times)


class QuickClock(SystemClock):
    """Real threads need a real clock: this one runs twice as fast, which a busy machine can follow."""

    SPEED = 2.0

    def now(self):
        return super().now() * self.SPEED

    def sleep(self, seconds):
        super().sleep(seconds / self.SPEED)


class Recording(DisabledSpeaker):
    """Remembers when it was asked to play."""

    def __init__(self):
        self.calls = []

    def play(self, offset_s, rate=1.0):
        self.calls.append(("play", offset_s, rate))

    def stop(self):
        self.calls.append(("stop", None, None))


@pytest.fixture
def build():
    sights = []

    def make(*args, **kwargs):
        match, screen, sight = built(*args, **kwargs)
        sights.append(sight)
        sight.start()
        return match, screen

    yield make
    for sight in sights:
        sight.stop()


def built(
    lesson, *users, camera=None, film=None, speaker=None, language="en", holds=False, clock=None, **parts
):
    clock = clock or QuickClock()
    group = Group(lesson, len(users), words=words(language))  # kernels are loaded before the clock runs
    starts_at = clock.now() + 1.0
    screen = SimulatedScreen()
    make_camera = camera or (lambda clock, at: FileCamera(iter(pictures(SECONDS * FPS)), clock, at))
    on_clock = [dataclasses.replace(user, times=user.times + starts_at) for user in users]
    sight = Sight(
        lambda: make_camera(clock, starts_at), lambda _: SimulatedPose(on_clock), clock, people=len(users)
    )
    match = Match(
        lesson,
        FilmPlayer(iter(pictures(SECONDS * FPS))),
        Seat(sight, "simulated", holds),
        screen,
        speaker or DisabledSpeaker(),
        clock,
        group=group,
        starts_at=starts_at,
        film=film,
        **parts,
    )
    return match, screen, sight


def leaves_at(track, time_s):
    """The same person, who walks out of the picture."""
    gone = track.times > time_s
    landmarks, world = track.landmarks.copy(), track.world.copy()
    landmarks[gone] = world[gone] = np.nan
    return dataclasses.replace(track, landmarks=landmarks, world=world)
