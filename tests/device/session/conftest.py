import numpy as np
import pytest

from device.messages import Frame
from device.session.lesson import lesson_of
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
