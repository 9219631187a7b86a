"""From another side, late or in a mirror: what is no mistake is found and costs nothing."""

import math
from itertools import pairwise

import numpy as np
import pytest

from scoring.adaptive.scorer import AdaptiveScorer
from scoring.scorer import SAMPLE_RATE_HZ
from tests.scoring.adaptive.following import MOVES, late, play, poses, rows, seen, total

ONE_SIDED = ("punch", "front_kick", "dance", "lunge")


@pytest.mark.parametrize("yaw", [30.0, 60.0, 90.0, -60.0])
@pytest.mark.parametrize("movement", MOVES)
def test_from_another_side_the_same_movement_stays_good(movement, yaw):
    final, live = play(seen(movement), seen(movement, yaw, seed=3))
    assert final.total > 90
    for score in live[4:]:
        assert math.degrees(score.heading) == pytest.approx(yaw, abs=10)


@pytest.mark.parametrize("lag_s", [-0.2, 0.3, 0.6, 0.9])
@pytest.mark.parametrize("movement", MOVES)
def test_to_be_late_costs_little_and_is_told(movement, lag_s):
    tutor, user = seen(movement), seen(movement, seed=3)
    final, live = play(tutor, late(user, lag_s))
    assert final.total > total(tutor, user) - 5
    for score in live[6:]:
        assert score.lag_s == pytest.approx(lag_s, abs=0.1)


@pytest.mark.parametrize("movement", MOVES)
def test_early_here_and_late_there_is_worse_than_always_late(movement):
    tutor, user = seen(movement), seen(movement, seed=3)
    moments = np.arange(len(tutor))
    away = np.where(moments // (2 * SAMPLE_RATE_HZ) % 2 == 0, 7, -7)
    steady = late(user, 0.35)
    assert total(tutor, rows(user, moments - away)) < total(tutor, steady) - 10


@pytest.mark.parametrize("movement", ONE_SIDED)
def test_who_mirrors_the_tutor_is_found_out_and_as_good(movement):
    tutor = seen(movement)
    plain, _ = play(tutor, seen(movement, seed=3))
    user, scorer = seen(movement, seed=3, mirror=True), AdaptiveScorer(tutor)
    live, decided = [], []
    for pose in poses(user):
        score = scorer.push(pose)
        if score is not None:
            live.append(score)
            decided.append(scorer.decided)
    assert scorer.decided
    assert scorer.mirrored
    assert decided == sorted(decided), "kept once it is decided"
    assert all(score.mirrored for score, sure in zip(live, decided, strict=True) if sure)
    assert scorer.finish().total == pytest.approx(plain.total, abs=3)


@pytest.mark.parametrize("yaw", [0.0, 60.0])
@pytest.mark.parametrize("movement", ONE_SIDED)
def test_who_does_as_the_tutor_does_is_not_mirrored(movement, yaw):
    scorer = AdaptiveScorer(seen(movement))
    live = [score for pose in poses(seen(movement, yaw, seed=3)) if (score := scorer.push(pose))]
    # two rounds of boxing from the side do not suffice to be sure
    assert scorer.decided or (movement, yaw) == ("punch", 60.0)
    assert not scorer.mirrored
    assert not any(score.mirrored for score in live)


@pytest.mark.parametrize("lag_s", [0.0, -0.2])
def test_who_only_stands_at_first_and_then_follows_is_judged(lag_s):
    """The lag that is found for somebody who stands is a second off, and changes within one window."""
    tutor = seen("dance")
    moves = poses(late(tutor, lag_s))
    moves[:60] = [tutor.pose(0)] * 60
    final, live = play(tutor, moves)
    assert max(abs(one.lag_s - other.lag_s) for one, other in pairwise(live)) > 1.2
    assert np.isfinite([final.total, final.whole]).all()
    assert final.whole > 50
    assert live[-1].total > 97
