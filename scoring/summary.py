"""Sums up a match: the best and the worst angle, when each showed, and what to work on.

Uses the scores of the ten angles and the corrections that guidance asked for. What was asked and later taken
back counts against each other, so that no two corrections contradict. Wording is left to the caller.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.body.joints import Angle
from scoring.guidance.cues import OPPOSITES, BodyPart, Cue, concern, single
from scoring.guidance.judgement import PARTS_OF_LIMBS
from scoring.limb import Limb
from scoring.scorer import FinalScore, LiveScore

# The parts whose cues concern each angle, left and right apart.
_PARTS: Final[dict[Angle, frozenset[BodyPart]]] = {
    Angle.LEFT_ELBOW: frozenset({BodyPart.LEFT_ELBOW}),
    Angle.RIGHT_ELBOW: frozenset({BodyPart.RIGHT_ELBOW}),
    Angle.LEFT_SHOULDER: frozenset({BodyPart.LEFT_ARM}),
    Angle.RIGHT_SHOULDER: frozenset({BodyPart.RIGHT_ARM}),
    Angle.LEFT_HIP: frozenset({BodyPart.TRUNK, BodyPart.LEFT_KNEE}),
    Angle.RIGHT_HIP: frozenset({BodyPart.TRUNK, BodyPart.RIGHT_KNEE}),
    Angle.LEFT_KNEE: frozenset({BodyPart.LEFT_KNEE}),
    Angle.RIGHT_KNEE: frozenset({BodyPart.RIGHT_KNEE}),
    Angle.NECK: frozenset({BodyPart.HEAD}),
    Angle.CROTCH: frozenset({BodyPart.BOTH_FEET}),
}
# A fault below this burden, radians times seconds (15 degrees for about one second), gives no advice.
BURDEN_MIN: Final = 0.25
# What was asked both ways is unsteadiness, unless one way outweighs the other by so much.
CLEARLY: Final = 2.0
# An angle that was corrected is the worst one when its score is at most so far above the lowest, points.
ABOUT_AS_LOW: Final = 10.0


@dataclass(frozen=True, slots=True)
class Summary:
    """best, worst: the angles with the highest and the (about) lowest score, never the same one, None without
    scores or where no other is worse; best_s, worst_s: the tutor's moments in the lesson, s, at which their
    live scores were extreme; advice: the cue to work on, which concerns the worst angle, None when that was
    never corrected by BURDEN_MIN; corrections: all cues that were, with their burden (radians times seconds),
    the heaviest first, no two of which contradict.
    """

    best: Angle | None = None
    best_s: float | None = None
    worst: Angle | None = None
    worst_s: float | None = None
    advice: Cue | None = None
    corrections: tuple[tuple[Cue, float], ...] = ()


def summary(
    final: FinalScore,
    live: Sequence[tuple[float, LiveScore]],
    burden: Mapping[Cue, float],
    ignored: frozenset[Limb] = frozenset(),
) -> Summary:
    """Sum up a match.

    live: the live scores that count with the tutor's moments they are of, s of the lesson; burden: for each
    cue its error summed over time, radians times seconds; ignored: limbs that do not matter.
    """
    asked = settled(burden)
    scores = _judged(final, live, ignored)
    known = [angle for angle in Angle if np.isfinite(scores[angle])]
    if not known:
        return Summary(corrections=asked)
    ranked = sorted(known, key=lambda angle: scores[angle])
    best = max(known, key=lambda angle: scores[angle])
    low = [one for one in ranked if scores[one] < min(scores[best], scores[ranked[0]] + ABOUT_AS_LOW)]
    fitting = ((angle, cue) for cue, _ in asked for angle in low if single(cue.part) & _PARTS[angle])
    worst, advice = next(fitting, (low[0] if low else None, None))
    return Summary(best, _moment(live, best, 1.0), worst, _moment(live, worst, -1.0), advice, asked)


def settled(burden: Mapping[Cue, float]) -> tuple[tuple[Cue, float], ...]:
    """What remains of each cue's burden without what was asked against it, the heaviest first; without what
    is below BURDEN_MIN, and without both of two that are about as heavy.
    """
    heavy = []
    for cue, load in burden.items():
        if load < BURDEN_MIN:
            continue
        left = load
        for side in single(cue.part):
            wanted, against = _both_ways(burden, cue, side)
            left = min(left, load * (1 - against / wanted) if wanted >= CLEARLY * against else 0.0)
        if left >= BURDEN_MIN:
            heavy.append((cue, left))
    return tuple(sorted(heavy, key=lambda entry: entry[1], reverse=True))


def _both_ways(burden: Mapping[Cue, float], cue: Cue, side: BodyPart) -> tuple[float, float]:
    """How much was asked of one side as `cue` asks, and how much against it."""
    about = {one: load for one, load in burden.items() if concern(one.part, side)}
    wanted = sum(load for one, load in about.items() if one.ask is cue.ask)
    return wanted, sum(load for one, load in about.items() if one.ask in OPPOSITES[cue.ask])


def _judged(
    final: FinalScore, live: Sequence[tuple[float, LiveScore]], ignored: frozenset[Limb]
) -> NDArray[np.float64]:
    """The final scores of the angles (10,), NaN for those that were never judged or do not matter."""
    scores = np.array(final.angles, np.float64)
    left_out = {part for limb in ignored for part in PARTS_OF_LIMBS[limb]}
    for angle, parts in _PARTS.items():
        if parts & left_out or (live and not any(np.isfinite(one.angles[angle]) for _, one in live)):
            scores[angle] = np.nan
    return scores


def _moment(live: Sequence[tuple[float, LiveScore]], angle: Angle | None, sign: float) -> float | None:
    if angle is None or not live:
        return None
    scores = np.array([score.angles[angle] for _, score in live])
    if not np.isfinite(scores).any():
        return None
    return live[int(np.nanargmax(sign * scores))][0]
