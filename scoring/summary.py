"""Sums up a match: the best and the worst angle, when each showed, and what to work on.

Uses the scores of the ten angles and the corrections that guidance asked for. Wording is left to the caller.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from scoring.body.joints import Angle
from scoring.guidance.cues import BodyPart, Cue
from scoring.scorer import SAMPLE_RATE_HZ, FinalScore, LiveScore

# The body parts whose cues concern each angle.
_PARTS: Final[dict[Angle, tuple[BodyPart, ...]]] = {
    Angle.LEFT_ELBOW: (BodyPart.LEFT_ELBOW, BodyPart.BOTH_ELBOWS),
    Angle.RIGHT_ELBOW: (BodyPart.RIGHT_ELBOW, BodyPart.BOTH_ELBOWS),
    Angle.LEFT_SHOULDER: (BodyPart.LEFT_ARM, BodyPart.BOTH_ARMS),
    Angle.RIGHT_SHOULDER: (BodyPart.RIGHT_ARM, BodyPart.BOTH_ARMS),
    Angle.LEFT_HIP: (BodyPart.TRUNK, BodyPart.LEFT_KNEE, BodyPart.BOTH_KNEES),
    Angle.RIGHT_HIP: (BodyPart.TRUNK, BodyPart.RIGHT_KNEE, BodyPart.BOTH_KNEES),
    Angle.LEFT_KNEE: (BodyPart.LEFT_KNEE, BodyPart.BOTH_KNEES),
    Angle.RIGHT_KNEE: (BodyPart.RIGHT_KNEE, BodyPart.BOTH_KNEES),
    Angle.NECK: (BodyPart.HEAD,),
    Angle.CROTCH: (BodyPart.BOTH_FEET,),
}
# A fault below this burden, radians times seconds (15 degrees for about one second), gives no advice.
BURDEN_MIN: Final = 0.25


@dataclass(frozen=True, slots=True)
class Summary:
    """best, worst: the angles with the highest and lowest score, None without scores; best_s, worst_s: the
    times in the lesson (s) at which their live scores were extreme; advice: the cue to work on, None when no
    fault reached BURDEN_MIN; corrections: all cues that did, with their burden (radians times seconds), the
    heaviest first.
    """

    best: Angle | None = None
    best_s: float | None = None
    worst: Angle | None = None
    worst_s: float | None = None
    advice: Cue | None = None
    corrections: tuple[tuple[Cue, float], ...] = ()


def summary(final: FinalScore, live: Sequence[LiveScore], burden: Mapping[Cue, float]) -> Summary:
    """Sum up a match. burden: for each cue its error summed over time, radians times seconds."""
    known = np.flatnonzero(np.isfinite(final.angles))
    if len(known) == 0:
        return Summary(advice=_heaviest(burden, tuple(BodyPart)), corrections=_sorted(burden))
    best = Angle(int(known[np.argmax(final.angles[known])]))
    worst = Angle(int(known[np.argmin(final.angles[known])]))
    advice = _heaviest(burden, _PARTS[worst]) or _heaviest(burden, tuple(BodyPart))
    moments = _moment(live, best, 1.0), _moment(live, worst, -1.0)
    return Summary(best, moments[0], worst, moments[1], advice, _sorted(burden))


def _heaviest(burden: Mapping[Cue, float], parts: tuple[BodyPart, ...]) -> Cue | None:
    heavy = {cue: load for cue, load in burden.items() if cue.part in parts and load >= BURDEN_MIN}
    return max(heavy, key=lambda cue: heavy[cue]) if heavy else None


def _sorted(burden: Mapping[Cue, float]) -> tuple[tuple[Cue, float], ...]:
    heavy = [(cue, load) for cue, load in burden.items() if load >= BURDEN_MIN]
    return tuple(sorted(heavy, key=lambda entry: entry[1], reverse=True))


def _moment(live: Sequence[LiveScore], angle: Angle, sign: float) -> float | None:
    scores = np.array([score.angles[angle] for score in live])
    if not np.isfinite(scores).any():
        return None
    best = int(np.nanargmax(sign * scores))
    return live[best].sample / SAMPLE_RATE_HZ
