"""Judges one repetition: how far, how quick, how even, and which angle is off.

Against the tutor's manner, or the reference's, adapted to this person's best few: who cannot go as deep as
the mannequin is not told so each time. Says one thing, the most important; the score loses for each.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.body.directions import LINES
from scoring.body.joints import ANGLE_COUNT, Angle
from scoring.repetitions.followed import Done
from scoring.repetitions.manner import Manner, degrees
from scoring.repetitions.posture import SIZE, mean
from scoring.repetitions.reference import BOTH_SIDES, Reference
from scoring.repetitions.repetition import Repetition, Verdict
from scoring.scorer import SAMPLE_RATE_HZ

# How often it is said of what people did rightly: 1,058 repetitions that were counted in the
# clips by two networks, push_ups, squat_pushup_landmarks and UI-PRMD with a network's noise (2026-11-30).
# Range, as a share of the reference's: 6.5 % of them are below.
SHALLOW: Final = 0.6
# Without a tutor the reference's range is adapted to the person's best few, down to this share.
ADAPTED_MIN: Final = 0.7
# Less than this share of the tutor's time, or than the quickest twentieth of the reference's people: 4.5 %.
FAST: Final = 0.6
# The lesser side's range as a share of the other's: 1.2 %.
UNEVEN: Final = 0.6
# An angle is off beyond so many degrees and so many standard deviations of how people differ: 4.6 %, with 2.5
# of them 16 %. Half of the right ones have an angle that is off by ANGLE_DEG alone. Against a tutor, who
# shows how it is to be, with 2.5: an arm that is bent by 45 degrees more is named.
ANGLE_DEG: Final = 25.0
ANGLE_DIFFER: Final = 3.5
ANGLE_DIFFER_TUTOR: Final = 2.5
# Angles that the exercise moves by at least this share of the one it moves most.
MATTERS: Final = 0.5
# Points that are lost: per share of range missing, of time, of symmetry; per degree beyond ANGLE_DEG / 2.
POINTS_RANGE: Final = 120.0
POINTS_TIME: Final = 60.0
POINTS_EVEN: Final = 60.0
POINTS_DEGREE: Final = 1.0
# The numbers of a posture that belong to one side alone.
_SIDES: Final = tuple(
    np.array(
        [all(side in joint.name for joint in line) for _ in range(3) for line in LINES]
        + [angle.name.startswith(side) for angle in Angle]
    )
    for side in ("LEFT", "RIGHT")
)

Array = NDArray[np.float64]


def judged(
    done: Done, postures: Array, reference: Reference, manner: Manner, exercise: str | None
) -> Repetition:
    """The repetition of a swing.

    postures (N, 58): its samples from begin to end. Raises ValueError for another number of them.
    """
    swing = done.swing
    if postures.shape != (swing.end - swing.begin + 1, SIZE):
        raise ValueError(f"{postures.shape} postures for {swing.end - swing.begin + 1} samples")
    wanted = manner.amplitude
    if not manner.of_tutor and done.best is not None:
        wanted = float(np.clip(done.best, ADAPTED_MIN * wanted, wanted))
    reach = swing.amplitude / wanted
    even = symmetry(swing.first - swing.begin, swing.last - swing.begin, postures, reference)
    off, angle = _angle_off(done, postures, reference, manner)
    quick_s = FAST * manner.seconds if manner.of_tutor else reference.quick_s * FAST
    lost = (
        POINTS_RANGE * max(0.0, 1 - reach)
        + POINTS_TIME * max(0.0, 1 - swing.seconds / (2 * quick_s))
        + POINTS_EVEN * (0.0 if np.isnan(even) else 1 - even)
        + POINTS_DEGREE * max(0.0, off - ANGLE_DEG / 2)
    )
    if not done.counted or reach < SHALLOW:
        verdict = Verdict.SHALLOW
    elif swing.seconds < quick_s:
        verdict = Verdict.FAST
    elif even < UNEVEN:
        verdict = Verdict.UNEVEN
    elif angle is not None:
        verdict = Verdict.ANGLE
    else:
        verdict = Verdict.GOOD
    return Repetition(
        begin_s=swing.begin / SAMPLE_RATE_HZ,
        bottom_s=swing.bottom / SAMPLE_RATE_HZ,
        end_s=swing.end / SAMPLE_RATE_HZ,
        down_s=(swing.first - swing.begin) / SAMPLE_RATE_HZ,
        hold_s=(swing.last - swing.first) / SAMPLE_RATE_HZ,
        up_s=(swing.end - swing.last) / SAMPLE_RATE_HZ,
        reach=reach,
        symmetry=even,
        score=float(np.clip(100 - lost, 0, 100)),
        verdict=verdict,
        angle=angle if verdict is Verdict.ANGLE else None,
        counted=done.counted,
        exercise=exercise,
    )


def symmetry(first: int, last: int, postures: Array, reference: Reference) -> float:
    """The lesser side's range as a share of the other's, 0..1, in a repetition that is at its far end from
    `first` to `last`; NaN where one side is unseen or the exercise is done with one side at a time.
    """
    if reference.agreement < BOTH_SIDES:
        return float("nan")
    edge = max(1, first // 4)
    with np.errstate(invalid="ignore"):
        begin, far = mean(postures[:edge]), mean(postures[first : last + 1])
    ranges = []
    for side in _SIDES:
        gain = np.where(side & np.isfinite(begin) & np.isfinite(far), reference.gain, 0.0)
        tells = float((gain * reference.way).sum())
        whole = float((np.where(side, reference.gain, 0.0) * reference.way).sum())
        if whole <= 0 or tells < whole / 2:
            return float("nan")
        ranges.append(float((gain * np.nan_to_num(far - begin)).sum()) / tells)
    if max(ranges) <= 0:
        return float("nan")
    return float(np.clip(min(ranges) / max(ranges), 0, 1))


def _angle_off(
    done: Done, postures: Array, reference: Reference, manner: Manner
) -> tuple[float, Angle | None]:
    """How far the worst of the angles that matter is off at the far end, degrees; which one, if too far.

    Against what it would be where this person turned back: a range that is too small is said otherwise.
    """
    swing = done.swing
    far = degrees(mean(postures[swing.first - swing.begin : swing.last - swing.begin + 1]))
    moved = degrees(reference.way)
    expected = manner.far + moved * min(0.0, swing.amplitude - manner.amplitude)
    matters = np.abs(moved) >= MATTERS * np.abs(moved).max()
    off = np.where(matters & np.isfinite(far) & np.isfinite(expected), np.abs(far - expected), 0.0)
    differ = (ANGLE_DIFFER_TUTOR if manner.of_tutor else ANGLE_DIFFER) * manner.differ
    limits = np.maximum(ANGLE_DEG, differ)
    over = off - limits
    worst = int(over.argmax())
    assert off.shape == (ANGLE_COUNT,)
    return float(np.max(off - limits + ANGLE_DEG)), Angle(worst) if over[worst] > 0 else None
