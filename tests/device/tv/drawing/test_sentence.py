import numpy as np
import pytest

from device.tv.drawing.canvas import Canvas
from device.tv.drawing.sentence import COLOURS, ONE_LINE, Tone, draw_sentence, said_to
from device.tv.drawing.theme import BACKGROUND, PANEL, Type


def drawn(said, middle=960, lines=1, size=(1920, 1080)):
    canvas = Canvas(size)
    area = canvas.scale.box(96, 400, 1728, 116)
    draw_sentence(canvas, area, canvas.scale.px(middle), said, Type.BODY, lines)
    outside = canvas.pixels.copy()
    outside[area.top : area.bottom, area.left : area.right] = BACKGROUND
    assert (outside == BACKGROUND).all()
    return canvas.part(area)


def pill(strip):
    columns = np.flatnonzero((strip != BACKGROUND).any(axis=(0, 2)))
    return columns[0], columns[-1]


def has(strip, colour):
    return (np.abs(strip.astype(int) - colour).max(axis=2) <= 6).sum()


@pytest.mark.parametrize("tone", Tone)
def test_each_kind_has_a_mark_of_its_own_colour(tone):
    strip = drawn(("Left elbow", tone))
    assert has(strip, COLOURS[tone]) > 100
    assert all(has(strip, COLOURS[other]) == 0 for other in Tone if other is not tone)


def test_the_marks_differ_in_shape_too():
    """For those who do not tell their colours apart."""
    left = pill(drawn(("X", Tone.CUE)))[0]
    marks = [(drawn(("X", tone)) != PANEL).any(axis=2)[:, left + 30 : left + 76] for tone in Tone]
    assert not np.array_equal(marks[0], marks[1])
    assert not np.array_equal(marks[1], marks[2])


@pytest.mark.parametrize("size", [(1920, 1080), (1280, 720)])
def test_the_pill_is_as_wide_as_its_words_and_stays_inside(size):
    widths = []
    for text in ("Go", "Go lower now", "W" * 300):
        left, right = pill(drawn((text, Tone.CUE), middle=1500, size=size))
        widths.append(right - left)
    assert widths == sorted(set(widths))
    left, right = pill(drawn(("Go lower", Tone.CUE), middle=700, size=size))
    assert (left + right) / 2 + 96 * size[0] / 1920 == pytest.approx(700 * size[0] / 1920, abs=2)


def test_what_does_not_fit_in_a_line_goes_on_in_a_second_one():
    said = (
        "Paused: step back into the picture and stay where the camera can see all of you please",
        Tone.CUE,
    )
    one, two = pill(drawn(said)), pill(drawn((said[0] * 2, Tone.CUE), lines=2))
    assert two[1] - two[0] > one[1] - one[0] - 200
    rows = (drawn((said[0] * 2, Tone.CUE), lines=2) > 230).all(axis=2).any(axis=1)
    assert np.diff(np.flatnonzero(rows)).max() > 4


def test_one_line_is_no_higher_than_it_needs_and_in_the_middle():
    def rows(text):
        strip = drawn((text, Tone.CUE), lines=2)
        return np.flatnonzero((strip != BACKGROUND).any(axis=(1, 2)))

    short, long = rows("Go lower"), rows("Go lower " * 16)
    assert len(short) == pytest.approx(ONE_LINE, abs=1)
    assert short.mean() == pytest.approx(116 / 2, abs=1)
    assert len(long) == 116


def test_what_is_missing_goes_before_what_to_do(player):
    assert said_to(player()) is None
    assert said_to(player(sentence="Go lower")) == ("Go lower", Tone.CUE)
    assert said_to(player(sentence="Well done!", fine=True)) == ("Well done!", Tone.PRAISE)
    assert said_to(player(sentence="Go lower", message="Step back")) == ("Step back", Tone.NOTICE)
