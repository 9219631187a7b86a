import numpy as np
import pytest

from scoring.body.features import features
from scoring.body.joints import Joint
from scoring.dtw import distances
from scoring.paper.curves import MATCH, points
from scoring.paper.final import final_score
from scoring.paper.live import LiveScorer, by_joint
from scoring.scorer import MATCH_BAND
from tests.scoring.bodies import moving


def judged(tutor, user):
    scorer = LiveScorer(tutor)
    live = [score for joints in user if (score := scorer.push(joints)) is not None]
    return final_score(tutor, user, live), live


def test_a_perfect_match_is_a_hundred():
    final, _ = judged(moving(100), moving(100))
    assert final.total == pytest.approx(100)
    assert final.joints == pytest.approx([100] * 15)
    assert final.angles == pytest.approx([100] * 10)


def test_it_is_the_papers_sum():
    tutor, user = moving(100), moving(100, phase=0.5, amplitude=30)
    final, live = judged(tutor, user)
    # the first sample has no tendency; it takes the next one's
    one, other = features(user), features(tutor)
    one[0, :, 15:30], other[0, :, 15:30] = one[1, :, 15:30], other[1, :, 15:30]
    whole = points(distances(one, other, MATCH_BAND), MATCH)
    expected = (
        0.5 * np.mean([score.total for score in live]) + 0.01 * whole[:30].sum() + 0.02 * whole[30:].sum()
    )
    assert final.total == pytest.approx(expected)
    mean_live = np.mean([score.series for score in live], axis=0)
    assert final.joints == pytest.approx((by_joint(mean_live) + by_joint(whole)) / 2)


def test_a_joint_that_was_rarely_seen_is_not_judged_and_the_others_are():
    tutor, user = moving(100), moving(100)
    user[:, Joint.RIGHT_ANKLE] = np.nan
    final, _ = judged(tutor, user)
    assert np.isnan(final.joints[Joint.RIGHT_ANKLE])
    assert np.isfinite(np.delete(final.joints, Joint.RIGHT_ANKLE)).all()
    assert final.total == pytest.approx(100)


def test_nobody_there_is_no_score():
    final, _ = judged(moving(60), np.full((60, 15, 2), np.nan, np.float32))
    assert np.isnan(final.total)
    assert np.isnan(final.joints).all()


def test_two_lengths_are_refused():
    with pytest.raises(ValueError, match="same samples"):
        final_score(moving(10), moving(11), [])


def test_the_same_movement_beats_another():
    tutor = moving(200)
    other = moving(200, amplitude=-60)
    assert judged(tutor, moving(200, phase=0.4))[0].total > judged(tutor, other)[0].total + 5
