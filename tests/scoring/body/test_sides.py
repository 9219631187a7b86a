import numpy as np
import pytest

from scoring.body.joints import Landmark
from scoring.body.sides import BELIEVED_S, FORGET_S, Sides, settled
from scoring.body.track import PoseTrack
from tests.scoring.bodies import as_track, moving

RATE_HZ = 20
LEFT, RIGHT = Landmark.LEFT_WRIST, Landmark.RIGHT_WRIST


def walking(count=100):
    return as_track(moving(count), np.arange(count) / RATE_HZ)


def other_side(landmark):
    name = landmark.name.replace("LEFT", "?").replace("RIGHT", "LEFT").replace("?", "RIGHT")
    return Landmark[name]


def slipped(track, rows):
    """The track with left and right exchanged in some rows."""
    swap = [other_side(landmark) for landmark in Landmark]
    parts = [track.landmarks.copy(), track.visibility.copy(), track.world.copy()]
    for part in parts:
        part[rows] = part[rows][:, swap]
    return PoseTrack(track.times, *parts, track.width, track.height, track.model)


def test_a_steady_person_is_left_alone():
    track = walking()
    np.testing.assert_array_equal(settled(track).landmarks, track.landmarks)


@pytest.mark.parametrize("rows", [[10], [10, 11, 12], [5, 20, 21, 40], list(range(30, 45))])
def test_a_short_slip_is_taken_back(rows):
    track = walking()
    mended = settled(slipped(track, rows))
    np.testing.assert_array_equal(mended.landmarks, track.landmarks)
    np.testing.assert_array_equal(mended.visibility, track.visibility)
    np.testing.assert_array_equal(mended.world, track.world)


def test_a_reading_that_lasts_is_believed():
    track = walking(100)
    rows = np.arange(20, 100)
    mended = settled(slipped(track, rows))
    believed = 20 + round(BELIEVED_S * RATE_HZ) + 1
    np.testing.assert_array_equal(mended.landmarks[20:believed], track.landmarks[20:believed])
    np.testing.assert_array_equal(mended.landmarks[believed:, LEFT], track.landmarks[believed:, RIGHT])


def test_after_an_absence_both_readings_are_as_likely():
    track = walking(60)
    sides = Sides()
    for row in range(10):
        sides.settle(row / RATE_HZ, track.pose(row))
    late = 0.5 + FORGET_S + 0.1
    pose = slipped(track, [10]).pose(10)
    assert sides.settle(late, pose) is pose


def test_lost_frames_stay_lost():
    track = walking()
    track.landmarks[7] = np.nan
    mended = settled(track)
    assert np.isnan(mended.landmarks[7]).all()
    np.testing.assert_array_equal(mended.landmarks[8:], track.landmarks[8:])


def test_nobody_at_all():
    empty = as_track(moving(0), [])
    assert len(settled(empty)) == 0
