import numpy as np
import pytest

from device.messages import Level
from device.trouble import Trouble
from device.tv.drawing.canvas import Canvas
from device.tv.drawing.theme import LEVEL_COLOURS, PANEL
from device.tv.screens.notices import draw_notices, titles_of
from device.words.lookup import words


@pytest.mark.parametrize("size", [(1920, 1080), (1280, 720)])
def test_as_many_as_fit_and_how_many_more(size, written):
    canvas = Canvas(size)
    titles = titles_of(tuple(Trouble), words("en"))
    area = canvas.scale.box(96, 960, 980, 60)
    taken = draw_notices(canvas, area, titles)
    shown = [title for title in titles if title in written]
    assert shown == list(titles[: len(shown)])
    assert len(shown) >= 2
    assert f"+{len(titles) - len(shown)}" in written
    assert max(box.right for box in written.values()) <= area.left + taken <= area.right


def test_the_first_is_always_there(written):
    canvas = Canvas((1920, 1080))
    draw_notices(
        canvas, canvas.scale.box(96, 960, 300, 60), ("The result could not be kept at all", "No camera")
    )
    assert any(text.startswith("The re") and text.endswith("…") for text in written)
    assert "+1" in written


def test_each_has_a_pill_with_an_amber_dot(written):
    canvas = Canvas((1920, 1080))
    draw_notices(canvas, canvas.scale.box(96, 960, 1500, 60), ("No camera", "No sound"))

    def columns(colour):
        return (np.abs(canvas.pixels[960:1020].astype(int) - np.array(colour)).max(axis=2) <= 4).any(axis=0)

    begins = np.flatnonzero(np.diff(columns(LEVEL_COLOURS[Level.FAIR]).astype(int)) == 1)
    assert len(begins) == 2
    pills = columns(PANEL)
    for begin, text in zip(begins, ("No camera", "No sound"), strict=True):
        assert 96 < begin < written[text].left
        assert pills[begin - 10 : written[text].right + 10].all()


def test_without_a_notice_nothing_is_taken():
    canvas = Canvas((1920, 1080))
    assert draw_notices(canvas, canvas.scale.box(96, 960, 900, 60), ()) == 0
