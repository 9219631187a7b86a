"""A window of one body in its own frame: gravity stays down, the heading is the body's own, the trunk is 1.

Who stands, lies or hangs is told by what is up; where the camera stood is not. Which way the body faces comes
from its shoulders and hips, whose line a camera from the side sees badly (it lies in depth); the more the
trunk lies, the more the trunk's own direction, which such a camera sees well, takes its place.
"""

from typing import Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from scoring.body.joints import JOINT_LANDMARKS, LANDMARK_COUNT, Joint, Landmark
from scoring.dtw import FAST_MATH

# The points of a framed body: the 15 joints of `Joint`, then heels and toes, left before right.
FEET: Final = (
    Landmark.LEFT_HEEL, Landmark.RIGHT_HEEL, Landmark.LEFT_FOOT_INDEX, Landmark.RIGHT_FOOT_INDEX,
)  # fmt: skip
LEFT_HEEL, RIGHT_HEEL, LEFT_TOE, RIGHT_TOE = 15, 16, 17, 18
POINT_COUNT: Final = 19
# A point below this visibility is the network's guess and is left out. Shoulders and hips are always taken:
# nothing is known without them, and the network guesses them well.
SEEN_MIN: Final = 0.3
# The horizontal part of the trunk, trunk lengths, from which on its direction counts, and counts alone.
LEANING: Final = 0.5
LYING: Final = 0.9

_LANDMARKS: Final = np.array([*JOINT_LANDMARKS, *FEET])
# the row in a framed body of each of _LANDMARKS
_ROWS: Final = np.array([*range(13), 15, 16, 17, 18])
_TRUNK: Final = np.array([row in {1, 2, 7, 8} for row in _ROWS])


def framed(world: NDArray[np.float32], visibility: NDArray[np.float32]) -> NDArray[np.float32]:
    """World landmarks (T, 33, 3) m and visibility (T, 33), as in PoseTrack, as points (T, 19, 3).

    x to the body's left, y up, z to its front, from the hip centre, in trunk lengths (the mean of the
    window); NaN where unseen. The heading is one for the window. Raises ValueError for other shapes.
    """
    deep, seen = np.asarray(world, np.float32), np.asarray(visibility, np.float32)
    if deep.shape != (len(deep), LANDMARK_COUNT, 3) or seen.shape != deep.shape[:2]:
        raise ValueError(f"world and visibility do not fit together: {deep.shape}, {seen.shape}")
    known = (seen[:, _LANDMARKS] >= SEEN_MIN) | _TRUNK
    found: NDArray[np.float32] = _frame_kernel(deep[:, _LANDMARKS], known, _ROWS, POINT_COUNT)
    return found


@njit(cache=True, fastmath=FAST_MATH, nogil=True)
def _frame_kernel(world, known, rows, width):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202, C901 - numba infers them; centres, scale and heading in one pass
    count = len(world)
    result = np.full((count, width, 3), np.nan, np.float32)
    left_shoulder, right_shoulder, left_hip, right_hip = 1, 2, 7, 8
    hips, shoulders = 13, 14
    length, frames = 0.0, 0
    across_x, across_z, trunk_x, trunk_z = 0.0, 0.0, 0.0, 0.0
    for t in range(count):
        body = result[t]
        for k in range(len(rows)):
            if known[t, k]:
                body[rows[k], 0] = world[t, k, 0]
                body[rows[k], 1] = -world[t, k, 1]
                body[rows[k], 2] = world[t, k, 2]
        for c in range(3):
            body[hips, c] = (body[left_hip, c] + body[right_hip, c]) / np.float32(2)
            body[shoulders, c] = (body[left_shoulder, c] + body[right_shoulder, c]) / np.float32(2)
        x = body[shoulders, 0] - body[hips, 0]
        y = body[shoulders, 1] - body[hips, 1]
        z = body[shoulders, 2] - body[hips, 2]
        size = np.sqrt(x * x + y * y + z * z)
        if not np.isfinite(size):
            continue
        length += size
        frames += 1
        trunk_x += x
        trunk_z += z
        across_x += body[left_shoulder, 0] - body[right_shoulder, 0] + body[left_hip, 0] - body[right_hip, 0]
        across_z += body[left_shoulder, 2] - body[right_shoulder, 2] + body[left_hip, 2] - body[right_hip, 2]
    if not length > 0:
        return result
    length /= frames
    # a quarter turn from the line to the left, which points to +x for who faces the camera, at -z
    front_x, front_z = across_z, -across_x
    size = np.sqrt(front_x * front_x + front_z * front_z)
    front_x, front_z = (front_x / size, front_z / size) if size > 0 else (0.0, -1.0)
    lying = np.sqrt(trunk_x * trunk_x + trunk_z * trunk_z) / (length * frames)
    share = min(1.0, max(0.0, (lying - LEANING) / (LYING - LEANING)))
    if share > 0:
        side = share / (lying * length * frames)
        if front_x * trunk_x + front_z * trunk_z < 0:
            side = -side
        front_x = (1 - share) * front_x + side * trunk_x
        front_z = (1 - share) * front_z + side * trunk_z
        size = np.sqrt(front_x * front_x + front_z * front_z)
        front_x, front_z = (front_x / size, front_z / size) if size > 0 else (0.0, -1.0)
    for t in range(count):
        middle_x, middle_y, middle_z = result[t, hips]
        for k in range(width):
            x = (result[t, k, 0] - middle_x) / length
            z = (result[t, k, 2] - middle_z) / length
            result[t, k, 0] = -x * front_z + z * front_x
            result[t, k, 1] = (result[t, k, 1] - middle_y) / length
            result[t, k, 2] = x * front_x + z * front_z
    return result


assert int(Joint.SHOULDER_CENTRE) == 14
