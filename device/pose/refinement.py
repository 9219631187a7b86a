"""Landmarks drawn to the hottest spot near them: BlazePose says each joint as numbers and as a heat map.

Decides how far a landmark may move and when it stays. Source: MediaPipe, RefineLandmarksFromHeatmap. Its
graph file says kernel 7, but its 0.10.21 build agrees with a kernel of 9 to 0.001 px and with 7 only to
0.8 px (measured on the sample clips, given the same regions).
"""

import math
from typing import Final

import numba
import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]

# Side of the square of cells that is looked at, 4 px of the crop each.
KERNEL_CELLS: Final = 9
# A spot colder than this says nothing.
CONFIDENCE_MIN: Final = 0.5


def refine(numbers: Array, heat: Array, crop_px: int) -> None:
    """Move x and y of `numbers` (n, 5), px of a crop of `crop_px`, to the centre of the heat, in place.

    heat (rows, columns, n) is the network's, before its sigmoid. A landmark outside the crop, not finite, or
    without a cell of CONFIDENCE_MIN near it stays. Raises ValueError on other shapes.
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
