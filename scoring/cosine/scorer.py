"""Method `cosine`: one pose against one pose, by the cosine similarity of what their pictures hold.

As in Move Mirror (Google Creative Lab, 2018): the 13 points of a body are moved into their bounding box, made
one vector of length 1, and two bodies are as like as their vectors point the same way. distance =
sqrt(2 (1 - similarity)), 0 to 2. The sums run over the points weighted by how sure the network is of the
user's, so the squared distance is the weighted mean of the squared differences of the points.

The same sample on both sides: nothing here looks for a late user, and nothing is aligned at the end.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.body.joints import JOINT_LANDMARKS, VISIBILITY_MIN
from scoring.body.track import Pose, PoseTrack
from scoring.calibration import Curve, worth
from scoring.joint_scores import POINT_COUNT, SEEN_SHARE_MIN, of_angles, of_match, with_centres
from scoring.scorer import WINDOW, FinalScore, LiveScore, nothing_judged

# What distances are worth. A window and a match are means over the same kind of sample, so one curve serves
# both. Measured like scoring.paper.curves', on the same pairs of mannequins; see docs/MEASURED.md.
POSE: Final = Curve(0.368, 1.76)
JOINT: Final = Curve(0.299, 1.84)


@dataclass(frozen=True, slots=True)
class SampleDistances:
    """How far off T samples are. pose (T,) 0 to 2; joints (T, 13), in the unit in which a body's mean square
    coordinate is 1. NaN where too little was seen.
    """

    pose: NDArray[np.float64]
    joints: NDArray[np.float64]

    def mean(self) -> tuple[float, NDArray[np.float64]]:
        """The mean pose distance and the mean joint distances (13,).

        NaN where less than SEEN_SHARE_MIN of the samples are known.
        """
        both = np.concatenate([self.pose[:, None], self.joints], axis=1)
        known = np.isfinite(both)
        count = known.sum(axis=0)
        enough = count >= max(1.0, SEEN_SHARE_MIN * len(both))
        means = np.where(enough, np.where(known, both, 0.0).sum(axis=0) / np.maximum(count, 1), np.nan)
        return float(means[0]), means[1:]


def compare(
    tutor: NDArray[np.float32], user: NDArray[np.float32], visibility: NDArray[np.float32]
) -> SampleDistances:
    """Compare key points (T, 13, 2) in px, NaN where unseen; visibility (T, 13) of the user's, 0 to 1.

    A point counts where both sides show it; a sample counts with SEEN_SHARE_MIN of its points. The box is
    made of the points that count. Its size needs no division: the vector's length takes it out.
    Raises ValueError when the shapes do not fit.
    """
    shape = (len(tutor), POINT_COUNT, 2)
    if tutor.shape != shape or user.shape != shape or visibility.shape != shape[:2]:
        raise ValueError(f"points must be (T, 13, 2), not {tutor.shape}, {user.shape}, {visibility.shape}")
    seen = np.isfinite(tutor).all(axis=2) & np.isfinite(user).all(axis=2) & (visibility > 0)
    seen &= (seen.sum(axis=1) >= SEEN_SHARE_MIN * POINT_COUNT)[:, None]
    weights = np.where(seen, visibility, 0.0).astype(np.float64)
    total = weights.sum(axis=1, keepdims=True)
    weights /= np.where(total > 0, total, np.nan)
    one, other = _unit(tutor, seen, weights), _unit(user, seen, weights)
    similarity = (weights[..., None] * one * other).sum(axis=(1, 2))
    apart = np.where(seen, np.linalg.norm(one - other, axis=2), np.nan)
    return SampleDistances(np.sqrt(np.maximum(2 * (1 - similarity), 0.0)), apart)


def _unit(
    points: NDArray[np.float32], seen: NDArray[np.bool_], weights: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Points (T, 13, 2) about the middle of their box, the weighted mean square over the points being 1."""
    place = points.astype(np.float64)
    low = np.where(seen[..., None], place, np.inf).min(axis=1, keepdims=True)
    high = np.where(seen[..., None], place, -np.inf).max(axis=1, keepdims=True)
    some = seen.any(axis=1)[:, None, None]
    middle = (np.where(some, low, np.nan) + np.where(some, high, np.nan)) / 2
    boxed = np.where(seen[..., None], place - middle, 0.0)
    square = (weights[..., None] * boxed**2).sum(axis=(1, 2))
    result: NDArray[np.float64] = boxed / np.sqrt(np.where(square > 0, square, np.nan))[:, None, None]
    return result


def key_points(
    landmarks: NDArray[np.float32], visibility: NDArray[np.float32]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The 13 points (..., 13, 2) in px, NaN below VISIBILITY_MIN, and their visibility (..., 13)."""
    sure = visibility[..., JOINT_LANDMARKS]
    points = np.where((sure >= VISIBILITY_MIN)[..., None], landmarks[..., JOINT_LANDMARKS, :2], np.nan)
    return points.astype(np.float32), sure


class CosineScorer:
    """Compares pictures pose by pose: key points in px, the same samples on both sides."""

    def __init__(self, tutor: PoseTrack) -> None:
        """tutor: at SAMPLE_RATE_HZ, over the whole lesson."""
        self._tutor, _ = key_points(tutor.landmarks, tutor.visibility)
        self._user = np.full_like(self._tutor, np.nan)
        self._sure = np.zeros(self._tutor.shape[:2], np.float32)
        self._count = 0
        self._live: list[LiveScore] = []

    def push(self, pose: Pose) -> LiveScore | None:
        """See Scorer."""
        if self._count == len(self._tutor):
            return None
        self._user[self._count], self._sure[self._count] = key_points(pose.landmarks, pose.visibility)
        self._count += 1
        if self._count % WINDOW:
            return None
        last = slice(self._count - WINDOW, self._count)
        apart, apart_joints = compare(self._tutor[last], self._user[last], self._sure[last]).mean()
        joints = with_centres(worth(apart_joints, JOINT))
        score = LiveScore(self._count, float(worth(apart, POSE)), joints, of_angles(joints))
        self._live.append(score)
        return score

    def finish(self) -> FinalScore:
        """See Scorer. What other methods give to one alignment is the mean distance of everything."""
        if len(self._tutor) == 0:
            return nothing_judged()
        apart, apart_joints = compare(self._tutor, self._user, self._sure).mean()
        return of_match(self._live, float(worth(apart, POSE)), with_centres(worth(apart_joints, JOINT)))
