"""The final score of method `paper`: half the mean live score, half the score of aligning the whole match.

final = 50 % mean(live) + 30 scores at 1 % + 10 scores at 2 % (the paper prints 2 % for the 30, which would
add up to 130 %).
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from scoring.body.features import SERIES_COUNT, features
from scoring.dtw import distances, fill_gaps
from scoring.paper.curves import MATCH, points
from scoring.paper.live import LIVE_WEIGHTS, SeriesScore, by_angle, by_joint, weighted
from scoring.scorer import MATCH_BAND, FinalScore, mean_of_known


def final_score(
    tutor_joints: NDArray[np.float32], user_joints: NDArray[np.float32], live: Sequence[SeriesScore]
) -> FinalScore:
    """Score joints (T, 15, 2) of both sides at SAMPLE_RATE_HZ, the same T samples, with their live scores.

    Raises ValueError when the two sides are not as long as each other, or empty.
    """
    if len(tutor_joints) != len(user_joints) or len(tutor_joints) == 0:
        raise ValueError(f"both sides need the same samples: {len(tutor_joints)} and {len(user_joints)}")
    tutor, user = fill_gaps(features(tutor_joints)), fill_gaps(features(user_joints))
    whole = points(distances(user, tutor, MATCH_BAND), MATCH)
    series = np.stack([score.series for score in live]) if live else np.full((0, SERIES_COUNT), np.nan)
    lived = mean_of_known(series)
    live_mean = mean_of_known(np.array([score.total for score in live])[:, None])[0]
    match = weighted(whole, LIVE_WEIGHTS / 2)
    halves = mean_of_known(np.stack([lived, whole]))
    total = mean_of_known(np.array([[live_mean], [match]]))[0] if np.isfinite(match) else float("nan")
    return FinalScore(float(total), float(live_mean), match, by_joint(halves), by_angle(halves))
