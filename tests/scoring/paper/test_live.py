import numpy as np
import pytest

from scoring.body.features import SERIES_COUNT
from scoring.body.joints import Joint
from scoring.paper.live import LIVE_WEIGHTS, LiveScorer, by_joint, weighted
from scoring.scorer import WINDOW
from tests.scoring.bodies import STANDING, moving


def play(tutor, user):
    scorer = LiveScorer(tutor)
    return [score for joints in user if (score := scorer.push(joints)) is not None]


def test_the_weights_are_the_papers():
    assert LIVE_WEIGHTS.sum() == pytest.approx(1.0)
    assert LIVE_WEIGHTS[:30].tolist() == [0.02] * 30
    assert LIVE_WEIGHTS[30:].tolist() == [0.04] * 10


def test_a_perfect_follower_has_a_hundred_every_ten_samples():
    scores = play(moving(45), moving(45))
    assert [score.sample for score in scores] == [10, 20, 30, 40]
    assert [score.total for score in scores] == pytest.approx([100] * 4)


def test_the_worse_the_form_the_lower_the_score():
    tutor = moving(60)
    means = [
        np.mean([score.total for score in play(tutor, moving(60, amplitude=amplitude))])
        for amplitude in (60, 45, 30, 0)
    ]
    assert means == sorted(means, reverse=True)
    assert means[0] - means[-1] > 15


def test_a_lost_wrist_neither_helps_nor_harms():
    tutor = moving(30)
    user = moving(30)
    user[:, Joint.LEFT_WRIST] = np.nan
    scores = play(tutor, user)
    assert [score.total for score in scores] == pytest.approx([100] * 3)
    assert np.isnan(by_joint(scores[0].series)[Joint.LEFT_WRIST])


def test_nobody_in_the_picture_is_no_score_and_the_next_window_is_one_again():
    user = moving(30)
    user[:WINDOW] = np.nan
    totals = [score.total for score in play(moving(30), user)]
    assert np.isnan(totals[0])
    assert totals[1:] == pytest.approx([100, 100])


def test_samples_after_the_lesson_are_ignored():
    assert len(play(moving(20), moving(60))) == 2


def test_half_of_the_weight_must_be_known():
    series = np.full(SERIES_COUNT, 80.0)
    series[:24] = np.nan
    assert weighted(series) == pytest.approx(80.0)
    series[:26] = np.nan
    assert np.isnan(weighted(series))


def test_standing_still_is_worse_than_following():
    tutor = moving(100)
    still = np.repeat(STANDING[None], 100, axis=0)
    follow = np.mean([score.total for score in play(tutor, moving(100, phase=0.3))])
    stand = np.mean([score.total for score in play(tutor, still)])
    assert follow > stand
