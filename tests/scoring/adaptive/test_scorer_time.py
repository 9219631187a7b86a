"""Late, early, slower or quicker, or standing for a while."""

import math
from itertools import pairwise

import numpy as np
import pytest

from models.mannequin import Script, Step
from scoring.demands import Demands
from scoring.scorer import SAMPLE_RATE_HZ
from tests.scoring.adaptive.following import EXERCISES, MOVES, follow, late, play, rows, seen, total

ON_BEAT = Demands(on_beat=True)


def apart(one_s, other_s, movement):
    """The difference of two lags; who is a whole repetition behind is on time for the one before."""
    once_s = Script((Step(movement),)).repetition_s(Step(movement))
    return (one_s - other_s + once_s / 2) % once_s - once_s / 2


@pytest.mark.parametrize("movement", MOVES)
@pytest.mark.parametrize("lag_s", [-0.4, 0.3, 0.6, 1.0])
def test_to_be_late_costs_little_and_is_told(movement, lag_s):
    tutor = seen(movement, seconds=24.0)
    final, live = play(tutor, late(seen(movement, seconds=24.0, seed=3), lag_s))
    # who waits for the tutor at the start is judged for those seconds, with a lag that is not known yet
    assert final.total > 80
    assert np.mean([score.total for score in live[10:-2]]) > 97
    # where the tutor holds a posture, a moment sooner is as good
    away = [abs(apart(score.lag_s, lag_s, movement)) for score in live[10:-2]]
    assert np.median(away) < 0.1
    assert max(away) < 0.3


@pytest.mark.parametrize("movement", MOVES)
def test_on_a_beat_the_later_the_worse(movement):
    tutor, user = seen(movement), seen(movement, seed=3)
    totals = [total(tutor, late(user, lag_s), ON_BEAT) for lag_s in (0.0, 0.3, 0.6, 1.0)]
    assert totals[0] > 97
    assert all(later < sooner for sooner, later in pairwise(totals)), totals
    assert totals[1] > 85
    assert totals[-1] < 60
    assert totals[-1] < total(tutor, late(user, 1.0)) - 20


def test_on_a_beat_early_is_as_bad_as_late():
    tutor, user = seen("dance", seconds=24.0), seen("dance", seconds=24.0, seed=3)
    early, behind = (total(tutor, late(user, lag_s), ON_BEAT) for lag_s in (-0.8, 0.8))
    assert early == pytest.approx(behind, abs=10)
    assert early < 75


@pytest.mark.parametrize("tempo", [0.9, 1.1])
@pytest.mark.parametrize("movement", EXERCISES)
def test_ten_per_cent_slower_or_quicker_is_fine(movement, tempo):
    tutor, user = seen(movement), seen(movement, seed=3)
    assert total(tutor, rows(user, np.rint(np.arange(len(tutor)) * tempo).astype(int))) >= 85


def test_a_tempo_of_one_s_own_is_followed_for_half_a_minute():
    tutor, user = seen("squat", seconds=30.0), seen("squat", seconds=30.0, seed=3)
    final, live = play(tutor, rows(user, np.rint(np.arange(len(tutor)) * 0.9).astype(int)))
    assert final.total > 95
    for score in live[10:]:
        assert apart(score.lag_s, score.sample / SAMPLE_RATE_HZ * 0.1, "squat") == pytest.approx(0, abs=0.3)
        assert score.total > 90


@pytest.mark.parametrize("movement", ["squat", "dance"])
def test_who_stands_for_a_while_is_found_again(movement):
    tutor = seen(movement, seconds=24.0)
    user = late(seen(movement, seconds=24.0, seed=3), 0.4)
    numbers = np.arange(len(tutor))
    numbers[200:300] = 200
    scorer, live = follow(tutor, rows(user, numbers))
    stands = [score for score in live if 200 < score.sample <= 300]
    # the tutor is five seconds ahead at the end; the lag does not run away with that
    assert max(abs(score.lag_s) for score in stands) < 2
    assert [score.total for score in stands[4:]] == pytest.approx([0] * len(stands[4:]), abs=10)
    for score in live:
        if score.sample <= 200 and score.sample > 60:
            assert score.total > 90
        if score.sample > 345:
            assert score.lag_s == pytest.approx(0.4, abs=0.15)
            assert score.total > 70
    assert live[-1].total > 95
    share = 100 / len(tutor)
    assert 100 * (1 - 2 * share) < scorer.finish().total < 100 * (1 - 0.6 * share)


@pytest.mark.parametrize("movement", MOVES)
def test_who_only_stands_at_first_and_then_follows_is_judged(movement):
    tutor, user = seen(movement, seconds=24.0), seen(movement, seconds=24.0, seed=3)
    numbers = np.arange(len(tutor))
    numbers[:80] = 0
    final, live = play(tutor, rows(user, numbers))
    assert math.isfinite(final.total)
    assert 40 < final.total < 95
    assert live[-1].total > 97
    assert live[-1].lag_s == pytest.approx(0, abs=0.15)


@pytest.mark.parametrize("movement", ["biceps_curl", "punch", "dance"])
def test_early_here_and_late_there_is_worse_than_always_late(movement):
    tutor, user = seen(movement), seen(movement, seed=3)
    moments = np.arange(len(tutor))
    away = np.where(moments // (2 * SAMPLE_RATE_HZ) % 2 == 0, 7, -7)
    turns, steady = rows(user, moments - away), late(user, 0.35)
    assert total(tutor, turns, ON_BEAT) < total(tutor, steady, ON_BEAT) - 1
    assert total(tutor, turns) <= total(tutor, steady)
