from dataclasses import replace

import numpy as np
import pytest

from device.match.ready.side_view import wants_side_view
from scoring.body.track import LOST, track_of
from tests.scoring.performances import FLOOR, performed


def seen_from(movement, yaw):
    return performed(movement, 8.0, yaw - FLOOR.get(movement, 0.0))


@pytest.mark.parametrize("movement", ["push_up", "deadlift", "sit_up"])
@pytest.mark.parametrize(
    ("yaw", "expected"), [(0, False), (30, False), (60, True), (90, True), (-90, True), (180, False)]
)
def test_where_the_trunk_lies_or_bends_far(movement, yaw, expected):
    assert wants_side_view(seen_from(movement, yaw)) is expected


@pytest.mark.parametrize(
    "movement", ["squat", "jumping_jack", "biceps_curl", "lunge", "dance", "rest", "talk"]
)
@pytest.mark.parametrize("yaw", [0, 60, 90])
def test_what_is_done_upright_may_be_seen_from_anywhere(movement, yaw):
    assert not wants_side_view(seen_from(movement, yaw))


def test_lost_frames_and_short_tracks_tell_nothing():
    track = seen_from("push_up", 90)
    assert not wants_side_view(track_of([0.0, 1.0], [LOST, LOST], 640, 480, "test"))
    assert not wants_side_view(track_of([], [], 640, 480, "test"))
    assert not wants_side_view(track_of([0.0], [track.pose(30)], 640, 480, "test"))
    holes = np.arange(len(track)) % 3 == 0
    landmarks, world = track.landmarks.copy(), track.world.copy()
    landmarks[holes], world[holes] = np.nan, np.nan
    assert wants_side_view(replace(track, landmarks=landmarks, world=world))


def test_who_lies_still_does_no_exercise():
    track = seen_from("push_up", 90)
    still = [track.pose(100)] * 200
    assert not wants_side_view(track_of((np.arange(200) / 20).tolist(), still, 480, 360, "test"))
