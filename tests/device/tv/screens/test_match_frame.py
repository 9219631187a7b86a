import numpy as np
import pytest

from device.tv.drawing.canvas import Canvas
from device.tv.drawing.theme import ACCENT, MARGIN_X, MARGIN_Y, REFERENCE_SIZE
from device.tv.screens import match_frame as frame
from device.tv.screens.match import MatchScreen
from device.tv.screens.pair import PairScreen


def region(canvas, left, top, width, height):
    return canvas.part(canvas.scale.box(left, top, width, height))


@pytest.mark.parametrize("people", [1, 2])
def test_a_long_title_does_not_run_into_the_time(view, pair, people):
    area = (
        REFERENCE_SIZE[0] - MARGIN_X - frame.TIME_WIDTH,
        MARGIN_Y,
        frame.TIME_WIDTH,
        frame.HEADER_HEIGHT,
    )
    canvas = Canvas((1920, 1080))
    screen, view = (MatchScreen(canvas), view) if people == 1 else (PairScreen(canvas), pair)
    screen.draw(view(title="A"))
    before = canvas.pixels.copy()
    time = region(canvas, *area).copy()
    screen.draw(view(title="W" * 200))
    assert np.array_equal(region(canvas, *area), time)
    assert not np.array_equal(canvas.pixels, before)


def test_progress_grows_with_time(view):
    def drawn(each):
        canvas = Canvas((1920, 1080))
        MatchScreen(canvas).draw(each)
        return canvas

    def share_of(image, colour):
        return float((np.abs(image.astype(int) - np.array(colour)).max(axis=2) <= 10).mean())

    line = (MARGIN_X, frame.PROGRESS_TOP, frame.CONTENT_WIDTH, frame.PROGRESS_HEIGHT)
    shares = [share_of(region(drawn(view(time_s=t)), *line), ACCENT) for t in (0.0, 15.0, 30.0, 60.0, 99.0)]
    assert shares[0] == 0
    assert shares[1:4] == pytest.approx([0.25, 0.5, 1.0], abs=0.02)
    assert shares[4] == shares[3]
