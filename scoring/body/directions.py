"""A body as the unit directions of its bones, which depend neither on body size nor on camera distance.

x and y come from the image landmarks, where BlazePose is accurate, z from the world landmarks. The heading
(the turn about the vertical) stays as the camera saw it: `adaptive.aligner` estimates the difference between
two bodies, which is steadier than an estimate for each.
"""

from typing import Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from scoring.body.joints import (
    ANGLE_JOINTS,
    BONE_COUNT,
    BONES,
    CENTRES,
    JOINT_LANDMARKS,
    LANDMARK_COUNT,
    OTHER_SIDE,
    VISIBILITY_MIN,
    Joint,
)
from scoring.dtw import FAST_MATH

# The 14 bones, and the two lines from the hip centre to the knees, which form the crotch angle.
LINES: Final = (*BONES, (Joint.HIP_CENTRE, Joint.LEFT_KNEE), (Joint.HIP_CENTRE, Joint.RIGHT_KNEE))
LINE_COUNT: Final = len(LINES)

Directions = NDArray[np.float32]


def _line(start: Joint, end: Joint) -> tuple[int, float]:
    """The index in LINES of the line between two joints, and its sign: -1 when it runs from end to start."""
    if (start, end) in LINES:
        return LINES.index((start, end)), 1.0
    return LINES.index((end, start)), -1.0


def _partners() -> tuple[list[int], list[float]]:
    found = [_line(OTHER_SIDE[start], OTHER_SIDE[end]) for start, end in LINES]
    return [number for number, _ in found], [sign for _, sign in found]


_PARTNER: Final = np.array(_partners()[0])
# (3, 16): mirroring also negates x
_MIRROR_SIGNS: Final = np.outer([-1, 1, 1], _partners()[1]).astype(np.float32)
# For each angle its two lines as (line, sign, line, sign); the signs make both point away from the vertex.
ANGLE_LINES: Final = tuple(
    (*_line(Joint(vertex), Joint(first)), *_line(Joint(vertex), Joint(second)))
    for first, vertex, second in ANGLE_JOINTS
)
# The lines of the trunk, whose heading depends little on what arms and legs do: across shoulders and hips.
TRUNK_LINES: Final = (
    _line(Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER)[0],
    _line(Joint.LEFT_HIP, Joint.RIGHT_HIP)[0],
)
_STARTS: Final = np.array([start for start, _ in LINES])
_ENDS: Final = np.array([end for _, end in LINES])
_PICKED: Final = np.array(JOINT_LANDMARKS)
_CENTRES: Final = np.array(CENTRES)


def directions(
    landmarks: NDArray[np.float32], visibility: NDArray[np.float32], world: NDArray[np.float32]
) -> Directions:
    """Unit directions (T, 3, 16) of LINES: x right, y down, z away from the camera; NaN where unseen.

    landmarks (T, 33, 3) px, visibility (T, 33), world (T, 33, 3) m, as in PoseTrack. Raises ValueError when
    the shapes do not fit. The joints are those of `joints_of`, computed inside the kernel: for a single pose
    that takes a tenth of the time.
    """
    parts = [np.asarray(part, np.float32) for part in (landmarks, visibility, world)]
    body = (len(parts[0]), LANDMARK_COUNT)
    if [part.shape for part in parts] != [(*body, 3), body, (*body, 3)]:
        raise ValueError(f"the arrays of a track do not fit together: {[part.shape for part in parts]}")
    flat, seen, deep = (part.take(_PICKED, axis=1) for part in parts)
    found: Directions = _directions_kernel(flat, seen >= VISIBILITY_MIN, deep, _CENTRES, _STARTS, _ENDS)
    return found


@njit(cache=True, fastmath=FAST_MATH, nogil=True)
def _directions_kernel(landmarks, seen, world, centres, starts, ends):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202, C901 - joints, scale and lines of one picture, in one pass
    count, joints, lines = len(landmarks), landmarks.shape[1], len(starts)
    result = np.full((count, 3, lines), np.nan, np.float32)
    flat = np.empty((joints + len(centres), 3), np.float32)
    deep = np.empty_like(flat)
    for t in range(count):
        for joint in range(joints):
            known = np.float32(0) if seen[t, joint] else np.float32(np.nan)
            for c in range(3):
                flat[joint, c] = landmarks[t, joint, c] + known
                deep[joint, c] = world[t, joint, c] + known
        for centre, one, other in centres:
            for c in range(3):
                flat[centre, c] = (flat[one, c] + flat[other, c]) / np.float32(2)
                deep[centre, c] = (deep[one, c] + deep[other, c]) / np.float32(2)
        # the scale of this body in this frame, from all lines seen: sums of |dx| + |dy| in px and in m
        pixels, metres = 0.0, 0.0
        for k in range(lines):
            a, b = starts[k], ends[k]
            for c in range(2):
                px = abs(flat[b, c] - flat[a, c])
                m = abs(deep[b, c] - deep[a, c])
                if not (np.isnan(px) or np.isnan(m)):
                    pixels += px
                    metres += m
        if not (pixels > 0 and metres > 0):
            continue
        scale = metres / pixels
        for k in range(lines):
            a, b = starts[k], ends[k]
            x = (flat[b, 0] - flat[a, 0]) * scale
            y = (flat[b, 1] - flat[a, 1]) * scale
            z = deep[b, 2] - deep[a, 2]
            length = np.sqrt(x * x + y * y + z * z)
            if length > 0:
                result[t, 0, k] = x / length
                result[t, 1, k] = y / length
                result[t, 2, k] = z / length
    return result


def other_sides() -> tuple[NDArray[np.intp], NDArray[np.float32]]:
    """What `mirrored` does: for each line (16,) that of the other side, and the signs (3, 16)."""
    return _PARTNER.astype(np.intp), _MIRROR_SIGNS


def mirrored(lines: Directions) -> Directions:
    """The mirror image of lines (T, 3, 16): left and right change places, x changes its sign."""
    result: Directions = lines[..., _PARTNER] * _MIRROR_SIGNS
    return result


assert LINE_COUNT == BONE_COUNT + 2
