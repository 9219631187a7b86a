import numpy as np
import pytest

from device.messages import Level
from device.tv.drawing.canvas import Canvas
from device.tv.drawing.depth_bar import ENOUGH, FULL, STEPS, depth_step, draw_depth
from device.tv.drawing.theme import ACCENT, LEVEL_COLOURS, TEXT, Box
from tests.device.tv.looking import alike

BOX = Box(100, 100, 64, 600)


def drawn(depth):
    canvas = Canvas((1920, 1080))
    draw_depth(canvas, BOX, depth_step(depth))
    return canvas.part(BOX)


def filled(image, colour):
    rows = np.flatnonzero(alike(image, colour, 10).any(axis=1))
    return len(image) - rows[0] if len(rows) else 0


@pytest.mark.parametrize("depth", [0.1, 0.3, 0.55])
def test_it_fills_from_below_with_the_depth(depth):
    assert filled(drawn(depth), ACCENT) == pytest.approx(BOX.height * depth / FULL, abs=12)


def test_far_enough_has_another_colour_and_is_wider():
    short, far = drawn(ENOUGH - 0.05), drawn(ENOUGH + 0.05)
    good = LEVEL_COLOURS[Level.GOOD]
    assert filled(short, good) == 0
    assert filled(far, ACCENT) == 0
    widths = [alike(image[-60:-59], colour, 10).sum() for image, colour in ((short, ACCENT), (far, good))]
    assert widths[1] > 1.4 * widths[0]


def test_the_line_says_how_far_without_a_repetition_too():
    for depth in (None, 0.0, float("nan")):
        rows = np.flatnonzero(alike(drawn(depth), TEXT, 4).all(axis=1))
        assert rows.mean() == pytest.approx(BOX.height * (1 - ENOUGH / FULL), abs=5)
        assert filled(drawn(depth), ACCENT) == 0


def test_it_goes_no_further_than_its_box():
    assert depth_step(9.0) == STEPS
    assert depth_step(-1.0) == 0
    assert np.array_equal(drawn(9.0), drawn(FULL))


def test_a_breath_draws_nothing_anew():
    assert depth_step(0.5) == depth_step(0.504)
    assert depth_step(float("nan")) is None
