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


class Lamp:
    """A camera that gives a picture whenever it is asked, and counts what is done with it."""

    def __init__(self, small=None):
        self.closed = 0
        self.small = small

    def read(self, timeout_s):
        CLOCK.sleep(0.001)
        return Frame(CLOCK.now(), np.zeros((48, 64, 3), np.uint8), self.small)

    def close(self):
        self.closed += 1


class Sees:
    """An estimator that sees one person a place, whose nose stands at its place's number."""

    def __init__(self, people, made):
        self.people = people
        self.closed = False
        self.sizes = set()
        made.append(self)

    def estimate(self, image, time_s):
        assert not self.closed
        self.sizes.add(image.shape)
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
    sights = []

    def begin(camera=None, **kind):
        sight = PoseStream(lambda: camera or Lamp(), lambda people: Sees(people, made), CLOCK, **kind)
        sights.append(sight)
        sight.start()
        return sight

    yield begin
    for sight in sights:
        sight.stop()


def taken(sight, wanted=lambda posed: True):
    """The first picture that is wanted."""
    until = CLOCK.now() + WAIT_S
    while CLOCK.now() < until:
        sight.check()
        posed = sight.take()
        if posed is not None and wanted(posed):
            return posed
        CLOCK.sleep(0.002)
    raise AssertionError("no such picture came")


def noses(posed):
    return [pose.landmarks[0, 0] for pose in posed.people]


def test_a_picture_comes_with_the_people_in_it(look):
    sight = look(people=2)
    assert noses(taken(sight)) == [1.0, 2.0]
    taken(sight)
    figures = sight.figures
    assert figures.size == (64, 48)
    assert figures.delay_ms >= 0


def test_places_are_counted_as_the_household_sees_them(look):
    assert noses(taken(look(people=2, mirrored=True))) == [2.0, 1.0]


def test_another_number_of_people_takes_another_estimator(look, made):
    sight = look(people=1)
    taken(sight)
    sight.watch(2)
    assert noses(taken(sight, lambda posed: len(posed.people) == 2)) == [1.0, 2.0]
    sight.watch(0)
    assert taken(sight, lambda posed: not posed.people).people == ()
    assert [one.closed for one in made] == [True, True]


def test_nobody_is_looked_for_more_often_than_wanted(look, made):
    sight = look(people=1)
    sight.watch(1, 3600.0)
    taken(sight)
    before = sight.figures.pose_fps
    for _ in range(20):
        CLOCK.sleep(0.002)
        sight.check()
    assert sight.figures.pose_fps == before


def test_a_pose_of_the_small_picture_lies_in_the_large_one(look, made):
    posed = taken(look(camera=Lamp(np.zeros((12, 16, 3), np.uint8))))
    assert noses(posed) == [4.0]
    assert made[0].sizes == {(12, 16, 3)}
    assert posed.frame.image.shape == (48, 64, 3)


def test_it_gives_the_camera_back_and_may_look_again(look, made):
    camera = Lamp()
    sight = look(camera=camera)
    taken(sight)
    sight.stop()
    sight.stop()
    assert (camera.closed, sight.running, made[0].closed) == (1, False, True)
    sight.start()
    sight.start()
    taken(sight)
    assert sum(thread.name in {"camera", "pose"} for thread in threading.enumerate()) == 2


def test_what_goes_wrong_there_is_raised_here(look):
    class Broken(Lamp):
        def read(self, timeout_s):
            raise CameraError("It fell down.")

    sight = look(camera=Broken())
    with pytest.raises(CameraError, match="fell down"):
        taken(sight)


def test_without_a_camera_there_is_no_picture(look):
    sight = look(camera=DisabledCamera(CLOCK))
    assert sight.take() is None
    assert sight.figures.camera_fps is None


def test_three_people_cannot_be_looked_for(look):
    with pytest.raises(ValueError, match="one or two"):
        look().watch(3)
