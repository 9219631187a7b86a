import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from device.pose.refinement import CONFIDENCE_MIN, KERNEL_CELLS, refine


def slow_refine(numbers, heat, crop_px):
    rows, columns, count = heat.shape
    reach = KERNEL_CELLS // 2
    moved = numbers.copy()
    for index in range(count):
        x, y = (float(value) for value in numbers[index, :2])
        if not (math.isfinite(x) and math.isfinite(y)):
            continue
        column, row = math.floor(x / crop_px * columns), math.floor(y / crop_px * rows)
        if column not in range(columns) or row not in range(rows):
            continue
        cells = [
            (1 / (1 + math.exp(-heat[r, c, index])), c, r)
            for r in range(rows)
            for c in range(columns)
            if abs(r - row) <= reach and abs(c - column) <= reach
        ]
        if max(cells)[0] < CONFIDENCE_MIN:
            continue
        total = sum(warmth for warmth, *_ in cells)
        moved[index, 0] = sum(warmth * c for warmth, c, _ in cells) / total / columns * crop_px
        moved[index, 1] = sum(warmth * r for warmth, _, r in cells) / total / rows * crop_px
    return moved


value = st.one_of(st.floats(-30, 90, width=32), st.just(math.nan))


@settings(deadline=None, max_examples=40)
@given(
    arrays.arrays(np.float32, (3, 5), elements=value),
    arrays.arrays(np.float32, (15, 16, 3), elements=st.floats(-20, 10, width=16)),
)
def test_landmarks_move_as_by_the_slow_twin(numbers, heat):
    expected = slow_refine(numbers, heat, 64)
    refine(numbers, heat, 64)
    np.testing.assert_allclose(numbers, expected, rtol=1e-4, atol=1e-3)


def test_a_landmark_goes_to_the_hot_spot_and_stays_where_it_is_cold():
    heat = np.full((64, 64, 2), -20, np.float32)
    heat[30, 33, 0] = 20
    numbers = np.zeros((2, 5), np.float32)
    numbers[:, :2] = (128, 128)
    refine(numbers, heat, 256)
    assert numbers[0, :2] == pytest.approx((132, 120), abs=1e-2)
    assert numbers[1, :2].tolist() == [128, 128]


def test_shapes_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match="do not fit"):
        refine(np.zeros((3, 5), np.float32), np.zeros((8, 8, 4), np.float32), 64)
