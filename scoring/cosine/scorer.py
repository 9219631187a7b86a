"""Method `cosine`: the cosine similarity of two poses in the image; implements Scorer.

As in Move Mirror (Google Creative Lab, 2018): the 13 points of a body are centred in their bounding box and
normalised to one vector of length 1; the similarity of two bodies is the cosine of their vectors, and
distance = sqrt(2 (1 - similarity)), 0 to 2. The points are weighted by the visibility of the user's, so the
squared distance is the weighted mean of the squared differences of the points.

Compares the same sample of both sides: it neither searches for a late user nor aligns at the end.
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

# Curves for the distance of a pose and of a joint. A window and a match are both means over samples, so one
# curve serves both. Measured by `make calibrate`; docs/MEASURED.md.
POSE: Final = Curve(0.368, 1.76)
JOINT: Final = Curve(0.299, 1.84)


@dataclass(frozen=True, slots=True)
class SampleDistances:
    """The distances of T samples: pose (T,), 0 to 2; joints (T, 13), in the unit in which the weighted mean
    square of a body's points is 1. NaN where too little was seen.
    """

    pose: NDArray[np.float64]
    joints: NDArray[np.float64]

    def mean(self) -> tuple[float, NDArray[np.float64]]:
        """The mean pose distance and the mean joint distances (13,).

        NaN where less than SEEN_SHARE_MIN of the samples have a distance.
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
    """The distances of key points (T, 13, 2) in px, NaN where unseen; visibility (T, 13): the user's, 0 to 1.

    A point counts where both sides show it, a sample when SEEN_SHARE_MIN of its points count. The bounding
    box is that of the points that count; normalising removes its size. Raises ValueError when the shapes do
    not fit.
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
    """Points (T, 13, 2) relative to the middle of their box, scaled to a weighted mean square of 1."""
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
    """Compares poses in the image, px, at the same samples of both sides; see Scorer."""

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
        """See Scorer. The mean distance of all samples stands in for the alignment of other methods."""
        if len(self._tutor) == 0:
            return nothing_judged()
        apart, apart_joints = compare(self._tutor, self._user, self._sure).mean()
        return of_match(self._live, float(worth(apart, POSE)), with_centres(worth(apart_joints, JOINT)))
