from dataclasses import replace

import numpy as np
import pytest

from scoring.body.joints import Angle
from scoring.repetitions.followed import Done
from scoring.repetitions.follower import Swing
from scoring.repetitions.judging import ADAPTED_MIN, judged, symmetry
from scoring.repetitions.manner import of_reference
from scoring.repetitions.posture import ANGLES
from scoring.repetitions.reference import references
from scoring.repetitions.repetition import Verdict

SQUAT = references()["squat"]


def done(amplitude=1.0, samples=41, best=None, *, counted=True):
    third = samples // 3
    swing = Swing(
        begin=0, first=third, bottom=samples // 2, last=2 * third, end=samples - 1, amplitude=amplitude
    )
    return Done(swing=swing, line=0, counted=counted, best=best)


def postures(amplitude=1.0, samples=41, line=SQUAT):
    depth = amplitude * np.clip(1.5 * np.sin(np.pi * np.arange(samples) / (samples - 1)), 0, 1)
    return line.start + depth[:, None] * line.way


def verdict(one, rows=None, manner=None):
    rows = postures(one.swing.amplitude, one.swing.end + 1) if rows is None else rows
    return judged(one, rows, SQUAT, manner or of_reference(SQUAT), "squat")


def test_a_repetition_like_the_reference_is_good():
    found = verdict(done())
    assert (found.verdict, found.angle, found.counted) == (Verdict.GOOD, None, True)
    assert found.score == pytest.approx(100, abs=1)
    assert found.reach == pytest.approx(1)
    assert found.symmetry == pytest.approx(1, abs=0.01)
    assert (found.down_s, found.up_s) == (pytest.approx(0.65), pytest.approx(0.7))


def test_a_small_range_is_shallow():
    found = verdict(done(0.4))
    assert found.verdict is Verdict.SHALLOW
    assert found.reach == pytest.approx(0.4)
    assert found.score < 50


def test_an_attempt_is_shallow_whatever_its_reach():
    assert verdict(done(0.9, counted=False)).verdict is Verdict.SHALLOW


def test_the_reference_is_adapted_to_the_persons_best_but_not_to_any():
    assert verdict(done(0.75, best=0.75)).reach == pytest.approx(1)
    assert verdict(done(0.4, best=0.4)).reach == pytest.approx(0.4 / ADAPTED_MIN)
    tutor = replace(of_reference(SQUAT), of_tutor=True)
    assert verdict(done(0.75, best=0.75), manner=tutor).reach == pytest.approx(0.75)


def test_too_quick():
    assert verdict(done(samples=8)).verdict is Verdict.FAST


def test_one_side_that_stays_behind_is_uneven():
    rows = postures()
    right = [
        number
        for number in range(ANGLES.stop)
        if np.abs(SQUAT.way[number]) > 0 and symmetry_side(number) == "RIGHT"
    ]
    rows[:, right] = SQUAT.start[right] + 0.3 * (rows[:, right] - SQUAT.start[right])
    found = verdict(done(), rows)
    assert found.verdict is Verdict.UNEVEN
    assert found.symmetry == pytest.approx(0.3, abs=0.05)


def symmetry_side(number):
    from scoring.repetitions import judging

    for name, side in zip(("LEFT", "RIGHT"), judging._SIDES, strict=True):
        if side[number]:
            return name
    return None


def test_of_an_exercise_of_one_side_at_a_time_no_symmetry_is_known():
    kick = references()["front_kick"]
    assert np.isnan(symmetry(10, 20, postures(line=kick), kick))
    hidden = postures()
    hidden[:, symmetry_sides("LEFT")] = np.nan
    assert np.isnan(symmetry(10, 20, hidden, SQUAT))


def symmetry_sides(name):
    from scoring.repetitions import judging

    return judging._SIDES[("LEFT", "RIGHT").index(name)]


def test_the_angle_that_is_off_is_named():
    rows = postures()
    rows[:, ANGLES.start + Angle.LEFT_KNEE] += 0.5 * np.radians(70)
    found = verdict(done(), rows)
    assert (found.verdict, found.angle) == (Verdict.ANGLE, Angle.LEFT_KNEE)
    assert found.score < 80


def test_a_range_that_is_too_small_is_no_wrong_angle():
    assert verdict(done(0.8), postures(0.8)).verdict is Verdict.GOOD


def test_what_nobody_saw_is_not_judged():
    found = verdict(done(), np.full((41, ANGLES.stop), np.nan))
    assert found.verdict is Verdict.GOOD
    assert np.isnan(found.symmetry)


def test_the_number_of_samples_is_checked():
    with pytest.raises(ValueError, match="40"):
        verdict(done(), postures()[:40])
