import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.body.joints import ANGLE_COUNT, JOINT_COUNT, Angle
from scoring.guidance.cues import CUES, OPPOSITES, Ask, BodyPart, Cue, concern, single
from scoring.limb import Limb
from scoring.scorer import FinalScore, LiveScore, nothing_judged
from scoring.summary import ABOUT_AS_LOW, BURDEN_MIN, CLEARLY, Summary, settled, summary

JOINTS = np.full(JOINT_COUNT, 80.0)


def angles(**scores):
    """Scores (10,) of 80, but for those that are named."""
    found = np.full(ANGLE_COUNT, 80.0)
    for name, score in scores.items():
        found[Angle[name]] = score
    return found


def final(**scores):
    return FinalScore(80.0, 80.0, 80.0, JOINTS, angles(**scores))


def live(moment_s, **scores):
    """A live score that is of the tutor's `moment_s`, half a second before the person's."""
    return moment_s, LiveScore(round(20 * (moment_s + 0.5)), 80.0, JOINTS, angles(**scores), lag_s=0.5)


ELBOW = Cue(BodyPart.LEFT_ELBOW, Ask.BEND)
KNEES = Cue(BodyPart.BOTH_KNEES, Ask.BEND)
KNEES_BACK = Cue(BodyPart.BOTH_KNEES, Ask.STRAIGHTEN)
LEFT_KNEE_BACK = Cue(BodyPart.LEFT_KNEE, Ask.STRAIGHTEN)
UPRIGHT = Cue(BodyPart.TRUNK, Ask.UPRIGHT)
FORWARD = Cue(BodyPart.TRUNK, Ask.LEAN_FORWARD)


def test_nothing_judged_is_nothing_to_say():
    assert summary(nothing_judged(), [], {}) == Summary()


def test_best_and_worst_with_the_tutors_moments():
    scores = [
        live(0.0, NECK=90, LEFT_KNEE=70),
        live(0.5, NECK=99, LEFT_KNEE=60),
        live(1.0, NECK=95, LEFT_KNEE=20),
        live(1.5, NECK=98, LEFT_KNEE=np.nan),
    ]
    found = summary(final(NECK=95, LEFT_KNEE=55), scores, {})
    assert found == Summary(Angle.NECK, 0.5, Angle.LEFT_KNEE, 1.0, None)


def test_an_angle_that_nobody_saw_is_neither():
    found = summary(final(NECK=np.nan, LEFT_KNEE=55), [live(0.5, NECK=np.nan)], {})
    assert found.worst is Angle.LEFT_KNEE
    assert found.best is not Angle.NECK


@pytest.mark.parametrize("score", [10, 99])
def test_an_angle_that_was_never_judged_is_neither(score):
    found = summary(final(NECK=score), [live(0.5, NECK=np.nan)], {})
    assert Angle.NECK not in (found.best, found.worst)


def test_without_a_moment_that_counts_its_time_is_unknown():
    found = summary(final(NECK=10), [], {})
    assert (found.worst, found.worst_s, found.best_s) == (Angle.NECK, None, None)


def test_where_all_is_alike_nothing_is_worse():
    found = summary(final(), [], {KNEES: 9.0})
    assert (found.best, found.worst, found.advice) == (Angle.LEFT_ELBOW, None, None)


@pytest.mark.parametrize(
    ("limb", "angle"), [(Limb.ARMS, "LEFT_SHOULDER"), (Limb.LEGS, "LEFT_HIP"), (Limb.HEAD, "NECK")]
)
def test_a_limb_that_does_not_matter_is_neither_best_nor_worst(limb, angle):
    low = summary(final(**{angle: 5}), [], {}, frozenset({limb}))
    high = summary(final(**{angle: 99}), [], {}, frozenset({limb}))
    assert low.worst is not Angle[angle]
    assert high.best is not Angle[angle]


def test_an_angle_that_is_the_only_one_judged_is_not_worse_than_itself():
    found = summary(final(NECK=5), [], {}, frozenset({Limb.ARMS, Limb.LEGS}))
    assert (found.best, found.worst) == (Angle.NECK, None)


def test_advice_speaks_of_the_worst_part():
    found = summary(final(LEFT_KNEE=30), [], {ELBOW: 3.0, KNEES: 1.0})
    assert (found.worst, found.advice) == (Angle.LEFT_KNEE, KNEES)


def test_of_parts_about_as_low_the_worst_is_the_one_that_was_corrected():
    found = summary(final(NECK=40, LEFT_ELBOW=39 + ABOUT_AS_LOW), [], {ELBOW: 1.0})
    assert (found.worst, found.advice) == (Angle.LEFT_ELBOW, ELBOW)


def test_without_a_correction_of_the_worst_part_there_is_no_advice():
    found = summary(final(NECK=40, LEFT_ELBOW=41 + ABOUT_AS_LOW), [], {ELBOW: 1.0})
    assert (found.worst, found.advice) == (Angle.NECK, None)
    assert found.corrections == ((ELBOW, 1.0),)


@pytest.mark.parametrize(("load", "advice"), [(BURDEN_MIN * 0.9, None), (BURDEN_MIN * 1.1, ELBOW)])
def test_what_was_wrong_for_a_moment_is_no_advice(load, advice):
    assert summary(final(LEFT_ELBOW=30), [], {ELBOW: load}).advice == advice


def test_everything_that_was_wrong_for_long_is_kept_with_the_heaviest_first():
    burden = {KNEES: 2 * BURDEN_MIN, ELBOW: 3 * BURDEN_MIN, Cue(BodyPart.HEAD, Ask.LOOK_UP): 0.9 * BURDEN_MIN}
    expected = ((ELBOW, 3 * BURDEN_MIN), (KNEES, 2 * BURDEN_MIN))
    assert summary(final(), [], burden).corrections == expected
    assert summary(nothing_judged(), [], burden).corrections == expected


def test_what_was_asked_both_ways_about_as_much_is_unsteadiness():
    assert settled({KNEES: 3.0, KNEES_BACK: 2.0, ELBOW: 1.0}) == ((ELBOW, 1.0),)


def test_the_clearly_heavier_way_stands_with_what_is_left_of_it():
    assert settled({KNEES: 3.0, KNEES_BACK: 1.0}) == ((KNEES, 2.0),)
    assert settled({UPRIGHT: 1.0, FORWARD: 3.0}) == ((FORWARD, 2.0),)


def test_one_side_counts_against_both():
    assert settled({KNEES: 3.0, LEFT_KNEE_BACK: 2.0}) == ()
    assert settled({KNEES: 1.0, Cue(BodyPart.LEFT_KNEE, Ask.BEND): 2.0, LEFT_KNEE_BACK: 1.5}) == (
        (Cue(BodyPart.LEFT_KNEE, Ask.BEND), 1.0),
        (KNEES, 0.5),
    )


burdens = st.dictionaries(st.sampled_from(CUES), st.floats(0.0, 20.0), max_size=20)


def against(burden, cue, side):
    """What was asked of a side against a cue, counted one by one."""
    total = 0.0
    for other, load in burden.items():
        if side in single(other.part) and other.ask in OPPOSITES[cue.ask]:
            total += load
    return total


@given(burdens)
def test_no_two_corrections_contradict_and_none_grows(burden):
    found = settled(burden)
    loads = [load for _, load in found]
    assert loads == sorted(loads, reverse=True)
    for cue, load in found:
        assert BURDEN_MIN <= load <= burden[cue]
        for other, _ in found:
            assert not (concern(cue.part, other.part) and other.ask in OPPOSITES[cue.ask])


@given(burdens)
def test_what_nothing_was_asked_against_stands_as_it_was(burden):
    found = dict(settled(burden))
    for cue, load in burden.items():
        if load >= BURDEN_MIN and not any(against(burden, cue, side) for side in single(cue.part)):
            assert found[cue] == load
        if any(CLEARLY * against(burden, cue, side) > 20 * len(burden) for side in single(cue.part)):
            assert cue not in found


scores = st.lists(st.floats(0.0, 100.0) | st.just(float("nan")), min_size=10, max_size=10)


@given(scores, burdens, st.frozensets(st.sampled_from(Limb)))
def test_the_advice_concerns_the_worst_part(points, burden, ignored):
    given_scores = FinalScore(80.0, 80.0, 80.0, JOINTS, np.array(points))
    found = summary(given_scores, [], burden, ignored)
    if found.worst is not None:
        assert found.worst is not found.best
        assert points[found.worst] < points[found.best]
    if found.advice is not None:
        assert found.advice in dict(found.corrections)
        named = found.advice.part.name.split("_")[-1].removesuffix("S")
        about = {
            "ELBOW": "ELBOW", "ARM": "SHOULDER", "KNEE": "KNEE HIP", "TRUNK": "HIP", "HEAD": "NECK",
            "FEET": "CROTCH",
        }  # fmt: skip
        assert found.worst.name.split("_")[-1] in about[named].split()
        side = {"LEFT": "RIGHT", "RIGHT": "LEFT"}.get(found.advice.part.name.split("_")[0])
        assert side is None or not found.worst.name.startswith(side)
