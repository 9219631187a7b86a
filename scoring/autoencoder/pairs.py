"""The encoder's input: the 136 distances between 17 points of a body, in torso lengths.

Distances in space (world landmarks) depend neither on the place of the camera nor on the person's height,
those in the image do (models/autoencoder/README.md compares both). Unknown distances are NaN; the encoder was
trained to cope with them.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.body.joints import JOINT_LANDMARKS, LANDMARK_COUNT, VISIBILITY_MIN, Landmark
from scoring.dtw import SEEN_SHARE_MIN, distances, fill_gaps

# the 17 key points of the COCO data set (Lin and others, 2014), in its order
POINTS: Final = (
    Landmark.NOSE,
    Landmark.LEFT_EYE,
    Landmark.RIGHT_EYE,
    Landmark.LEFT_EAR,
    Landmark.RIGHT_EAR,
    Landmark.LEFT_SHOULDER,
    Landmark.RIGHT_SHOULDER,
    Landmark.LEFT_ELBOW,
    Landmark.RIGHT_ELBOW,
    Landmark.LEFT_WRIST,
    Landmark.RIGHT_WRIST,
    Landmark.LEFT_HIP,
    Landmark.RIGHT_HIP,
    Landmark.LEFT_KNEE,
    Landmark.RIGHT_KNEE,
    Landmark.LEFT_ANKLE,
    Landmark.RIGHT_ANKLE,
)
POINT_COUNT: Final = len(POINTS)
# indices in POINTS of both ends of each pair: (0, 1), (0, 2) ... (15, 16)
FIRST, SECOND = np.triu_indices(POINT_COUNT, 1)
PAIR_COUNT: Final = len(FIRST)
# With less than this share of the points seen a sample counts as unseen: the encoder would have to guess
# most.
POINTS_SEEN_MIN: Final = 0.5
# the 16 pairs that each of the 13 joints is part of, (13, 16)
_PAIRS_OF_JOINT: Final = np.array(
    [np.flatnonzero((place == FIRST) | (place == SECOND)) for place in map(POINTS.index, JOINT_LANDMARKS)]
)
_SHOULDERS: Final = (Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER)
_HIPS: Final = (Landmark.LEFT_HIP, Landmark.RIGHT_HIP)


def pair_distances(world: NDArray[np.float32], visibility: NDArray[np.float32]) -> NDArray[np.float32]:
    """The distances (T, 136) float32, in torso lengths, of world landmarks (T, 33, 3) in m.

    A distance to a point whose visibility (T, 33) is below VISIBILITY_MIN is NaN. A row is NaN throughout
    when a shoulder or a hip is unseen, because then the torso length is unknown, or when less than
    POINTS_SEEN_MIN of the points are seen. Raises ValueError on other shapes.
    """
    body, sight = np.asarray(world, np.float32), np.asarray(visibility, np.float32)
    if body.ndim != 3 or body.shape[1:] != (LANDMARK_COUNT, 3) or sight.shape != body.shape[:2]:
        raise ValueError(
            f"world must be (T, {LANDMARK_COUNT}, 3) and visibility (T, {LANDMARK_COUNT}), "
            f"not {body.shape} and {sight.shape}"
        )
    body = np.where((sight >= VISIBILITY_MIN)[..., None], body, np.float32(np.nan))
    trunk = body[:, _SHOULDERS].mean(axis=1) - body[:, _HIPS].mean(axis=1)
    size = np.linalg.norm(trunk, axis=1)
    points = body[:, POINTS]
    enough = np.isfinite(points).all(axis=2).mean(axis=1) >= POINTS_SEEN_MIN
    size = np.where(enough & (size > 0), size, np.nan)
    between = np.linalg.norm(points[:, FIRST] - points[:, SECOND], axis=2)
    result: NDArray[np.float32] = (between / size[:, None]).astype(np.float32)
    return result


def joint_distances(
    user: NDArray[np.float32], tutor: NDArray[np.float32], band: int | None = None
) -> NDArray[np.float64]:
    """The errors of the 13 joints, (13,) in torso lengths, from pair distances (T, 136) of both sides.

    One DTW per pair, in a `band` of samples (None: no band); a joint gets the mean of its 16 pairs, so a
    correct joint gets a 16th of the error of each wrong one. NaN where less than SEEN_SHARE_MIN of the 16 are
    known; a pair is known when it was seen in that share of the samples.
    """
    series = (_as_series(user), _as_series(tutor))
    each = distances(fill_gaps(series[0]), fill_gaps(series[1]), band).astype(np.float64)[_PAIRS_OF_JOINT]
    known = np.isfinite(each)
    share = known.mean(axis=1)
    total = np.where(known, each, 0.0).sum(axis=1)
    result: NDArray[np.float64] = np.where(
        share >= SEEN_SHARE_MIN, total / np.maximum(known.sum(axis=1), 1), np.nan
    )
    return result


def _as_series(pairs: NDArray[np.float32]) -> NDArray[np.float32]:
    """Pairs (T, 136) as series of two channels (T, 2, 136), the second of which is 0."""
    return np.stack([pairs, np.zeros_like(pairs)], axis=1)
