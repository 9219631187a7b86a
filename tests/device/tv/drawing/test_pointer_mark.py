import numpy as np
import pytest

from device.tv.drawing.canvas import Canvas
from device.tv.drawing.pointer_mark import PointerMark
from device.tv.drawing.theme import ACCENT
from device.views import Pointer

SIZES = [(1920, 1080), (1280, 720)]


@pytest.fixture
def painted():
    """A canvas with something below."""

    def make(size=(1920, 1080)):
        canvas = Canvas(size)
        canvas.pixels[:] = np.random.default_rng(3).integers(0, 60, canvas.pixels.shape, np.uint8)
        return canvas

    return make


def accent(canvas):
    return int((np.abs(canvas.pixels.astype(int) - ACCENT).max(axis=2) < 20).sum())


@pytest.mark.parametrize("size", SIZES)
def test_what_lies_below_comes_back(painted, size):
    canvas = painted(size)
    before = canvas.pixels.copy()
    mark = PointerMark(canvas)
    box = mark.lay(Pointer(0.5, 0.5, 0.7))
    changed = np.argwhere((canvas.pixels != before).any(axis=2))
    assert len(changed) > 2000
    assert (changed.min(axis=0) >= (box.top, box.left)).all()
    assert (changed.max(axis=0) < (box.bottom, box.right)).all()
    mark.lift()
    assert (canvas.pixels == before).all()
    mark.lift()
    assert (canvas.pixels == before).all()


def test_a_mark_that_moves_leaves_nothing_behind(painted):
    canvas = painted()
    before = canvas.pixels.copy()
    mark = PointerMark(canvas)
    for step in range(8):
        mark.lay(Pointer(0.3 + step / 40, 0.4, step / 8))
    assert mark.lay(None) is None
    assert (canvas.pixels == before).all()


def test_the_ring_fills_with_the_time_that_it_is_held(painted):
    canvas = painted()
    mark = PointerMark(canvas)
    filled = []
    for held in (0.0, 0.25, 0.5, 1.0):
        mark.lay(Pointer(0.5, 0.5, held))
        filled.append(accent(canvas))
    assert filled[0] == 0
    assert filled[2] == pytest.approx(2 * filled[1], rel=0.1)
    assert filled[3] == pytest.approx(2 * filled[2], rel=0.1)
    mark.lay(Pointer(0.5, 0.5, 7.0))
    assert accent(canvas) == filled[3]


@pytest.mark.parametrize("place", [(0.0, 0.0), (1.0, 1.0), (-2.0, 0.5), (0.5, 3.0)])
def test_it_stays_whole_at_the_edges(painted, place):
    canvas = painted()
    box = PointerMark(canvas).lay(Pointer(*place, 0.4))
    assert box.left >= 0
    assert box.top >= 0
    assert box.right <= 1920
    assert box.bottom <= 1080
