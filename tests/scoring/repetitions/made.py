"""Repetitions as tests write them: a letter each."""

from scoring.body.joints import Angle
from scoring.repetitions.repetition import Repetition, Verdict

VERDICTS = {
    "g": Verdict.GOOD,
    "s": Verdict.SHALLOW,
    "f": Verdict.FAST,
    "u": Verdict.UNEVEN,
    "k": Verdict.ANGLE,
    "t": Verdict.SHALLOW,
}


def repetition(kind="g", number=0, **changes):
    """g good, s shallow, f fast, u uneven, k a left knee that is off, t an attempt; two seconds each."""
    values = {
        "begin_s": 2.0 * number,
        "bottom_s": 2.0 * number + 1,
        "end_s": 2.0 * number + 2,
        "down_s": 1.0,
        "hold_s": 0.0,
        "up_s": 1.0,
        "reach": 1.0,
        "symmetry": 1.0,
        "score": 80.0,
        "verdict": VERDICTS[kind],
        "angle": Angle.LEFT_KNEE if kind == "k" else None,
        "counted": kind != "t",
        "exercise": "squat",
    }
    return Repetition(**(values | changes))


def repetitions(kinds, exercise="squat"):
    """One after the other."""
    return tuple(repetition(kind, number, exercise=exercise) for number, kind in enumerate(kinds))
