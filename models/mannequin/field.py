"""The distance from a point to a figure of tapered capsules: what sphere tracing steps by.

Decides how capsules melt into one another. Tests compare both kernels with slow twins.
"""

# ruff: noqa: ANN001, ANN201 - Numba infers the types of its kernels

from typing import Final

import numpy as np
from numba import njit

from scoring.dtw import FAST_MATH

# what a row of a tile's list holds: one end (3), the way to the other (3), 1 over its square length, radius,
# its growth to the other end, blend, owner, the capsule's number
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
    """Distance m from a point to the capsule of row i, its radius even from end to end; negative inside."""
    qx, qy, qz = px - rows[i, 0], py - rows[i, 1], pz - rows[i, 2]
    dx, dy, dz = rows[i, 3], rows[i, 4], rows[i, 5]
    share = min(1.0, max(0.0, (qx * dx + qy * dy + qz * dz) * rows[i, 6]))
    ex, ey, ez = qx - dx * share, qy - dy * share, qz - dz * share
    return np.sqrt(ex * ex + ey * ey + ez * ez) - (rows[i, 7] + rows[i, 8] * share)


@njit(cache=True, fastmath=FAST_MATH, nogil=True)
def field(px, py, pz, rows, count):
    """Distance m to the first `count` capsules of rows (P, ROW), and the number of the nearest.

    Capsules of one owner, which come in one run, melt together in their order; owners do not.
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
