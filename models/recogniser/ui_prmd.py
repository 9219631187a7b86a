"""UI-PRMD: ten movements of physiotherapy by eight people, as motion capture (PDDL, open data).

Lies in FORMBOX_DATA, `poses/ui_prmd`. A body stands as a camera in front of it would see it: x right, y down,
z away. Vakanski et al. (2018), A data set of human body movements for physical rehabilitation exercises.
"""

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from scoring.body.joints import JOINT_LANDMARKS, LANDMARK_COUNT, Joint
from scoring.body.sampling import resample
from scoring.body.track import PoseTrack
from scoring.scorer import SAMPLE_RATE_HZ

Array = NDArray[np.float64]

# The exercises of movements 1 to 10.
EXERCISES: Final = (
    "squat", "hurdle_step", "lunge", "side_lunge", "sit_to_stand", "straight_leg_raise", "arm_raise_one_side",
    "shoulder_extension", "shoulder_rotation", "scaption",
)  # fmt: skip
SUBJECTS: Final = tuple(range(1, 9))
RATE_HZ: Final = 25.0
# A shorter episode, s, is no repetition.
EPISODE_MIN_S: Final = 1.0
# The picture: px, and px for each metre.
SIZE_PX: Final = (640, 480)
PX_PER_M: Final = 150.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Episode:
    """One repetition. track: exact, at SAMPLE_RATE_HZ; landmarks other than the joints lie at the hips."""

    exercise: str
    subject: int
    right: bool
    track: PoseTrack


def available() -> bool:
    """Whether FORMBOX_DATA has it."""
    return "FORMBOX_DATA" in os.environ and _file().exists()


@cache
def episodes() -> tuple[Episode, ...]:
    """All repetitions, in the order of the file. Raises KeyError or OSError where the data are not there."""
    with np.load(_file(), allow_pickle=False) as data:
        part = {name: data[name] for name in data.files}
    ends = np.cumsum(part["frames"])
    return tuple(
        Episode(
            exercise=EXERCISES[part["movement"][row] - 1],
            subject=int(part["subject"][row]),
            right=not part["incorrect"][row],
            track=track_of_joints(part["joints"][ends[row] - part["frames"][row] : ends[row]]),
        )
        for row in range(len(ends))
        if part["frames"][row] >= EPISODE_MIN_S * RATE_HZ
    )


def _file() -> Path:
    return Path(os.environ["FORMBOX_DATA"]) / "poses" / "ui_prmd" / "subjects_1_to_8.npz"


def track_of_joints(joints: NDArray[np.floating[Any]]) -> PoseTrack:
    """The track of joints (T, 15, 3) m, z up, at RATE_HZ: seen from where the body faces."""
    body = facing(joints.astype(np.float64))
    world = np.zeros((len(body), LANDMARK_COUNT, 3), np.float32)
    world[:, list(JOINT_LANDMARKS)] = body[:, : len(JOINT_LANDMARKS)]
    times = np.arange(len(body)) / RATE_HZ
    exact = PoseTrack(
        times, pixels(world), np.ones(world.shape[:2], np.float32), world, *SIZE_PX, "mannequin"
    )
    return resample(exact, np.arange(int(times[-1] * SAMPLE_RATE_HZ) + 1) / SAMPLE_RATE_HZ)


def pixels(world: NDArray[np.float32]) -> NDArray[np.float32]:
    """Landmarks (T, 33, 3) px of bodies in m, in a picture of SIZE_PX."""
    middle = np.array([SIZE_PX[0] / 2, SIZE_PX[1] / 2, 0], np.float32)
    return world * np.float32(PX_PER_M) + middle


def facing(joints: Array) -> Array:
    """Joints (T, 15, 3) m, z up, in the axes of a camera that the body faces, about the hip centre."""
    body = np.stack([joints[..., 0], -joints[..., 2], joints[..., 1]], axis=-1)
    body = body - body[:, [Joint.HIP_CENTRE]]
    # who faces a camera has their left on the picture's right
    across = np.nanmean(body[:, Joint.LEFT_SHOULDER] - body[:, Joint.RIGHT_SHOULDER], axis=0)
    turn = -np.arctan2(across[2], across[0])
    x, z = body[..., 0], body[..., 2]
    return np.stack(
        [x * np.cos(turn) - z * np.sin(turn), body[..., 1], x * np.sin(turn) + z * np.cos(turn)], axis=-1
    )
