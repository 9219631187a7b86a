"""What is measured of a body's movement."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from device.overnight.prepare import movement
from device.overnight.prepare.movement import RATE_HZ, WINDOW_S, motion_of
from models.mannequin import Performer, Script, Step
from models.mannequin.performance import perform
from scoring.body.joints import Landmark
from scoring.body.track import PoseTrack

SECONDS = 20.0
TIMES = np.arange(round(SECONDS * RATE_HZ)) / RATE_HZ
# m, a person who stands, about the hips
SHOULDER, WRIST, KNEE, ANKLE = -0.5, 0.05, 0.45, 0.9


def standing(**moved):
    """A track of a standing body whose landmarks named here are displaced by (N, 3) m."""
    world = np.zeros((len(TIMES), 33, 3), np.float32)
    for side, x in (("LEFT", 0.15), ("RIGHT", -0.15)):
        for part, y in (
            ("SHOULDER", SHOULDER),
            ("ELBOW", -0.2),
            ("WRIST", WRIST),
            ("HIP", 0.0),
            ("KNEE", KNEE),
            ("ANKLE", ANKLE),
        ):
            world[:, Landmark[f"{side}_{part}"], :2] = x, y
    for name, by in moved.items():
        world[:, Landmark[name]] += by
    seen = np.ones((len(TIMES), 33), np.float32)
    return PoseTrack(TIMES, world * 100 + 200, seen, world, 400, 400, "x")


def wave(period_s, half_height_m):
    """(N, 3): up and down."""
    return np.stack([0 * TIMES, half_height_m * np.sin(2 * np.pi * TIMES / period_s), 0 * TIMES], axis=1)


MIDDLE = slice(50, 150)


def test_a_spread_is_in_torso_lengths():
    moves = motion_of(standing(LEFT_WRIST=wave(2.0, 0.25)), SECONDS)
    # twice the root mean square of a sine of half the torso's length
    assert moves.arms[MIDDLE] == pytest.approx(2 * 0.5 / np.sqrt(2), abs=0.03)
    assert moves.legs[MIDDLE] == pytest.approx(0, abs=1e-3)
    assert moves.trunk[MIDDLE] == pytest.approx(0, abs=1e-3)


def test_neither_distance_nor_a_moving_camera_counts():
    track = standing(LEFT_WRIST=wave(2.0, 0.25))
    still, shaken = motion_of(track, SECONDS), track.landmarks.copy()
    shaken *= 1 + TIMES[:, None, None] / 10
    shaken += 80 * np.sin(TIMES)[:, None, None]
    moves = motion_of(replace(track, landmarks=shaken.astype(np.float32), world=track.world * 1.3), SECONDS)
    for name in ("arms", "legs", "trunk", "repeats", "raised", "lean_deg"):
        np.testing.assert_allclose(getattr(moves, name), getattr(still, name), atol=1e-3)


def test_what_repeats_is_told_from_gestures():
    random = np.random.default_rng(5)
    gestures = np.cumsum(random.normal(size=(len(TIMES), 3)), axis=0) * 0.02
    assert motion_of(standing(LEFT_WRIST=wave(2.5, 0.2)), SECONDS).repeats[MIDDLE].min() > 0.95
    assert motion_of(standing(LEFT_WRIST=gestures), SECONDS).repeats[MIDDLE].max() < 0.6
    assert motion_of(standing(LEFT_WRIST=np.outer(TIMES, [0, 0.01, 0])), SECONDS).repeats[MIDDLE].max() < 0.6


def test_postures_are_measured():
    upright = motion_of(standing(), SECONDS)
    assert upright.lean_deg == pytest.approx(0, abs=0.1)
    assert upright.bent_deg == pytest.approx(0, abs=0.1)
    assert upright.raised == pytest.approx(-1.1)
    up = np.array([0, -0.8, 0])
    assert motion_of(standing(RIGHT_WRIST=up), SECONDS).raised == pytest.approx(0.5)
    lying = motion_of(standing(LEFT_SHOULDER=[0.5, 0.5, 0], RIGHT_SHOULDER=[0.5, 0.5, 0]), SECONDS)
    assert lying.lean_deg == pytest.approx(90, abs=0.1)
    sitting = motion_of(standing(LEFT_ANKLE=[0.45, -0.45, 0]), SECONDS)
    assert sitting.bent_deg == pytest.approx(90, abs=0.1)


def test_a_limb_that_is_not_seen_is_unknown():
    track = standing(LEFT_WRIST=wave(2.0, 0.25))
    hidden = track.visibility.copy()
    hidden[:, Landmark.LEFT_KNEE :] = 0
    moves = motion_of(replace(track, visibility=hidden), SECONDS)
    assert np.isnan(moves.legs).all()
    assert np.isnan(moves.bent_deg).all()
    assert np.isfinite(moves.arms).all()


def test_somebody_who_is_never_seen_has_no_movement():
    track = standing()
    lost = np.full_like(track.world, np.nan)
    moves = motion_of(replace(track, landmarks=lost, world=lost, visibility=track.visibility * 0), SECONDS)
    assert not moves.seen.any()
    assert np.isnan(moves.arms).all()
    assert (moves.repeats == -1).all()


@pytest.mark.parametrize("name", ["squat", "biceps_curl", "push_up", "jumping_jack"])
def test_exercises_repeat_and_talk_moves_arms_only(name):
    steps = (Step("talk", 1, seconds=10), Step(name, 5))
    known = perform(Script(timeline=steps, fps=15, people=(Performer(),))).truth[0]
    moves = motion_of(known.track, float(known.track.times[-1]))
    talking, exercising = moves.times < 8, moves.times > 16
    assert np.nanmax(np.fmax(moves.legs, moves.trunk)[talking]) < 0.1
    assert np.median(moves.repeats[exercising]) > 0.7


@given(st.integers(0, 2**32 - 1), st.integers(1, 60))
def test_spreads_are_those_of_a_plain_loop(seed, count):
    random = np.random.default_rng(seed)
    points = random.normal(size=(count, 3, 3))
    points[random.random((count, 3)) < 0.2] = np.nan
    half = round(WINDOW_S * RATE_HZ / 2)
    expected = np.full(count, np.nan)
    for row in range(count):
        for joint in range(3):
            window = points[max(row - half, 0) : row + half + 1, joint]
            window = window[np.isfinite(window).all(axis=1)]
            if len(window) >= half // 2:
                spread = 2 * np.sqrt(((window - window.mean(axis=0)) ** 2).sum(axis=1).mean())
                expected[row] = np.fmax(expected[row], spread)
    np.testing.assert_allclose(movement._spread(points), expected, atol=1e-6)
