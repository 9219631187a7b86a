"""What is looked at in a framed body at each moment: angles, heights and lines, both sides alike.

A paired channel has a value for each side, measured so that mirroring the body swaps the two and changes
neither; a single channel belongs to the whole body, and mirroring keeps it or, for those of SWAPPED, changes
its sign.
"""

from typing import Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from scoring.body.joints import JOINT_LANDMARKS, Landmark
from scoring.dtw import FAST_MATH
from scoring.recognition.body_frame import POINT_COUNT

PAIRED: Final = (
    "elbow", "shoulder", "hip", "knee",
    "wrist_out", "wrist_up", "wrist_front", "elbow_out", "elbow_up", "elbow_front",
    "knee_out", "knee_up", "knee_front", "ankle_out", "ankle_up", "ankle_front",
    "wrist_height", "ankle_height", "foot_pitch", "forearm_up", "shank_front", "shank_up", "wrist_to_ankle",
)  # fmt: skip
SINGLE: Final = (
    "trunk_up", "trunk_front", "trunk_side", "hip_height", "shoulder_height", "head_up", "head_front",
    "chest_up", "twist", "wrists_apart", "ankles_apart", "knees_apart", "hips_tilt", "shoulders_tilt",
    "picture_up", "picture_side",
)  # fmt: skip
# the single channels whose sign mirroring changes
SWAPPED: Final = ("trunk_side", "twist", "hips_tilt", "shoulders_tilt", "picture_side")
SINGLES_BEGIN: Final = 2 * len(PAIRED)
CHANNEL_COUNT: Final = SINGLES_BEGIN + len(SINGLE)
# ankles, heels and toes in a framed body
FOOT_POINTS: Final = (11, 12, 15, 16, 17, 18)
# the landmarks by which pixels are compared with trunk lengths: all that have a place in the body's frame
_SCALED: Final = np.array(JOINT_LANDMARKS)
_HIPS: Final = np.array([Landmark.LEFT_HIP, Landmark.RIGHT_HIP])


def channels(body: NDArray[np.float32], landmarks: NDArray[np.float32]) -> NDArray[np.float32]:
    """The channels (T, 62) of a framed body (T, 19, 3) and its landmarks (T, 33, 3) px, NaN where unseen.

    Angles in radians, the rest in trunk lengths; PAIRED come left and right in turn, then SINGLE. Where the
    hips are in the picture is about their mean in the window. Raises ValueError for other shapes.
    """
    if body.shape != (len(landmarks), POINT_COUNT, 3):
        raise ValueError(f"a body of {body.shape} does not fit landmarks of {landmarks.shape}")
    found: NDArray[np.float32] = _channel_kernel(body, CHANNEL_COUNT)
    found[:, -2:] = _in_picture(body, landmarks)
    return found


def _in_picture(body: NDArray[np.float32], landmarks: NDArray[np.float32]) -> NDArray[np.float32]:
    """Where the hips are in the picture (T, 2), up and aside, in trunk lengths about the window's mean."""
    hips = (landmarks[:, _HIPS[0], :2] + landmarks[:, _HIPS[1], :2]) / 2
    pixels = np.abs(landmarks[:, _SCALED, :2] - hips[:, None]).sum(axis=2)
    # turning about the vertical keeps heights only, so heights alone are compared
    heights = np.abs(landmarks[:, _SCALED, 1] - hips[:, None, 1])
    lengths = np.abs(body[:, : len(_SCALED), 1])
    known = np.isfinite(pixels) & np.isfinite(lengths)
    scale = heights[known].sum() / max(float(lengths[known].sum()), 1e-6)
    frames = np.isfinite(hips).all(axis=1)
    result = np.full((len(hips), 2), np.nan, np.float32)
    if frames.any() and scale > 0:
        result[frames] = (hips[frames].mean(axis=0) - hips[frames])[:, ::-1] / scale
    return result


@njit(cache=True, fastmath=FAST_MATH, nogil=True)
def _angle(body, first, vertex, second):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    one, other, both = 0.0, 0.0, 0.0
    for c in range(3):
        a = body[first, c] - body[vertex, c]
        b = body[second, c] - body[vertex, c]
        one += a * a
        other += b * b
        both += a * b
    if np.isnan(both) or not one * other > 0:
        return np.nan
    return np.arccos(min(1.0, max(-1.0, both / np.sqrt(one * other))))


@njit(cache=True, fastmath=FAST_MATH, nogil=True)
def _apart(body, one, other):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    total = 0.0
    for c in range(3):
        total += (body[one, c] - body[other, c]) ** 2
    return np.sqrt(total)


@njit(cache=True, fastmath=FAST_MATH, nogil=True)
def _channel_kernel(bodies, width):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - the table of channels, one line each
    count = len(bodies)
    result = np.full((count, width), np.nan, np.float32)
    for t in range(count):
        body, row = bodies[t], result[t]
        lowest = np.nan
        for k in FOOT_POINTS:
            if not np.isnan(body[k, 1]):
                # heights are known only where a foot is: the picture may end at the hips
                lowest = np.inf
        for k in range(body.shape[0]):
            # a comparison with NaN is false
            if body[k, 1] < lowest:  # noqa: PLR1730
                lowest = body[k, 1]
        for side in range(2):
            out = 1.0 - 2.0 * side
            shoulder, elbow, wrist = 1 + side, 3 + side, 5 + side
            hip, knee, ankle, heel, toe = 7 + side, 9 + side, 11 + side, 15 + side, 17 + side
            row[side] = _angle(body, shoulder, elbow, wrist)
            row[2 + side] = _angle(body, elbow, shoulder, hip)
            row[4 + side] = _angle(body, shoulder, hip, knee)
            row[6 + side] = _angle(body, hip, knee, ankle)
            k = 8 + side
            for end, start in ((wrist, shoulder), (elbow, shoulder), (knee, hip), (ankle, hip)):
                row[k] = out * (body[end, 0] - body[start, 0])
                row[k + 2] = body[end, 1] - body[start, 1]
                row[k + 4] = body[end, 2] - body[start, 2]
                k += 6
            row[32 + side] = body[wrist, 1] - lowest
            row[34 + side] = body[ankle, 1] - lowest
            row[36 + side] = body[toe, 1] - body[heel, 1]
            row[38 + side] = body[wrist, 1] - body[elbow, 1]
            row[40 + side] = body[ankle, 2] - body[knee, 2]
            row[42 + side] = body[ankle, 1] - body[knee, 1]
            row[44 + side] = _apart(body, wrist, ankle)
        hips, shoulders = body[13], body[14]
        row[46] = shoulders[1] - hips[1]
        row[47] = shoulders[2] - hips[2]
        row[48] = shoulders[0] - hips[0]
        row[49] = hips[1] - lowest
        row[50] = shoulders[1] - lowest
        row[51] = body[0, 1] - shoulders[1]
        row[52] = body[0, 2] - shoulders[2]
        # the chest's front is the cross product of the line from right to left and the trunk
        across_x = body[1, 0] - body[2, 0] + body[7, 0] - body[8, 0]
        across_z = body[1, 2] - body[2, 2] + body[7, 2] - body[8, 2]
        row[53] = row[48] * across_z - row[47] * across_x
        row[54] = np.arctan2(body[1, 2] - body[2, 2], body[1, 0] - body[2, 0]) - np.arctan2(
            body[7, 2] - body[8, 2], body[7, 0] - body[8, 0]
        )
        row[54] = np.arctan2(np.sin(row[54]), np.cos(row[54]))
        row[55] = _apart(body, 5, 6)
        row[56] = _apart(body, 11, 12)
        row[57] = _apart(body, 9, 10)
        row[58] = body[7, 1] - body[8, 1]
        row[59] = body[1, 1] - body[2, 1]
    return result
