import pytest

from device.presses import Spot
from device.tv.drawing.canvas import Canvas
from device.tv.drawing.free_button import draw_free, width_of_free
from device.tv.drawing.theme import ACCENT, BACKGROUND, PANEL, TEXT, Box
from tests.device.tv.looking import SIZES, count, share_of


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("label", ["Train freely", ""])
@pytest.mark.parametrize("focused", [True, False])
def test_it_fills_its_width_and_no_more(size, label, focused, written):
    canvas = Canvas(size)
    area = Box(200, 100, width_of_free(canvas, label), canvas.scale.px(88))
    box, spot = draw_free(canvas, area, label, focused=focused)
    assert spot == Spot("free")
    assert area.left <= box.left < box.right <= area.right
    assert share_of(canvas.part(box), ACCENT if focused else PANEL) > 0.3
    assert set(written) == ({label} if label else set())
    if label:
        assert box.left < written[label].left < written[label].right < box.right
    canvas.clear(area)
    assert (canvas.pixels == BACKGROUND).all()


def test_the_figure_is_there_without_words():
    canvas = Canvas((1920, 1080))
    box, _ = draw_free(canvas, Box(200, 100, width_of_free(canvas, ""), 88), "", focused=False)
    assert count(canvas.part(box), TEXT) > 200
