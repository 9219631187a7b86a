import math

import numpy as np
import pytest

from scoring.adaptive.match import REACH, REACH_ON_BEAT, whole_match
from scoring.body.heading import turned
from scoring.body.part_errors import part_errors, part_sums
from scoring.scorer import WINDOW
from tests.scoring.bodies import wandering

WEIGHTS = np.ones(16, np.float32)
FILM = wandering(6, 200)
NEWEST = list(range(WINDOW - 1, 200, WINDOW))


def align(user, lag=0.0, heading=0.0, newest=NEWEST, reach=REACH):
    return whole_match(user, FILM, WEIGHTS, newest, [lag] * len(newest), [heading] * len(newest), reach)


def late(samples):
    return FILM[np.clip(np.arange(200) - samples, 0, 199)]


@pytest.mark.parametrize("lag", [0, 7, 25, -9])
def test_who_is_late_or_early_is_met_where_they_were(lag):
    path, sums = align(late(lag), lag)
    moments = np.arange(200) - lag
    inside = (moments >= 0) & (moments < 200)
    assert path[inside].tolist() == moments[inside].tolist()
    assert len(sums) == len(NEWEST)
    errors = part_errors(np.sum(sums[4:-2], axis=0))
    assert np.nanmax(errors.bias) == pytest.approx(0, abs=1e-3)
    assert np.nanmax(errors.stray) == pytest.approx(0, abs=1e-3)


def test_each_windows_sums_are_those_of_its_samples_and_together_they_are_all():
    user = late(5)
    path, sums = align(user, 5)
    met = path >= 0
    for number, one in enumerate(sums):
        part = slice(number * WINDOW, (number + 1) * WINDOW)
        known = met[part]
        np.testing.assert_allclose(one, part_sums(user[part][known], FILM[path[part][known]], 0.0))
    whole = part_sums(user[met], FILM[path[met]], 0.0)
    np.testing.assert_allclose(np.sum(sums, axis=0), whole, rtol=1e-6, atol=1e-6)


def test_the_last_window_extends_to_the_end():
    path, sums = align(FILM[:97], newest=[9, 49])
    assert path.tolist() == list(range(97))
    assert [int(one[-1, 0]) for one in sums] == [10, 87]


def test_before_the_lesson_began_there_was_nothing_to_follow():
    lag = 40
    path, sums = align(late(lag), lag, reach=REACH_ON_BEAT)
    begins = lag - REACH_ON_BEAT
    assert (path[:begins] == -1).all()
    assert [one[-1, 0] for one in sums[: begins // WINDOW]] == [0] * (begins // WINDOW)


def test_each_window_is_turned_by_its_own_heading():
    """The camera was moved by 12 degrees in the middle."""
    headings = [math.radians(20.0)] * 10 + [math.radians(32.0)] * 10
    user = np.concatenate([turned(FILM[:100], -headings[0]), turned(FILM[100:], -headings[-1])])
    path, sums = whole_match(user, FILM, WEIGHTS, NEWEST, [0.0] * 20, headings)
    assert path.tolist() == list(range(200))
    assert np.nanmax(part_errors(np.sum(sums, axis=0)).stray) == pytest.approx(0, abs=1e-2)


def test_on_a_beat_early_and_late_by_turns_is_not_forgiven():
    away = np.where(np.arange(200) < 100, 10, -10)
    user = FILM[np.clip(np.arange(200) - away, 0, 199)]
    strays = []
    for reach in (REACH_ON_BEAT, REACH):
        path, sums = align(user, reach=reach)
        assert np.abs(path[path >= 0] - np.flatnonzero(path >= 0)).max() <= reach
        strays.append(np.nanmean(part_errors(np.sum(sums, axis=0)).stray))
    assert strays[0] > 2 * strays[1]
