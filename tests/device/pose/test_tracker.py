import numpy as np
import pytest

from device.pose.geometry import Roi
from device.pose.landmarker import decode
from device.pose.tracker import Tracker
from tests.device.pose.figures import Body, Room

STEP = 1 / 30


def test_the_region_follows_the_body():
    body = Body(100)
    room = Room(body)
    tracker = Tracker(room, body.roi)
    for number in range(60):
        body.x = 100 + 3 * number
        pose = tracker.follow(room.image, number * STEP)
    assert tracker.roi.x == pytest.approx(body.x, abs=10)
    assert pose.landmarks[23, 0] == pytest.approx(body.x + 7.2, abs=5)
    assert pose.world.shape == (33, 3)
    assert pose.visibility.shape == (33,)


def test_a_body_that_is_gone_is_lost():
    room = Room()
    assert Tracker(room, Body(100).roi).follow(room.image, 0.0) is None


class Nowhere:
    """Reads a body without size, or outside of numbers."""

    def __init__(self, span):
        self.span = np.array(span, np.float32)

    def read(self, _image, _roi):
        reading = Room(Body(100)).read(None, Body(100).roi)
        return type(reading)(0.9, reading.landmarks, reading.visibility, reading.world, self.span)


@pytest.mark.parametrize("span", [[[5, 5], [5, 5]], [[np.nan, 5], [5, 5]], [[5, 5], [6, 6]]])
def test_a_body_without_size_is_lost_and_not_a_crash(span):
    assert Tracker(Nowhere(span), Body(100).roi).follow(None, 0.0) is None


def swinging(fps):
    body = Body(300)
    room = Room(body)
    tracker = Tracker(room, body.roi)
    seen = []
    for number in range(2 * fps):
        time_s = number / fps
        body.x = 300 + 40 * np.sin(2 * np.pi * time_s)
        seen.append(tracker.follow(room.image, time_s).landmarks[23, 0])
    return np.array(seen[:: fps // 15])


def test_the_same_movement_at_15_and_30_fps_is_tracked_alike():
    assert np.abs(swinging(15) - swinging(30)).max() < 4  # px, of a swing of 80


def test_decoding_a_turned_region_by_hand():
    numbers = np.zeros((39, 5), np.float32)
    numbers[0] = (128 + 64, 128, 25.6, 0, 0)
    numbers[33, :2] = 128
    numbers[1, 3] = -200  # far below what exp can hold
    world = np.zeros((39, 3), np.float32)
    world[0] = (1, 0, 0.5)
    got = decode(numbers.reshape(1, 195), 0.8, world.reshape(1, 117), Roi(100, 50, 200, np.pi / 2))
    assert got.landmarks[0] == pytest.approx((100, 100, 20), abs=1e-3)
    assert got.span[0] == pytest.approx((100, 50), abs=1e-3)
    assert got.world[0] == pytest.approx((0, 1, 0.5), abs=1e-6)
    assert got.visibility[0] == 0.5
    assert got.visibility[1] == 0
    assert got.presence == 0.8
