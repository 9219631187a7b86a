"""Draws tapered capsules over a background by sphere tracing, tile by tile.

Decides which pixels show the figure and how its edges are antialiased. `field` has the distance function,
`shading` the colours.
"""

# ruff: noqa: ANN001, ANN201, ANN202 - Numba infers the types of its kernels

from typing import Final

import numpy as np
from numba import njit

from models.mannequin.field import ROW, field, pack
from models.mannequin.shading import FOLD_M, colour_of
from scoring.dtw import FAST_MATH

# side of a tile, px: the capsules that can be seen in a tile are listed once for all its pixels
TILE: Final = 16
# steps per ray at most
STEPS_MAX: Final = 56
# a ray has hit when its distance is below this share of a pixel's width
ARRIVED: Final = 0.3
# nothing nearer to the lens is drawn, m
NEAR_M: Final = 0.05


@njit(cache=True, fastmath=FAST_MATH, nogil=True)
def _march(ray, near, far, pixel, rows, count):
    """Trace one ray. Returns the depth of the hit (-1: none), and depth and coverage of a near miss."""
    t = near
    before = 1e9
    t_before = near
    width = pixel * near
    miss_t, miss = -1.0, 0.0
    for _ in range(STEPS_MAX):
        d, _ = field(ray[0] * t, ray[1] * t, ray[2] * t, rows, count)
        width = pixel * t
        if d < ARRIVED * width:
            return t, miss_t, miss
        if d > before and before < width:
            share = 1.0 - before / width
            if share > miss:
                miss, miss_t = share, t_before
        before = d
        t_before = t
        t += max(d * 0.97, 0.25 * width)
        if t > far:
            break
    if before < width and 1.0 - before / width > miss:
        miss, miss_t = 1.0 - before / width, t_before
    return -1.0, miss_t, miss


@njit(cache=True, nogil=True)
def _list(rows, ends, radii, blend, owner, focal, cx, cy, x0, y0, size):
    """Pack the capsules visible in a tile into `rows`; returns their number, nearest and farthest depth."""
    count = 0
    near, far = 1e9, 0.0
    mx, my = x0 + size / 2, y0 + size / 2
    for i in range(len(ends)):
        za, zb = ends[i, 2], ends[i, 5]
        thick = max(radii[i, 0], radii[i, 1])
        low = min(za, zb) - thick - FOLD_M
        if low < NEAR_M:
            low = NEAR_M
            if max(za, zb) < NEAR_M:
                continue
        reach = (thick + FOLD_M + blend[i]) * focal / low + 0.71 * size
        ax, ay = ends[i, 0] / max(za, NEAR_M) * focal + cx, ends[i, 1] / max(za, NEAR_M) * focal + cy
        bx, by = ends[i, 3] / max(zb, NEAR_M) * focal + cx, ends[i, 4] / max(zb, NEAR_M) * focal + cy
        dx, dy = bx - ax, by - ay
        length2 = dx * dx + dy * dy
        share = 0.0
        if length2 > 0:
            share = min(1.0, max(0.0, ((mx - ax) * dx + (my - ay) * dy) / length2))
        ex, ey = mx - ax - dx * share, my - ay - dy * share
        if ex * ex + ey * ey < reach * reach:
            pack(rows[count], ends[i], radii[i], blend[i], owner[i], i)
            count += 1
            near = min(near, min(za, zb) - thick - blend[i])
            far = max(far, max(za, zb) + thick + blend[i])
    return count, max(near, 0.1), far


@njit(cache=True, fastmath=FAST_MATH, nogil=True)
def _pixel(colour, edge, behind, ray, near, far, pixel, rows, count, paint):
    """Write the light (3,) along one ray into `colour`; False without a hit. `edge` is working space."""
    t, miss_t, miss = _march(ray, near, far, pixel, rows, count)
    if t < 0 and miss <= 0:
        return False
    if t > 0:
        _, best = field(ray[0] * t, ray[1] * t, t, rows, count)
        colour_of(colour, ray[0] * t, ray[1] * t, t, pixel * t, rows, count, best, paint)
    else:
        colour[:] = behind
    if miss > 0:
        t = miss_t
        _, best = field(ray[0] * t, ray[1] * t, t, rows, count)
        colour_of(edge, ray[0] * t, ray[1] * t, t, pixel * t, rows, count, best, paint)
        for c in range(3):
            colour[c] += (edge[c] - colour[c]) * miss
    return True


@njit(cache=True, fastmath=FAST_MATH, nogil=True)
def draw(image, shape, colours, focal):
    """Draw capsules over `image` (H, W, 3) float32 linear light, in place.

    shape: ends (P, 6) m in camera axes, radii (P, 2), blend (P,), owner (P,), each owner consecutive.
    colours: material (P,); palette (N, M, 4), colour and gloss; heads (N, 5, 3): axes x, y, z, place, size;
    lamp (4, 3): direction to the lamp, its colour, the ambient light, the up direction, in camera axes.
    """
    ends, radii, blend, owner = shape
    height, width = image.shape[:2]
    cx, cy = width / 2, height / 2
    rows = np.empty((len(ends), ROW))
    paint = (owner, *colours)
    ray, colour, edge = np.ones(3), np.empty(3), np.empty(3)
    for y0 in range(0, height, TILE):
        for x0 in range(0, width, TILE):
            count, near, far = _list(rows, ends, radii, blend, owner, focal, cx, cy, x0, y0, TILE)
            if count == 0:
                continue
            for y in range(y0, min(y0 + TILE, height)):
                for x in range(x0, min(x0 + TILE, width)):
                    ray[0], ray[1] = (x + 0.5 - cx) / focal, (y + 0.5 - cy) / focal
                    if _pixel(colour, edge, image[y, x], ray, near, far, 1 / focal, rows, count, paint):
                        image[y, x] = colour


@njit(cache=True, nogil=True)
def to_bytes(image, table):
    """Linear light (H, W, 3) as sRGB bytes, through `table` (4096,) of light 0 to 1."""
    height, width = image.shape[:2]
    result = np.empty((height, width, 3), np.uint8)
    for y in range(height):
        for x in range(width):
            for c in range(3):
                level = int(min(1.0, max(0.0, image[y, x, c])) * 4095.0 + 0.5)
                result[y, x, c] = table[level]
    return result
