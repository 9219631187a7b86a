"""Refines landmarks by BlazePose's heat maps: each moves to the weighted centre of the heat around it.

Source: MediaPipe, RefineLandmarksFromHeatmap. Its graph file has kernel size 7, but the build 0.10.21 agrees
with a kernel of 9 to 0.001 px and with 7 only to 0.8 px (measured on the sample clips, with equal regions).
"""

import math
from typing import Final

import numba
import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]

# Side of the square of cells around a landmark; a cell is 4 px of the crop.
KERNEL_CELLS: Final = 9
# Landmarks whose hottest cell is below this do not move (MediaPipe, min_confidence_to_refine).
CONFIDENCE_MIN: Final = 0.5


def refine(numbers: Array, heat: Array, crop_px: int) -> None:
    """Move x and y of `numbers` (n, 5), px of a crop of side `crop_px`, to the centre of the heat, in place.

    heat (rows, columns, n): the network's logits. A landmark that is outside the crop, not finite, or without
    a cell of at least CONFIDENCE_MIN in its square does not move. Raises ValueError for other shapes.
    """
    if numbers.ndim != 2 or heat.ndim != 3 or numbers.shape[0] != heat.shape[2] or numbers.shape[1] < 2:
        raise ValueError(f"landmarks {numbers.shape} and heat map {heat.shape} do not fit together")
    _refine_kernel(numbers, heat, crop_px, KERNEL_CELLS // 2, CONFIDENCE_MIN)


@numba.njit(cache=True)
def _refine_kernel(numbers: Array, heat: Array, crop_px: int, reach: int, confidence_min: float) -> None:
    rows, columns, count = heat.shape
    for index in range(count):
        across, down = numbers[index, 0] / crop_px * columns, numbers[index, 1] / crop_px * rows
        if not (0 <= across < columns and 0 <= down < rows):
            continue
        column, row = int(across), int(down)
        total = sum_across = sum_down = hottest = 0.0
        for y in range(max(0, row - reach), min(rows, row + reach + 1)):
            for x in range(max(0, column - reach), min(columns, column + reach + 1)):
                warmth = 1.0 / (1.0 + math.exp(-heat[y, x, index]))
                total += warmth
                sum_across += warmth * x
                sum_down += warmth * y
                hottest = max(hottest, warmth)
        if hottest >= confidence_min and total > 0.0:
            numbers[index, 0] = sum_across / total / columns * crop_px
            numbers[index, 1] = sum_down / total / rows * crop_px
