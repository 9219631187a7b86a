"""The signed distance from a point to a figure made of tapered capsules, for sphere tracing.

Decides how capsules blend into one another (smooth minimum). Tests compare both kernels with plain Python.
"""

# ruff: noqa: ANN001, ANN201 - Numba infers the types of its kernels

from typing import Final

import numpy as np
from numba import njit

from scoring.dtw import FAST_MATH

# the numbers in a packed capsule: one end (3), the vector to the other (3), 1 over its square length, the
# radius, its growth to the other end, blend, owner, index of the capsule
ROW: Final = 12


@njit(cache=True, nogil=True)
def pack(row, ends, radii, blend, owner, number):
    """Write one capsule (ends (6,), radii (2,)) into a row (ROW,)."""
    length2 = 0.0
    for axis in range(3):
        row[axis] = ends[axis]
        row[3 + axis] = ends[3 + axis] - ends[axis]
        length2 += row[3 + axis] ** 2
    row[6] = 1.0 / length2 if length2 > 1e-12 else 0.0
    row[7], row[8] = radii[0], radii[1] - radii[0]
    row[9], row[10], row[11] = blend, owner, number


@njit(cache=True, fastmath=FAST_MATH, nogil=True, inline="always")
def capsule_distance(px, py, pz, rows, i):
    """The distance in m from a point to the tapered capsule of row i; negative inside."""
    qx, qy, qz = px - rows[i, 0], py - rows[i, 1], pz - rows[i, 2]
    dx, dy, dz = rows[i, 3], rows[i, 4], rows[i, 5]
    share = min(1.0, max(0.0, (qx * dx + qy * dy + qz * dz) * rows[i, 6]))
    ex, ey, ez = qx - dx * share, qy - dy * share, qz - dz * share
    return np.sqrt(ex * ex + ey * ey + ez * ez) - (rows[i, 7] + rows[i, 8] * share)


@njit(cache=True, fastmath=FAST_MATH, nogil=True)
def field(px, py, pz, rows, count):
    """The distance in m to the first `count` capsules of rows (P, ROW), and the index of the nearest.

    Capsules of one owner, which must be consecutive, are blended in their order; owners are not blended.
    """
    whole = 1e9
    group = 1e9
    nearest = 1e9
    best = -1
    last = -1.0
    for i in range(count):
        d = capsule_distance(px, py, pz, rows, i)
        if d < nearest:
            nearest = d
            best = i
        if rows[i, 10] != last:
            whole = min(whole, group)
            group = d
            last = rows[i, 10]
        else:
            k = rows[i, 9]
            gap = k - abs(group - d)
            group = min(group, d)
            if gap > 0.0:
                group -= gap * gap / (4.0 * k)
    number = int(rows[best, 11]) if best >= 0 else -1
    return min(whole, group), number
