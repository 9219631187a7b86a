import pytest

from device.tv.drawing.canvas import Canvas
from device.tv.drawing.theme import BACKGROUND, Scale, Type
from device.tv.drawing.typography import centred_baseline, draw_rows, line_pitch, rows_of

SIZE = (1920, 1080)


def inked(canvas):
    """The first and the last row that something is written in."""
    rows = (canvas.pixels != BACKGROUND).any(axis=(1, 2)).nonzero()[0]
    return int(rows[0]), int(rows[-1])


@pytest.mark.parametrize("size", [Type.SMALL, Type.BODY, Type.TITLE, Type.SCORE])
def test_capitals_lie_about_the_middle(size):
    canvas = Canvas(SIZE)
    draw_rows(canvas, ("HEM",), size, (100, centred_baseline(canvas.scale, 540, size)))
    top, bottom = inked(canvas)
    assert (top + bottom) / 2 == pytest.approx(540, abs=0.04 * size)


def test_several_lines_lie_about_the_middle_a_pitch_apart():
    canvas = Canvas(SIZE)
    first = centred_baseline(canvas.scale, 540, Type.BODY, 2)
    draw_rows(canvas, ("HEM", "HEM"), Type.BODY, (100, first))
    top, bottom = inked(canvas)
    assert (top + bottom) / 2 == pytest.approx(540, abs=2)
    assert first + line_pitch(canvas.scale, Type.BODY) / 2 == centred_baseline(canvas.scale, 540, Type.BODY)


def test_lines_are_as_far_apart_as_the_picture_is_large():
    assert line_pitch(Scale(1280, 720), Type.BODY) == pytest.approx(
        line_pitch(Scale(1920, 1080), Type.BODY) * 2 / 3
    )


def test_a_text_is_cut_in_one_row_and_broken_in_two():
    canvas = Canvas(SIZE)
    (cut,) = rows_of(canvas, "Raise your left elbow, more", Type.BODY, 400, 1)
    assert cut.endswith("…")
    assert rows_of(canvas, "Raise your left elbow, more", Type.BODY, 500, 2) == (
        "Raise your left elbow,",
        "more",
    )
