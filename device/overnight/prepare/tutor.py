"""Who in a film is the tutor: the one who moves and stays, not a spotter, a passer-by or a poster.

A look at some moments tells whether there is more than one body in the film. Only then two are followed,
which takes up to twice the time, and the one who moves is chosen afterwards.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from device.messages import Image
from device.overnight.prepare.movement import RATE_HZ, MotionSeries, motion_of
from device.pose.bodies import Detector, somebody_else
from device.pose.tracker import LandmarkReader
from scoring.body.track import PoseTrack
from scoring.sequence import cheapest

# Moments of a film that are looked at, and of how many of them at least two bodies must be in: one is a
# passer-by, whom the tracker of one person does not take, or a mistake of the network.
MOMENTS: Final = 16
MOMENTS_MIN: Final = 2
# Spread, torso lengths, see `movement`, that counts as moving fully. A push-up has 0.5, and who gestures
# beside it shall not move more.
FULLY: Final = 0.5
# Evidence of a moment in which a body is not seen, where moving counts 0 to 1.
AWAY: Final = -0.5
# Seconds of clear evidence that the change to the other person is worth: an exercise that they show.
CHANGE_S: Final = 8.0


def several(pictures: Iterable[Image], detector: Detector, landmarker: LandmarkReader) -> bool:
    """Whether two bodies are in at least MOMENTS_MIN of the pictures."""
    return sum(somebody_else(image, detector, landmarker) for image in pictures) >= MOMENTS_MIN


def moments(duration_s: float) -> NDArray[np.float64]:
    """The times (MOMENTS,) in s at which a film is looked at: evenly, without its ends."""
    times: NDArray[np.float64] = (np.arange(MOMENTS) + 0.5) / MOMENTS * duration_s
    return times


def tutor_of(tracks: list[PoseTrack]) -> PoseTrack:
    """The track of the tutor out of those of all places, which have the same times."""
    first = tracks[0]
    if len(tracks) == 1:
        return first
    duration_s = float(first.times[-1]) + 1 / RATE_HZ
    evidence = np.stack([_moving(motion_of(track, duration_s)) for track in tracks], axis=1)
    chosen = cheapest(evidence, CHANGE_S * RATE_HZ)
    rows = chosen[np.clip(np.round(first.times * RATE_HZ).astype(np.int64), 0, len(chosen) - 1)]
    place = np.arange(len(first))
    return replace(
        first,
        landmarks=np.stack([track.landmarks for track in tracks])[rows, place],
        visibility=np.stack([track.visibility for track in tracks])[rows, place],
        world=np.stack([track.world for track in tracks])[rows, place],
    )


def _moving(motion: MotionSeries) -> NDArray[np.float64]:
    """(N,) how much each moment speaks for this body: 0 to 1, AWAY where it is not seen."""
    most = np.fmax(np.fmax(motion.arms, motion.legs), motion.trunk)
    return np.where(motion.seen, np.clip(np.nan_to_num(most) / FULLY, 0, 1), AWAY)
