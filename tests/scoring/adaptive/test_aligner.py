import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.adaptive.aligner import FINDING_WINDOWS, LAG_MAX, LAG_STEP, LEAD_MAX, SLACK, SPAN, WindowAligner
from scoring.adaptive.warp import UNSEEN_COST
from scoring.body.heading import turned
from scoring.scorer import SAMPLE_RATE_HZ, WINDOW
from tests.scoring.bodies import scattered, wandering

WEIGHTS = np.ones(16, np.float32)
FILM = wandering(2, 240)


def follow(user, film=FILM, aligner=None):
    """Every window of a user against the film: the aligner, its alignments, and its lag after each window."""
    aligner = WindowAligner(film, WEIGHTS) if aligner is None else aligner
    found, lags = [], []
    for count in range(WINDOW, len(user) + 1, WINDOW):
        found.append(aligner.update(user[max(0, count - SPAN) : count], count - 1))
        lags.append(aligner.lag)
    return aligner, found, lags


def late(samples, film=FILM):
    """Who does the film that many samples later, begins in its first posture and ends in its last."""
    return film[np.clip(np.arange(len(film)) - samples, 0, len(film) - 1)]


@pytest.mark.parametrize("samples", [-4, 0, 3, 6, 12, 18, 25])
def test_a_steady_lag_is_found_to_the_sample(samples):
    aligner, found, lags = follow(late(samples))
    assert lags[6:] == [samples] * (len(lags) - 6)
    assert aligner.lag_s == samples / SAMPLE_RATE_HZ
    settled = found[-4]
    assert settled.cost == pytest.approx(0, abs=1e-3)
    newest = len(FILM) - 3 * WINDOW - 1
    assert settled.tutor.tolist() == list(range(newest - SPAN + 1 - samples, newest + 1 - samples))


@pytest.mark.parametrize("degrees", [-90, -30, 0, 45, 90, 135])
def test_the_heading_is_found_and_the_lag_with_it(degrees):
    aligner, found, _ = follow(turned(late(9), -math.radians(degrees)))
    assert math.degrees(aligner.heading) == pytest.approx(degrees, abs=3)
    assert math.degrees(found[-1].heading) == pytest.approx(degrees, abs=3)
    assert aligner.lag == 9


def test_a_reaction_changes_slowly_once_it_was_found():
    lag = np.where(np.arange(240) < 120, 2, 14)
    _, _, lags = follow(FILM[np.maximum(np.arange(240) - lag, 0)])
    steps = np.diff(lags[FINDING_WINDOWS + 1 :])
    assert np.abs(steps).max() == LAG_STEP
    assert lags[11] == 2
    assert lags[-1] > lags[12] + 5, "but it does change"


def test_early_and_late_by_turns_is_never_believed():
    turns = np.where(np.arange(240) // 40 % 2 == 0, 7, -7)
    _, found, lags = follow(FILM[np.clip(np.arange(240) - turns, 0, 239)])
    away = []
    for number, (one, lag) in enumerate(zip(found, lags, strict=True)):
        newest = (number + 1) * WINDOW - 1
        on_time = np.clip(np.arange(newest - len(one.tutor) + 1, newest + 1) - round(lag), 0, 239)
        away.append(np.abs(one.tutor - on_time).max())
    assert max(away) <= SLACK
    assert np.mean([one.cost for one in found[6:]]) > 0.05


def test_while_nobody_is_there_what_was_learned_holds():
    user = late(8)
    user[120:200] = np.nan
    _, found, lags = follow(user)
    assert lags[11:] == [8] * len(lags[11:])
    assert found[15].cost == pytest.approx(float(UNSEEN_COST))
    assert found[15].heading == pytest.approx(found[11].heading, abs=0.02)


def test_while_both_stand_still_no_window_is_spent_on_finding_the_lag():
    film = np.concatenate([np.repeat(FILM[:1], 120, axis=0), FILM])
    _, _, lags = follow(late(16, film), film)
    assert lags[:10] == [0] * 10
    assert lags[20:24] == [16] * 4, "found at once after six seconds of rest"


def test_before_anything_is_known_nobody_is_turned_and_nobody_late():
    aligner = WindowAligner(FILM, WEIGHTS)
    assert (aligner.lag_s, aligner.heading) == (0, 0)
    aligner.update(FILM[:10] * np.float32(np.nan), 9)
    assert (aligner.lag_s, aligner.heading) == (0, 0)


@settings(max_examples=40)
@given(st.integers(0, 2**32 - 1), st.integers(1, 60), st.sampled_from([0.0, 0.4, 1.0]), st.booleans())
def test_whatever_is_seen_a_window_meets_the_film(seed, count, lost, wild):
    film = scattered(seed, count, lost) if wild else wandering(seed, count)
    user = scattered(seed + 1, count, lost)
    _, found, lags = follow(user, film)
    for number, (one, lag) in enumerate(zip(found, lags, strict=True)):
        assert len(one.tutor) == min(SPAN, (number + 1) * WINDOW)
        assert ((one.tutor >= 0) & (one.tutor < count)).all()
        assert (np.diff(one.tutor) >= 0).all()
        assert -LEAD_MAX <= lag <= LAG_MAX
        assert 0 <= one.cost < 3
        assert math.isfinite(one.heading)
