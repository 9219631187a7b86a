from itertools import pairwise

import numpy as np
import pytest

from device.messages import Level
from device.tv.drawing.theme import (
    BACKGROUND,
    DIM,
    LEVEL_COLOURS,
    TEXT,
    Box,
    Scale,
    Type,
    clock_text,
    level_of,
)


def luminance(colour):
    """Relative luminance of WCAG 2."""
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in np.array(colour) / 255]
    return float(np.dot(linear, [0.2126, 0.7152, 0.0722]))


def contrast(first, second):
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_text_reads_well_on_the_background():
    assert contrast(TEXT, BACKGROUND) > 12
    assert contrast(DIM, BACKGROUND) > 7
    for level in Level:
        assert contrast(LEVEL_COLOURS[level], BACKGROUND) > 4


def test_the_score_colours_differ_in_lightness_too():
    by_lightness = [LEVEL_COLOURS[level] for level in (Level.BAD, Level.GOOD, Level.FAIR)]
    for darker, lighter in pairwise(by_lightness):
        assert luminance(lighter) > 1.5 * luminance(darker)


def test_no_text_is_smaller_than_what_is_read_at_three_metres():
    assert min(Type) >= 36


@pytest.mark.parametrize(
    ("score", "level"),
    [
        (None, Level.UNKNOWN),
        (float("nan"), Level.UNKNOWN),
        (100, Level.GOOD),
        (85, Level.GOOD),
        (84.9, Level.FAIR),
        (60, Level.FAIR),
        (59.9, Level.BAD),
        (0, Level.BAD),
    ],
)
def test_the_level_of_a_score(score, level):
    assert level_of(score) is level


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "0:00"), (9.9, "0:09"), (61, "1:01"), (3600, "60:00"), (-3, "0:00")]
)
def test_time_is_written_in_minutes_and_seconds(seconds, text):
    assert clock_text(seconds) == text


def test_a_scale_keeps_boxes_side_by_side_and_centres_other_shapes():
    scale = Scale(1280, 720)
    left, right = scale.box(0, 0, 961, 1080), scale.box(961, 0, 959, 1080)
    assert left.right == right.left
    assert right.right == 1280
    assert Scale(1920, 1200).box(0, 0, 1920, 1080) == Box(0, 60, 1920, 1080)
    for size in ((319, 180), (320, 179)):
        with pytest.raises(ValueError, match="too small"):
            Scale(*size)
    assert Scale(320, 180).factor == pytest.approx(1 / 6)
    assert Scale(1920, 180).factor == pytest.approx(1 / 6)


@pytest.mark.parametrize("size", [(1920, 1080), (640, 480), (300, 900), (1, 5000)])
def test_a_fitted_box_keeps_the_shape_and_leaves_bars_around_it(size):
    box = Box(10, 20, 400, 300)
    inner = box.fitted(size)
    assert inner.width == box.width or inner.height == box.height
    assert inner.width / inner.height == pytest.approx(size[0] / size[1], rel=0.01, abs=1 / inner.height)
    covered = inner.width * inner.height + sum(bar.width * bar.height for bar in box.around(inner))
    assert covered == box.width * box.height
    assert abs((inner.left - box.left) - (box.right - inner.right)) <= 1
    assert abs((inner.top - box.top) - (box.bottom - inner.bottom)) <= 1
