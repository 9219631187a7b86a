import numpy as np
import pytest

from device.tv.drawing.canvas import Canvas
from device.tv.drawing.repetition_marks import COLOURS, PITCH, PITCH_MIN, draw_marks, pitch_of
from device.tv.drawing.theme import BACKGROUND
from device.views import Mark
from tests.device.tv.looking import SIZES, alike

PLACE = (100, 200)


def drawn(marks, width=1000, size=(1920, 1080)):
    canvas = Canvas(size)
    draw_marks(canvas, marks, PLACE, width)
    return canvas


def covered(image, colour):
    """The share of a mark's own square that has its colour."""
    found = alike(image, colour, 60)
    rows, columns = np.flatnonzero(found.any(axis=1)), np.flatnonzero(found.any(axis=0))
    return float(found[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1].mean())


def test_good_ones_are_filled_faulty_ones_half_and_attempts_hollow():
    shares = [covered(drawn((mark,)).pixels, COLOURS[mark]) for mark in Mark]
    assert shares[0] > 0.7
    assert 0.4 < shares[1] < 0.65
    assert shares[2] < 0.45
    middle = drawn((Mark.TRIED,)).pixels[200, 115]
    assert tuple(middle) == BACKGROUND


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("count", [0, 1, 2, 12, 40, 200])
def test_however_many_there_are_they_stay_in_their_place(size, count):
    canvas = drawn((Mark.GOOD,) * count, 500, size)
    places = np.argwhere((canvas.pixels != BACKGROUND).any(axis=2))
    assert len(places) > 0 or count == 0
    if count:
        assert PLACE[0] - 1 <= places[:, 1].min()
        assert places[:, 1].max() <= PLACE[0] + 500 + 1


def test_many_stand_closer_and_of_too_many_the_newest_are_seen():
    assert pitch_of(5, 1000, 1.0) == PITCH
    assert PITCH_MIN < pitch_of(30, 1000, 1.0) < PITCH
    assert pitch_of(300, 1000, 1.0) == PITCH_MIN
    marks = (Mark.FAULTY,) * 100 + (Mark.GOOD,) * 60
    assert not alike(drawn(marks).pixels, COLOURS[Mark.FAULTY], 10).any()
