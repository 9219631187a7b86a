"""Postures as the directions of 15 bones in the body's own frame, and the two ends of a movement."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.recognition.motion_image import POINT_COUNT, Point

Array = NDArray[np.float32]

# each bone from the joint nearer to the pelvis to the farther one; the nose's and the head's are one line
BONES: Final = (
    (Point.PELVIS, Point.RIGHT_HIP), (Point.RIGHT_HIP, Point.RIGHT_KNEE),
    (Point.RIGHT_KNEE, Point.RIGHT_ANKLE),
    (Point.PELVIS, Point.LEFT_HIP), (Point.LEFT_HIP, Point.LEFT_KNEE), (Point.LEFT_KNEE, Point.LEFT_ANKLE),
    (Point.PELVIS, Point.SPINE), (Point.SPINE, Point.THORAX), (Point.THORAX, Point.NECK),
    (Point.THORAX, Point.LEFT_SHOULDER), (Point.LEFT_SHOULDER, Point.LEFT_ELBOW),
    (Point.LEFT_ELBOW, Point.LEFT_WRIST),
    (Point.THORAX, Point.RIGHT_SHOULDER), (Point.RIGHT_SHOULDER, Point.RIGHT_ELBOW),
    (Point.RIGHT_ELBOW, Point.RIGHT_WRIST),
)  # fmt: skip
BONE_COUNT: Final = len(BONES)
_STARTS, _ENDS = (np.array(ends) for ends in zip(*BONES, strict=True))
# a side's bones are at the same places of these two
_RIGHT, _LEFT = (0, 1, 2, 12, 13, 14), (3, 4, 5, 9, 10, 11)
# The share of a film whose moments are averaged at either end of the movement: a tenth outlasts an error of
# the network and is still at the turn.
TURN_SHARE: Final = 0.1
# a bone shorter than this, trunk lengths, has no direction
_SHORT: Final = 1e-6


def directions(joints: Array) -> Array:
    """Unit directions (..., 15, 3) of joints (..., 17, 3); zeros for a bone without length.

    Raises ValueError on other shapes.
    """
    if joints.shape[-2:] != (POINT_COUNT, 3):
        raise ValueError(f"joints must be (..., {POINT_COUNT}, 3), not {joints.shape}")
    lines = joints[..., _ENDS, :] - joints[..., _STARTS, :]
    length = np.linalg.norm(lines, axis=-1, keepdims=True)
    found: Array = np.where(length > _SHORT, lines / np.maximum(length, _SHORT), 0).astype(np.float32)
    return found


def mirrored(lines: Array) -> Array:
    """Directions (..., 15, 3) of the same posture in a mirror: left and right change places."""
    order = np.arange(BONE_COUNT)
    order[[*_RIGHT, *_LEFT]] = [*_LEFT, *_RIGHT]
    result: Array = lines[..., order, :] * np.array([-1, 1, 1], np.float32)
    return result


def turning_points(joints: Array) -> Array:
    """The two postures (2, 15, 3) between which a film (C, 17, 3) moves most: the ends of its first principal
    component. Moments without a person (zeros) are left out; zeros when nobody is seen.
    """
    seen = joints[joints.any(axis=(1, 2))]
    if len(seen) == 0:
        return np.zeros((2, BONE_COUNT, 3), np.float32)
    lines = directions(seen).reshape(len(seen), -1)
    off = lines - lines.mean(axis=0)
    along = off @ np.linalg.svd(off, full_matrices=False)[2][0]
    order = np.argsort(along, kind="stable")
    count = max(1, round(TURN_SHARE * len(order)))
    ends = np.stack([lines[order[:count]].mean(axis=0), lines[order[-count:]].mean(axis=0)])
    ends = ends.reshape(2, BONE_COUNT, 3)
    result: Array = ends / np.maximum(np.linalg.norm(ends, axis=-1, keepdims=True), _SHORT)
    return result
