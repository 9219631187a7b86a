import numpy as np
import pytest

from scoring.body.joints import ANGLE_COUNT, JOINT_COUNT, Angle
from scoring.guidance.cues import Ask, BodyPart, Cue
from scoring.scorer import FinalScore, LiveScore, nothing_judged
from scoring.summary import BURDEN_MIN, Summary, summary

JOINTS = np.full(JOINT_COUNT, 80.0)


def angles(**scores):
    """Scores (10,) of 80, but for those that are named."""
    found = np.full(ANGLE_COUNT, 80.0)
    for name, score in scores.items():
        found[Angle[name]] = score
    return found


def final(**scores):
    return FinalScore(80.0, 80.0, 80.0, JOINTS, angles(**scores))


def live(sample, **scores):
    return LiveScore(sample, 80.0, JOINTS, angles(**scores))


ELBOW = Cue(BodyPart.LEFT_ELBOW, Ask.BEND)
KNEES = Cue(BodyPart.BOTH_KNEES, Ask.BEND)


def test_nothing_judged_is_nothing_to_say():
    assert summary(nothing_judged(), [], {}) == Summary()


def test_best_and_worst_with_their_moments():
    scores = [
        live(10, NECK=90, LEFT_KNEE=70),
        live(20, NECK=99, LEFT_KNEE=60),
        live(30, NECK=95, LEFT_KNEE=20),
        live(40, NECK=98, LEFT_KNEE=np.nan),
    ]
    found = summary(final(NECK=95, LEFT_KNEE=55), scores, {})
    assert found == Summary(Angle.NECK, 1.0, Angle.LEFT_KNEE, 1.5, None)


def test_an_angle_that_nobody_saw_is_neither():
    found = summary(final(NECK=np.nan, LEFT_KNEE=55), [live(10, NECK=np.nan)], {})
    assert found.worst is Angle.LEFT_KNEE
    assert found.best is not Angle.NECK


def test_a_moment_that_nobody_saw_is_unknown():
    assert summary(final(NECK=10), [live(10, NECK=np.nan)], {}).worst_s is None


def test_advice_speaks_of_the_worst_part():
    burden = {ELBOW: 3.0, KNEES: 1.0}
    assert summary(final(LEFT_KNEE=30), [], burden).advice == KNEES


def test_advice_is_the_heaviest_of_all_when_the_worst_part_was_never_corrected():
    assert summary(final(NECK=30), [], {ELBOW: 1.0, KNEES: 3.0}).advice == KNEES


@pytest.mark.parametrize(("load", "advice"), [(BURDEN_MIN * 0.9, None), (BURDEN_MIN * 1.1, ELBOW)])
def test_what_was_wrong_for_a_moment_is_no_advice(load, advice):
    assert summary(final(LEFT_ELBOW=30), [], {ELBOW: load}).advice == advice


def test_everything_that_was_wrong_for_long_is_kept_with_the_heaviest_first():
    burden = {KNEES: 2 * BURDEN_MIN, ELBOW: 3 * BURDEN_MIN, Cue(BodyPart.HEAD, Ask.LOOK_UP): 0.9 * BURDEN_MIN}
    expected = ((ELBOW, 3 * BURDEN_MIN), (KNEES, 2 * BURDEN_MIN))
    assert summary(final(), [], burden).corrections == expected
    assert summary(nothing_judged(), [], burden).corrections == expected
