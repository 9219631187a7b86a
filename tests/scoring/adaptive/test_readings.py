from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.adaptive.aligner import SEARCHED
from scoring.adaptive.readings import (
    CHANCE,
    READINGS,
    REST_EVERY,
    SETTLED,
    Readings,
    _evidence_kernel,
    evidence,
)
from scoring.adaptive.warp import CAP, UNIT
from scoring.body.directions import TRUNK_LINES, mirrored
from scoring.body.heading import axis_weights, turned
from scoring.scorer import WINDOW
from tests.scoring.adaptive import naive_adaptive
from tests.scoring.bodies import scattered, wandering

LIMITS = {"chance": float(CHANCE), "unit": float(UNIT), "cap": float(CAP)}
WEIGHTS = np.ones(16, np.float32)
FILM = wandering(4, 200)
seeds = st.integers(0, 2**32 - 1)
shares = st.sampled_from([0.0, 0.3, 1.0])


@settings(max_examples=80)
@given(seeds, st.integers(1, 9), shares, shares, st.floats(-3, 3), st.sampled_from([0.05, 0.3, 1.0]))
def test_evidence_equals_its_slow_twin(seed, count, lost, other_lost, heading, apart):
    user, strange = scattered(seed, count, lost), scattered(seed + 1, count, other_lost)
    tutor = (user + np.float32(apart) * (strange - user)).astype(np.float32)
    tutor = turned(tutor, heading)
    weights = np.random.default_rng(seed).integers(0, 5, 16).astype(np.float32) / 4
    axes = axis_weights(heading)
    slow = naive_adaptive.evidence(user, tutor, heading, weights.tolist(), axes.tolist(), LIMITS)
    assert evidence(user, tutor, heading, weights) == pytest.approx(slow, abs=1e-3)
    one, other = turned(user, heading / 2), turned(tutor, -heading / 2)
    assert _evidence_kernel(one, other, axes, weights) == pytest.approx(slow, abs=1e-3)


def test_the_same_body_is_all_the_evidence_there_is_and_a_strange_one_speaks_against():
    assert evidence(FILM, FILM, 0.0, WEIGHTS) == pytest.approx(CHANCE, rel=1e-5)
    assert evidence(FILM, -FILM, 0.0, WEIGHTS) == pytest.approx(CHANCE - CAP, rel=1e-5)


def test_what_is_hidden_says_nothing_for_or_against():
    for other in (FILM, -FILM):
        hidden = other.copy()
        hidden[:, :, 8:] = np.nan
        whole = evidence(FILM, other, 0.0, WEIGHTS)
        assert evidence(FILM, hidden, 0.0, WEIGHTS) == pytest.approx(whole / 2, rel=1e-5)
    assert evidence(FILM, FILM * np.float32(np.nan), 0.0, WEIGHTS) == 0
    assert evidence(FILM, FILM, 0.0, np.zeros(16, np.float32)) == 0


def follow(user):
    """The readings after each window of a user, as they were then: the best, and those that are due."""
    readings, found = Readings(FILM, WEIGHTS), []
    sides = user, mirrored(user)
    for count in range(WINDOW, len(user) + 1, WINDOW):
        windows = {}
        for number, aligner in readings.due.items():
            window = sides[READINGS[number][0]][max(count - SEARCHED, 0) : count]
            windows[number] = window, aligner.update(window, count - 1)
        readings.add(windows)
        found.append((readings.best, sorted(readings.due)))
    return found


def test_all_readings_are_open_and_the_plain_one_is_believed_at_first():
    readings = Readings(FILM, WEIGHTS)
    assert sorted(readings.due) == list(range(len(READINGS)))
    assert READINGS[readings.best] == (False, 0.0)


@pytest.mark.parametrize("mirror", [False, True])
def test_who_is_plain_or_mirrored_is_found_and_stays_so(mirror):
    user = mirrored(FILM) if mirror else FILM
    found = follow(user)
    assert READINGS[found[-1][0]][0] is mirror
    assert {READINGS[number][0] for number in found[-1][1]} == {mirror}
    for (_, before), (best, now) in pairwise(found):
        assert set(now) <= set(before), "what was given up does not come back"
        assert best in now


@pytest.mark.parametrize("mirror", [False, True])
def test_trunks_whose_sides_are_exchanged_do_not_hide_the_heading(mirror):
    """Lines across a trunk that run the other way suggest a turn of 180 degrees, which is one reading."""
    user = FILM.copy()
    user[:, :, list(TRUNK_LINES)] *= np.array([-1, 1, -1], np.float32)[:, None]
    found = follow(mirrored(user) if mirror else user)
    assert READINGS[found[-1][0]][0] is mirror


def test_a_user_who_is_never_seen_decides_nothing():
    found = follow(FILM * np.float32(np.nan))
    assert found == [(0, list(range(len(READINGS))))] * len(found)


def test_readings_that_nothing_decides_are_followed_now_and_then():
    readings = Readings(FILM, WEIGHTS)
    followed = []
    for number in range(2 * SETTLED):
        newest = min((number + 1) * WINDOW, len(FILM)) - 1
        unseen = np.full((WINDOW, 3, 16), np.nan, np.float32)
        due = readings.due
        followed.append(len(due))
        readings.add({one: (unseen, aligner.update(unseen, newest)) for one, aligner in due.items()})
    assert followed[:SETTLED] == [len(READINGS)] * SETTLED
    assert followed[SETTLED:] == [
        len(READINGS) if number % REST_EVERY == 0 else 1 for number in range(SETTLED, 2 * SETTLED)
    ]
