import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.adaptive.taking_part import ACTIVE_SPAN, MOVED_ENOUGH, MOVED_NOT, REACTION, moved, share
from scoring.body.pose_errors import STILL, activity
from tests.scoring.bodies import wandering

WEIGHTS = np.ones(16, np.float32)
FILM = wandering(3, 160)
HOLD = np.repeat(FILM[:1], 160, axis=0)
MUCH = 10 * STILL


def test_who_moves_as_was_asked_takes_part_and_who_does_not_does_not():
    assert share((MUCH, MUCH)) == 1
    assert share((0.0, MUCH)) == 0
    assert share((MOVED_NOT * MUCH, MUCH)) == pytest.approx(0)
    assert share((MOVED_ENOUGH * MUCH, MUCH)) == pytest.approx(1)
    assert share(((MOVED_NOT + MOVED_ENOUGH) / 2 * MUCH, MUCH)) == pytest.approx(0.5)


def test_a_tutor_who_keeps_still_asks_for_nothing_and_the_demand_rises_linearly():
    assert share((0.0, STILL)) == 1
    assert share((0.0, 0.0)) == 1
    assert share((0.0, 1.5 * STILL)) == pytest.approx(0.5)
    assert share((0.0, 2 * STILL)) == pytest.approx(0)


@given(st.floats(0, 2), st.floats(0, 2))
def test_the_share_is_from_0_to_1_and_more_movement_never_lowers_it(mine, asked):
    assert 0 <= share((mine, asked)) <= share((mine + 0.1, asked)) <= 1


@pytest.mark.parametrize("lag", [0, 8, -8, 24])
def test_who_follows_late_moves_as_much_as_was_asked_there(lag):
    newest = 120
    user = FILM[np.clip(np.arange(160) - lag, 0, 159)]
    mine, asked = moved(user, FILM, newest, lag, WEIGHTS)
    there, since = (
        activity(user[first : newest + 1], user[first : newest + 1], WEIGHTS)[0]
        for first in (newest - ACTIVE_SPAN + 1, newest - ACTIVE_SPAN - REACTION + 1)
    )
    assert mine in (pytest.approx(there), pytest.approx(since))
    assert share((mine, asked)) == 1


def test_who_is_in_time_may_rest_when_the_tutor_does():
    """The tutor's movement of a while ago is no demand on somebody who has done it."""
    film = np.concatenate([FILM[:80], np.repeat(FILM[79:80], 80, axis=0)])
    newest = 80 + ACTIVE_SPAN + 5
    assert share(moved(film, film, newest, 0, WEIGHTS)) == 1
    stood = np.repeat(FILM[79:80], 160, axis=0)
    assert share(moved(stood, film, 80 + REACTION, 0, WEIGHTS)) == 0


def test_who_stands_is_asked_by_the_clock_wherever_the_lag_is():
    """A lag at which the tutor kept still does not excuse anybody."""
    film = np.concatenate([HOLD[:80], FILM[:80]])
    mine, asked = moved(np.repeat(FILM[:1], 160, axis=0), film, 150, 100.0, WEIGHTS)
    assert mine == pytest.approx(0, abs=1e-3)
    assert asked > 0.3
    assert share((mine, asked)) == 0


def test_the_latest_movement_asks_for_nothing_yet():
    film = np.concatenate([HOLD[:80], FILM[:80]])
    newest = 80 + REACTION - 1
    assert share(moved(HOLD, film, newest, REACTION, WEIGHTS)) == 1
    assert share(moved(HOLD, film, newest + REACTION, REACTION, WEIGHTS)) == 0


def test_what_is_not_seen_of_the_user_asks_for_nothing():
    assert moved(FILM * np.float32(np.nan), FILM, 100, 0, WEIGHTS) == (0, 0)
    half = FILM.copy()
    half[:, :, 8:] = np.nan
    still_legs = HOLD.copy()
    still_legs[:, :, :8] = FILM[:, :, :8]
    still_legs[:, :, 8:] = np.nan
    assert share(moved(still_legs, FILM, 100, 0, WEIGHTS)) == share(moved(half, FILM, 100, 0, WEIGHTS)) == 1


def test_lines_without_weight_neither_move_nor_ask():
    weights = np.zeros(16, np.float32)
    weights[:4] = 1
    user = FILM.copy()
    user[:, :, :4] = FILM[:1, :, :4]
    assert moved(user, FILM, 100, 0, weights)[0] == pytest.approx(0, abs=1e-3)
    assert share(moved(user, FILM, 100, 0, weights)) == 0
    assert share(moved(user, FILM, 100, 0, 1 - weights)) == 1


def test_the_first_samples_of_a_match_have_a_shorter_past():
    assert share(moved(FILM, FILM, 9, 0.0, WEIGHTS)) == 1
