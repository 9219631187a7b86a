"""The soft shadow of a figure on the floor: the higher a limb, the wider and fainter its shadow."""

# ruff: noqa: ANN001, ANN201 - Numba infers the types of its kernels

from typing import Final

import numpy as np
from numba import njit

from scoring.dtw import FAST_MATH

# the shadow is computed on a square grid of CELLS by CELLS that covers SIDE_M m about the figure
CELLS: Final = 96
SIDE_M: Final = 3.6
# the share of the light that remains in full shadow
DARKEST: Final = 0.28


@njit(cache=True, fastmath=FAST_MATH, nogil=True)
def shade_floor(image, floor, starts, ends, radii, lamp_x, lamp_z, middle_x, middle_z):
    """Darken the floor pixels of `image` (H, W, 3) by the shadow of capsules (P, 3) m, y up, in place.

    floor (H, W, 2): x and z of each pixel in m, NaN off the floor; lamp_x, lamp_z: the shift of a shadow per
    metre of height; middle_x, middle_z: the place of the figure.
    """
    cells = CELLS
    grid = np.ones((cells, cells), np.float32)
    cell = SIDE_M / cells
    for i in range(len(starts)):
        for part in range(3):
            share = part * 0.5
            x = starts[i, 0] + (ends[i, 0] - starts[i, 0]) * share
            y = max(0.0, starts[i, 1] + (ends[i, 1] - starts[i, 1]) * share)
            z = starts[i, 2] + (ends[i, 2] - starts[i, 2]) * share
            r = radii[i, 0] + (radii[i, 1] - radii[i, 0]) * share
            spread = r * 0.9 + 0.16 * y
            strength = 0.5 * (r / spread) ** 2
            x, z = x - lamp_x * y - middle_x, z - lamp_z * y - middle_z
            reach = spread * 2.2
            for gz in range(
                max(0, int((z - reach) / cell + cells / 2)),
                min(cells, int((z + reach) / cell + cells / 2) + 1),
            ):
                for gx in range(
                    max(0, int((x - reach) / cell + cells / 2)),
                    min(cells, int((x + reach) / cell + cells / 2) + 1),
                ):
                    ex, ez = (gx + 0.5 - cells / 2) * cell - x, (gz + 0.5 - cells / 2) * cell - z
                    grid[gz, gx] *= 1.0 - strength * np.exp(-(ex * ex + ez * ez) / (spread * spread))
    for y in range(image.shape[0]):
        for x in range(image.shape[1]):
            u = (floor[y, x, 0] - middle_x) / cell + cells / 2 - 0.5
            v = (floor[y, x, 1] - middle_z) / cell + cells / 2 - 0.5
            # false for the wall, which is NaN
            if 0 <= u < cells - 1 and 0 <= v < cells - 1:
                i, j = int(u), int(v)
                a, b = u - i, v - j
                keep = (grid[j, i] * (1 - a) + grid[j, i + 1] * a) * (1 - b) + (
                    grid[j + 1, i] * (1 - a) + grid[j + 1, i + 1] * a
                ) * b
                keep = DARKEST + (1 - DARKEST) * keep
                for c in range(3):
                    image[y, x, c] *= keep
