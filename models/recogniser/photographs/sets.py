"""Tracks of the people in the photographs: from the first posture to the second and back, again and again.

Points go straight from one place to the other, with easing, so a limb that swings far is too short on the
way. Camera, body and what the network makes of them stay those of the photograph, which is what made-up
people lack; only a little turn, the network's trembling and mirroring are added.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from models.autoencoder.pose_noise import as_seen
from models.mannequin.movements import ease
from models.recogniser.performances import TEMPO_SPREAD
from models.recogniser.photographs.file import Photographs
from scoring.body.joints import OTHER_SIDE_LANDMARKS, Landmark
from scoring.body.track import PoseTrack
from scoring.scorer import SAMPLE_RATE_HZ

Array = NDArray[np.float64]

# a repetition lasts so many seconds, its logarithm being even
REPETITION_S: Final = (1.0, 5.0)
# the range, 1 being from photograph to photograph
REACH: Final = (0.75, 1.1)
# the share of sets in which people rest between repetitions, and the longest rest, a share of a repetition
RESTING: Final = 0.3
REST_MAX: Final = 0.3
# the network's errors as a share of those on mannequins: the photographs have had theirs
TREMBLE: Final = 0.5
# standard deviation of the turn about the vertical, degrees
TURN_DEG: Final = 12.0
_HIPS: Final = (Landmark.LEFT_HIP, Landmark.RIGHT_HIP)


def photographed(
    photographs: Photographs, row: int, random: np.random.Generator, seconds: float
) -> PoseTrack:
    """`seconds` of exercise `row` at 20 Hz, from a random moment on."""
    share = _share(np.arange(round(seconds * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ, random)[:, None, None]
    begin, end = photographs.world[row]
    world = begin * (1 - share) + end * share
    first, last = photographs.flat[row]
    flat = first * (1 - share) + last * share
    seen, later = photographs.visibility[row]
    visibility = np.where(share[..., 0] < 1 / 2, seen, later)
    displaced, _ = as_seen(np.zeros_like(world), random, film=True)
    error = TREMBLE * (displaced - displaced.mean(axis=0)).astype(np.float64)
    pixels = _pixels(photographs, row)
    world, flat = world + error, flat + error[..., :2] * pixels
    world = turned(world, np.deg2rad(TURN_DEG) * random.standard_normal())
    world -= world[:, _HIPS].mean(axis=1, keepdims=True)
    if random.random() < 1 / 2:
        world, flat = world[:, OTHER_SIDE_LANDMARKS] * (-1, 1, 1), flat[:, OTHER_SIDE_LANDMARKS] * (-1, 1)
        visibility = visibility[:, OTHER_SIDE_LANDMARKS]
    depth = (world[..., 2] * pixels)[..., None]
    return PoseTrack(
        np.arange(len(world)) / SAMPLE_RATE_HZ,
        np.concatenate([flat, depth], axis=2).astype(np.float32),
        visibility.astype(np.float32),
        world.astype(np.float32),
        1,
        1,
        "heavy",
    )


def _share(times: Array, random: np.random.Generator) -> Array:
    """How far (T,) from the first posture to the second somebody is at `times` (T,)."""
    usual = float(np.exp(random.uniform(*np.log(REPETITION_S))))
    count = int(np.ceil(times[-1] / usual)) * 2 + 2
    bounds = np.concatenate([[0.0], np.cumsum(usual * np.exp(TEMPO_SPREAD * random.standard_normal(count)))])
    bounds -= random.uniform(0, usual)
    which = np.clip(np.searchsorted(bounds, times, side="right") - 1, 0, count - 1)
    rest = random.uniform(0, REST_MAX) if random.random() < RESTING else 0.0
    phase = np.clip((times - bounds[which]) / (np.diff(bounds)[which] * (1 - rest)), 0, 1)
    return ease(1 - np.abs(1 - 2 * phase)) * float(random.uniform(*REACH))


def _pixels(photographs: Photographs, row: int) -> float:
    """How many pixels of the photographs are a metre."""
    sides = photographs.flat[row], photographs.world[row][..., :2]
    flat, deep = (float(np.abs(np.diff(side, axis=1)).sum()) for side in sides)
    return flat / deep


def turned(world: Array, turn: float) -> Array:
    """Bodies (T, 33, 3) turned about the vertical axis, radians."""
    x, z = world[..., 0], world[..., 2]
    across, deep = x * np.cos(turn) - z * np.sin(turn), x * np.sin(turn) + z * np.cos(turn)
    return np.stack([across, world[..., 1], deep], axis=-1)
