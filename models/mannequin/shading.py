"""The colour of a point of the figure in the light of one lamp.

Diffuse light with a soft terminator, ambient occlusion in folds, a faint rim light, gloss, the painted face.
"""

# ruff: noqa: ANN001, ANN201 - Numba infers the types of its kernels

from typing import Final

import numpy as np
from numba import njit

from models.mannequin.face import paint_face
from models.mannequin.field import field
from scoring.dtw import FAST_MATH

# the distance within which nearby surfaces darken a point, m
FOLD_M: Final = 0.045
FACE: Final = 1
HAIR: Final = 6
# a bench uses the palette of the person on it: its owner is that person's number plus this
OWNERS: Final = 8


@njit(cache=True, fastmath=FAST_MATH, nogil=True)
def colour_of(out, px, py, pz, step, rows, count, best, paint):
    """Write the light (3,) from a point of the figure towards the camera into `out`.

    step: the width of a pixel there, m; best: the index of the capsule hit; rows, count as in `field`.
    paint: owner (P,), material (P,), palette (N, M, 4), heads (N, 5, 3), lamp (4, 3), as in `raymarch.draw`.
    """
    owner, material, palette, heads, lamp = paint
    e = max(step * 0.5, 0.0008)
    d1, _ = field(px + e, py - e, pz - e, rows, count)
    d2, _ = field(px - e, py - e, pz + e, rows, count)
    d3, _ = field(px - e, py + e, pz - e, rows, count)
    d4, _ = field(px + e, py + e, pz + e, rows, count)
    nx, ny, nz = d1 - d2 - d3 + d4, -d1 - d2 + d3 + d4, -d1 + d2 - d3 + d4
    size = np.sqrt(nx * nx + ny * ny + nz * nz) + 1e-12
    nx, ny, nz = nx / size, ny / size, nz / size
    fold, _ = field(px + nx * FOLD_M, py + ny * FOLD_M, pz + nz * FOLD_M, rows, count)
    open_ = min(1.0, max(0.0, 0.35 + 0.65 * fold / FOLD_M))
    facing = nx * lamp[0, 0] + ny * lamp[0, 1] + nz * lamp[0, 2]
    direct = max(0.0, (facing + 0.22) / 1.22) * (0.45 + 0.55 * open_)
    up = nx * lamp[3, 0] + ny * lamp[3, 1] + nz * lamp[3, 2]
    dome = (0.72 + 0.28 * up) * open_
    length = np.sqrt(px * px + py * py + pz * pz)
    view = -(nx * px + ny * py + nz * pz) / length
    rim = (1.0 - max(0.0, view)) ** 3 * 0.07 * open_
    # the highlight of hair and shoes, halfway between lamp and camera
    hx, hy, hz = lamp[0, 0] - px / length, lamp[0, 1] - py / length, lamp[0, 2] - pz / length
    half = np.sqrt(hx * hx + hy * hy + hz * hz) + 1e-9
    shine = max(0.0, (nx * hx + ny * hy + nz * hz) / half) ** 24
    person = owner[best] % OWNERS
    kind = material[best]
    red, green, blue, gloss = (
        palette[person, kind, 0],
        palette[person, kind, 1],
        palette[person, kind, 2],
        palette[person, kind, 3],
    )
    if kind == FACE:
        head = heads[person]
        qx, qy, qz = px - head[3, 0], py - head[3, 1], pz - head[3, 2]
        scale = head[4, 0]
        x = (qx * head[0, 0] + qy * head[0, 1] + qz * head[0, 2]) / scale
        y = (qx * head[1, 0] + qy * head[1, 1] + qz * head[1, 2]) / scale
        z = (qx * head[2, 0] + qy * head[2, 1] + qz * head[2, 2]) / scale
        if z > 0.0:
            red, green, blue = paint_face(x, y, step / scale, red, green, blue, palette[person, HAIR])
    for c in range(3):
        base = red if c == 0 else (green if c == 1 else blue)
        light = lamp[1, c] * direct + lamp[2, c] * dome
        out[c] = base * light + (gloss * shine * direct + rim * (0.35 + 0.65 * base)) * lamp[1, c]
