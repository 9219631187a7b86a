"""From the points of 13 joints to a score: centres, angles, and the two halves of a match.

Shared by the methods that judge joints and nothing else (`cosine`, `keypoint_dtw`). How far a joint is off is
decided by each of them.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np

from scoring.body.joints import ANGLE_JOINTS, CENTRES, JOINT_COUNT, JOINT_LANDMARKS
from scoring.scorer import FinalScore, LiveScore, Scores, mean_of_known, nothing_judged

# The joints that are landmarks themselves: all but the two centres.
POINT_COUNT: Final = len(JOINT_LANDMARKS)
# Below this share of the joints, or of the samples, nothing fair can be said: the share that `dtw.fill_gaps`
# asks of a series.
SEEN_SHARE_MIN: Final = 0.5


def with_centres(points: Scores) -> Scores:
    """Scores of the 13 joints (13,) as those of all 15: a centre has the mean of its two sides."""
    joints = np.full(JOINT_COUNT, np.nan)
    joints[:POINT_COUNT] = points
    for centre, left, right in CENTRES:
        joints[centre] = (joints[left] + joints[right]) / 2
    return joints


def of_angles(joints: Scores) -> Scores:
    """Scores (10,) of the angles, from those of the joints (15,): the mean of an angle's three joints.

    These methods measure no angle. A limb that is turned wrongly has its far joint in the wrong place, so the
    figure says where to look, but not how many degrees are missing. NaN when one of the three is not known.
    """
    result: Scores = joints[np.array(ANGLE_JOINTS)].mean(axis=1)
    return result


def of_match(live: Sequence[LiveScore], whole: float, whole_joints: Scores) -> FinalScore:
    """Half the mean live score, half the score of everything; joints (15,) likewise.

    Nothing is judged when `whole` is NaN: then less than half of the match was seen.
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
