import threading

import numpy as np
import pytest

from device.camera.disabled import DisabledCamera
from device.errors import CameraError
from device.match.play.pose_stream import PoseStream
from device.messages import Frame
from device.runtime.clock import SystemClock
from scoring.body.track import Pose

WAIT_S = 20.0
CLOCK = SystemClock()


class EndlessCamera:
    """A camera that gives a picture at every read, and counts its calls."""

    def __init__(self, small=None):
        self.closed = 0
        self.reads = 0
        self.small = small

    def read(self, timeout_s):
        CLOCK.sleep(0.001)
        self.reads += 1
        return Frame(CLOCK.now(), np.zeros((48, 64, 3), np.uint8), self.small)

    def close(self):
        self.closed += 1


class NumberedPoses:
    """An estimator that finds every person; all coordinates of a pose are its place's number from 1."""

    def __init__(self, people, made):
        self.people = people
        self.closed = False
        self.sizes = set()
        self.estimates = 0
        made.append(self)

    def estimate(self, image, time_s):
        assert not self.closed
        self.sizes.add(image.shape)
        self.estimates += 1
        return tuple(_pose(number + 1.0) for number in range(self.people))

    def close(self):
        self.closed = True


def _pose(x):
    return Pose(np.full((33, 3), x, np.float32), np.ones(33, np.float32), np.zeros((33, 3), np.float32))


@pytest.fixture
def made():
    return []


@pytest.fixture
def look(made):
    streams = []

    def begin(camera=None, **kind):
        stream = PoseStream(
            lambda: camera or EndlessCamera(), lambda people: NumberedPoses(people, made), CLOCK, **kind
        )
        streams.append(stream)
        stream.start()
        return stream

    yield begin
    for stream in streams:
        stream.stop()


def taken(stream, wanted=lambda posed: True):
    """The first picture that is wanted."""
    until = CLOCK.now() + WAIT_S
    while CLOCK.now() < until:
        stream.check()
        posed = stream.take()
        if posed is not None and wanted(posed):
            return posed
        CLOCK.sleep(0.002)
    raise AssertionError("no such picture came")


def noses(posed):
    return [pose.landmarks[0, 0] for pose in posed.people]


def test_a_picture_comes_with_the_people_in_it(look):
    stream = look(people=2)
    assert noses(taken(stream)) == [1.0, 2.0]
    taken(stream)
    figures = stream.figures
    assert figures.size == (64, 48)
    assert figures.delay_ms >= 0


def test_people_are_ordered_as_the_picture_is_shown(look):
    assert noses(taken(look(people=2, mirrored=True))) == [2.0, 1.0]


def test_another_number_of_people_takes_another_estimator(look, made):
    stream = look(people=1)
    taken(stream)
    stream.watch(2)
    assert noses(taken(stream, lambda posed: len(posed.people) == 2)) == [1.0, 2.0]
    stream.watch(0)
    assert taken(stream, lambda posed: not posed.people).people == ()
    assert [one.closed for one in made] == [True, True]


def test_people_are_looked_for_as_often_as_wanted(look, made):
    camera = EndlessCamera()
    stream = look(camera=camera, people=1)
    taken(stream)
    stream.watch(1, 3600.0)
    before, reads = made[0].estimates, camera.reads
    while camera.reads < reads + 50:
        CLOCK.sleep(0.001)
        stream.check()
    assert made[0].estimates <= before + 1  # one may have begun before `watch`


def test_a_pose_of_the_small_picture_lies_in_the_large_one(look, made):
    posed = taken(look(camera=EndlessCamera(np.zeros((12, 16, 3), np.uint8))))
    assert noses(posed) == [4.0]
    assert made[0].sizes == {(12, 16, 3)}
    assert posed.frame.image.shape == (48, 64, 3)


def test_it_releases_the_camera_and_can_start_again(look, made):
    camera = EndlessCamera()
    stream = look(camera=camera)
    taken(stream)
    stream.stop()
    stream.stop()
    assert (camera.closed, stream.running, made[0].closed) == (1, False, True)
    stream.start()
    stream.start()
    taken(stream)
    assert sum(thread.name in {"camera", "pose"} for thread in threading.enumerate()) == 2


def test_check_raises_the_error_of_a_thread(look):
    class Broken(EndlessCamera):
        def read(self, timeout_s):
            raise CameraError("It fell down.")

    stream = look(camera=Broken())
    with pytest.raises(CameraError, match="fell down"):
        taken(stream)


def test_without_a_camera_there_is_no_picture(look):
    stream = look(camera=DisabledCamera(CLOCK))
    assert stream.take() is None
    assert stream.figures.camera_fps is None


def test_three_people_cannot_be_looked_for(look):
    with pytest.raises(ValueError, match="one or two"):
        look().watch(3)
