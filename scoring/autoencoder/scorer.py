"""Method `autoencoder`: implements Scorer by DTW of the latent vectors of both sides.

The live score compares the same ten samples of both sides; half of the final score is an alignment of the
whole match. A latent vector describes the whole body, so joints are scored by the distances that the encoder
reads, and angles by their joints (`joint_scores`).
"""

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.autoencoder.latent import Latents, live_distance, match_distance
from scoring.autoencoder.pairs import joint_distances, pair_distances
from scoring.body.track import Pose, PoseTrack
from scoring.calibration import Curve, worth
from scoring.joint_scores import of_angles, of_match, with_centres
from scoring.scorer import MATCH_BAND, WINDOW, FinalScore, LiveScore, nothing_judged

# Makes latents (N, L) of pair distances (N, 136). N may be 0; unknown distances are NaN, but never a whole
# row.
Encode = Callable[[NDArray[np.float32]], Latents]

# Curves for latents in 1 - cosine and joints in torso lengths. Measured by `make calibrate`; see
# models/autoencoder/README.md.
LIVE: Final = Curve(0.388, 1.25)
MATCH: Final = Curve(0.346, 1.27)
LIVE_JOINT: Final = Curve(0.124, 1.9)
MATCH_JOINT: Final = Curve(0.0846, 1.85)


def latents_of(pairs: NDArray[np.float32], encode: Encode) -> Latents:
    """The latents (T, L) of pair distances (T, 136); a row that is all NaN stays NaN."""
    known = np.isfinite(pairs).any(axis=1)
    found = encode(pairs[known])
    latents = np.full((len(pairs), found.shape[1]), np.nan, np.float32)
    latents[known] = found
    return latents


class AutoencoderScorer:
    """Compares the latent vectors of bodies at the same samples of both sides; see Scorer."""

    def __init__(self, tutor: PoseTrack, encode: Encode) -> None:
        """tutor: at SAMPLE_RATE_HZ, over the whole lesson; encode: the trained encoder."""
        self._encode = encode
        self._tutor_pairs = pair_distances(tutor.world, tutor.visibility)
        self._tutor = latents_of(self._tutor_pairs, encode)
        self._pairs = np.full_like(self._tutor_pairs, np.nan)
        self._user = np.full_like(self._tutor, np.nan)
        self._count = 0
        self._live: list[LiveScore] = []

    def push(self, pose: Pose) -> LiveScore | None:
        """See Scorer."""
        if self._count == len(self._tutor):
            return None
        row = slice(self._count, self._count + 1)
        self._pairs[row] = pair_distances(pose.world[None], pose.visibility[None])
        self._user[row] = latents_of(self._pairs[row], self._encode)
        self._count += 1
        if self._count % WINDOW:
            return None
        last = slice(self._count - WINDOW, self._count)
        total = float(worth(live_distance(self._user[last], self._tutor[last]), LIVE))
        apart = joint_distances(self._pairs[last], self._tutor_pairs[last])
        joints = with_centres(worth(apart, LIVE_JOINT))
        self._live.append(LiveScore(self._count, total, joints, of_angles(joints)))
        return self._live[-1]

    def finish(self) -> FinalScore:
        """See Scorer."""
        if len(self._tutor) == 0:
            return nothing_judged()
        whole = float(worth(match_distance(self._user, self._tutor), MATCH))
        if not np.isfinite(whole):
            return nothing_judged()
        apart = joint_distances(self._pairs, self._tutor_pairs, MATCH_BAND)
        return of_match(self._live, whole, with_centres(worth(apart, MATCH_JOINT)))
