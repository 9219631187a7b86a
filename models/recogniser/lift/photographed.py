"""Sets of the open vocabulary's exercises: from the first photograph's posture to the second's and back.

The bones turn from one direction to the other with easing, at some tempo; the body's proportions are the
average ones; camera and network's errors are as for the mannequin's sets.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from models.autoencoder.pose_noise import as_seen
from models.mannequin.movements import ease
from models.recogniser.performances import TEMPO_SPREAD
from scoring.body.joints import LANDMARK_COUNT, Landmark
from scoring.recognition.motion_image import Point
from scoring.recognition.postures import BONES
from scoring.scorer import SAMPLE_RATE_HZ

Array = NDArray[np.float64]

# lengths of the bones of BONES in trunk lengths, and the trunk, m: the mannequin's average adult
_LENGTHS: Final = (0.2, 0.82, 0.8, 0.2, 0.82, 0.8, 0.5, 0.5, 0.42, 0.36, 0.56, 0.5, 0.36, 0.56, 0.5)
TRUNK_M: Final = (0.42, 0.56)
# a repetition lasts so many seconds
REPETITION_S: Final = (1.0, 5.0)
# standard deviation of a bone's length about the average, a share
LENGTH_SPREAD: Final = 0.06

# the landmark that shows a joint, and those that go with it: nothing here has hands, feet or a face
_WITH: Final = {
    Point.NECK: range(11),
    Point.LEFT_WRIST: (15, 17, 19, 21),
    Point.RIGHT_WRIST: (16, 18, 20, 22),
    Point.LEFT_ANKLE: (27, 29, 31),
    Point.RIGHT_ANKLE: (28, 30, 32),
}


def photographed(postures: Array, random: np.random.Generator, seconds: float) -> tuple[Array, Array]:
    """World landmarks (T, 33, 3) m at 20 Hz of a movement between two postures (2, 15, 3), as a network sees
    them, and the bounds (R + 1,) s of its repetitions.
    """
    usual = float(random.uniform(*REPETITION_S))
    count = int(np.ceil(seconds / usual)) * 2 + 2
    bounds = np.concatenate([[0.0], np.cumsum(usual * np.exp(TEMPO_SPREAD * random.standard_normal(count)))])
    bounds -= random.uniform(0, bounds[1])
    bounds = bounds[: int(np.searchsorted(bounds, seconds)) + 1]
    times = np.arange(round(seconds * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
    which = np.clip(np.searchsorted(bounds, times, side="right") - 1, 0, len(bounds) - 2)
    phase = (times - bounds[which]) / np.diff(bounds)[which]
    share = ease(1 - np.abs(1 - 2 * phase))[:, None, None] * random.uniform(0.8, 1.1)
    lines = postures[0] * (1 - share) + postures[1] * share
    lines = lines / np.maximum(np.linalg.norm(lines, axis=-1, keepdims=True), 1e-6)
    world, _ = as_seen(_turned(_landmarks(lines, random), random), random, film=True)
    return world.astype(np.float64), bounds


def _landmarks(lines: Array, random: np.random.Generator) -> Array:
    """Landmarks (T, 33, 3) m in the body's frame, from directions (T, 15, 3), on one random body."""
    lengths = np.array(_LENGTHS) * np.exp(LENGTH_SPREAD * random.standard_normal(len(_LENGTHS)))
    bones = lines * (lengths * random.uniform(*TRUNK_M))[:, None]
    joints = np.zeros((len(lines), len(Point), 3))
    for number, (start, end) in enumerate(BONES):
        joints[:, end] = joints[:, start] + bones[:, number]
    places = np.zeros((len(lines), LANDMARK_COUNT, 3))
    for point in Point:
        if point.name in Landmark.__members__:
            places[:, Landmark[point.name]] = joints[:, point]
    for point, there in _WITH.items():
        places[:, list(there)] = joints[:, point, None]
    return places


def _turned(places: Array, random: np.random.Generator) -> Array:
    """The body's frame (x left, y up, z front) before a camera anywhere around (x right, y down, z away)."""
    places = places - places[:, [Landmark.LEFT_HIP, Landmark.RIGHT_HIP]].mean(axis=1, keepdims=True)
    yaw = random.uniform(0, 2 * np.pi)
    x, z = places[..., 0], -places[..., 2]
    across, deep = x * np.cos(yaw) - z * np.sin(yaw), x * np.sin(yaw) + z * np.cos(yaw)
    return np.stack([across, -places[..., 1], deep], axis=-1)
