"""Estimates which way a tutor faces, from shoulders and hips in space; can be corrected on the phone."""

from typing import Final

import numpy as np

from device.store.tables import Facing
from scoring.body.joints import Landmark
from scoring.body.track import PoseTrack

# Length of the mean of all unit directions, 1 for one and the same; below, the tutor turns round.
AGREEMENT_MIN: Final = 0.5
# Share of the film's pictures in which the body must be seen.
SEEN_MIN: Final = 0.05
_WAYS: Final = (Facing.TOWARDS, Facing.RIGHT, Facing.AWAY, Facing.LEFT)


def facing_of(track: PoseTrack) -> Facing:
    """The tutor's facing as the camera sees it; UNKNOWN when it changes or the body is rarely seen."""
    seen = track.seen
    if not len(track) or seen.mean() < SEEN_MIN:
        return Facing.UNKNOWN
    world = track.world[seen].astype(np.float64)
    across = (
        world[:, Landmark.LEFT_SHOULDER]
        - world[:, Landmark.RIGHT_SHOULDER]
        + world[:, Landmark.LEFT_HIP]
        - world[:, Landmark.RIGHT_HIP]
    )[:, [0, 2]]
    lengths = np.linalg.norm(across, axis=1)
    known = np.isfinite(lengths) & (lengths > 0)
    if not known.any():
        return Facing.UNKNOWN
    mean = (across[known] / lengths[known, None]).mean(axis=0)
    if np.hypot(*mean) < AGREEMENT_MIN:
        return Facing.UNKNOWN
    # from right to left: +x (the picture's right) when facing the camera, +z (away) when facing right
    turn = np.degrees(np.arctan2(mean[1], mean[0]))
    return _WAYS[round(turn / 90) % 4]
