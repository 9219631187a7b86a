"""Combines the scores of 13 joints into scores of 15 joints, 10 angles and a whole match.

Shared by `cosine`, `keypoint_dtw` and `autoencoder`, which measure joints but no angles.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np

from scoring.body.joints import ANGLE_JOINTS, CENTRES, JOINT_COUNT, JOINT_LANDMARKS
from scoring.scorer import FinalScore, LiveScore, Scores, mean_of_known, nothing_judged

# The joints that are landmarks themselves: all but the two centres, and the first ones in Joint.
POINT_COUNT: Final = len(JOINT_LANDMARKS)
# With less than this share of the joints, or of the samples, known there is no score. The same share that
# `dtw.fill_gaps` requires of a series.
SEEN_SHARE_MIN: Final = 0.5


def with_centres(points: Scores) -> Scores:
    """Scores (15,) of all joints from those of the 13 landmarks (13,): a centre gets the mean of its two."""
    joints = np.full(JOINT_COUNT, np.nan)
    joints[:POINT_COUNT] = points
    for centre, left, right in CENTRES:
        joints[centre] = (joints[left] + joints[right]) / 2
    return joints


def of_angles(joints: Scores) -> Scores:
    """Scores (10,) of the angles: each the mean of its three joints' scores in (15,); NaN if one is NaN.

    These methods measure no angle. A wrong angle puts the far joint in the wrong place, so the score tells
    where the fault is, but not how many degrees it has.
    """
    result: Scores = joints[np.array(ANGLE_JOINTS)].mean(axis=1)
    return result


def of_match(live: Sequence[LiveScore], whole: float, whole_joints: Scores) -> FinalScore:
    """The final score: half the mean live score, half the score `whole` of the match; joints (15,) likewise.

    `nothing_judged()` when `whole` is NaN, which means that less than half of the match was seen.
    """
    if not np.isfinite(whole):
        return nothing_judged()
    lived = np.array([score.total for score in live])
    live_mean = float(mean_of_known(lived[:, None])[0])
    joints = mean_of_known(np.stack([mean_of_known(_joints_of(live)), whole_joints]))
    total = float(mean_of_known(np.array([[live_mean], [whole]]))[0])
    return FinalScore(total, live_mean, whole, joints, of_angles(joints))


def _joints_of(live: Sequence[LiveScore]) -> Scores:
    return np.array([score.joints for score in live]).reshape(-1, JOINT_COUNT)
