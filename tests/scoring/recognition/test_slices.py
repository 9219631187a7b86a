"""Slices are what the body did in its own frame, without gaps, and a network is asked about the newest."""

import numpy as np
import pytest

from scoring.body.joints import Landmark
from scoring.body.track import LOST
from scoring.recognition.body_frame import framed
from scoring.recognition.newest import SEEN_MIN
from scoring.recognition.slices import STEP, SliceRecogniser, slice_of
from tests.scoring.recognition.bodies import pose_of, random_window, standing

LEFT_WRIST, RIGHT_WRIST, LEFT_KNEE = 5, 6, 9


def filled(body):
    """A slow twin: the last value seen, before that the first, else 0."""
    result = np.zeros_like(body)
    for point in range(body.shape[1]):
        for axis in range(3):
            row = body[:, point, axis]
            seen = row[np.isfinite(row)]
            value = seen[0] if len(seen) else 0.0
            for t, here in enumerate(row):
                value = here if np.isfinite(here) else value
                result[t, point, axis] = value
    return result


@pytest.mark.parametrize("seed", range(5))
def test_gaps_are_held(seed):
    _, visibility, world = random_window(seed, 40, hidden=0.4)
    visibility[:, Landmark.LEFT_KNEE] = 0
    found = slice_of(world, visibility, 40)
    np.testing.assert_allclose(found, filled(framed(world, visibility)))
    assert (found[:, LEFT_KNEE] == 0).all()


def test_only_the_newest_count_and_a_short_window_begins_still():
    _, visibility, world = random_window(9, 40)
    np.testing.assert_array_equal(slice_of(world, visibility, 30), slice_of(world[10:], visibility[10:], 30))
    longer = slice_of(world, visibility, 55)
    assert longer.shape == (55, 19, 3)
    assert longer.dtype == np.float32
    np.testing.assert_array_equal(longer[:15], np.repeat(longer[15:16], 15, axis=0))
    np.testing.assert_array_equal(longer[15:], slice_of(world, visibility, 40))


def test_the_network_is_asked_about_the_newest_slice():
    asked = []

    def arms_up(body):
        asked.append(body)
        up = np.float32((body[-1, [LEFT_WRIST, RIGHT_WRIST], 1] > 0.5).all())
        return np.array([up, 1 - up], np.float32)

    lifted = standing()
    lifted[[Landmark.LEFT_WRIST, Landmark.RIGHT_WRIST], 1] = -1.0
    recogniser = SliceRecogniser(("overhead_press", "rest"), 30, arms_up)
    assert recogniser.names == ("overhead_press", "rest")
    answers = [recogniser.push(pose_of(standing() if number < 45 else lifted)) for number in range(60)]
    given = [number + 1 for number, answer in enumerate(answers) if answer is not None]
    assert given == list(range(SEEN_MIN, 61, STEP))
    assert [answer.probabilities.argmax() for answer in answers if answer] == [1, 1, 1, 0, 0]
    assert answers[-1].time_s == 3.0
    assert all(body.shape == (30, 19, 3) for body in asked)
    assert (asked[-1][:, LEFT_WRIST, 1] > 0.5).tolist() == [False] * 15 + [True] * 15


def test_nothing_is_said_of_nobody():
    recogniser = SliceRecogniser(("squat", "rest"), 30, lambda _: np.array([1, 0], np.float32))
    assert [recogniser.push(LOST) for _ in range(40)] == [None] * 40
