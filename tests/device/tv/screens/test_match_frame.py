import numpy as np
import pytest

from device.messages import Level
from device.tv.drawing.canvas import Canvas
from device.tv.drawing.theme import ACCENT, BACKGROUND, LEVEL_COLOURS, MARGIN_X, MARGIN_Y, REFERENCE_SIZE
from device.tv.screens import match_frame as frame
from device.tv.screens.match import MatchScreen
from device.tv.screens.pair import PairScreen
from device.words.lookup import words


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
    assert (time != BACKGROUND).any()
    screen.draw(view(title="W" * 200))
    assert np.array_equal(region(canvas, *area), time)
    assert not np.array_equal(canvas.pixels, before)


@pytest.mark.parametrize(
    ("time_s", "left"),
    [(0.0, "1:00"), (0.1, "1:00"), (1.0, "0:59"), (59.9, "0:01"), (60.0, "0:00"), (70.0, "0:00")],
)
def test_the_time_that_is_left_is_written(view, written, time_s, left):
    MatchScreen(Canvas((1920, 1080))).draw(view(time_s=time_s))
    assert left in written
    assert written["left"].left > written[left].right


@pytest.mark.parametrize(("language", "word"), [("zh-Hant", "剩餘"), ("ko", "남음")])
def test_the_word_about_the_time_stands_where_the_language_has_it(view, written, script, language, word):
    canvas = Canvas((1920, 1080), script(language).font)
    MatchScreen(canvas, words(language)).draw(view(time_s=0.0))
    assert (written[word].left < written["1:00"].left) == (language == "zh-Hant")


def test_a_notice_has_a_dot_and_leaves_room_for_the_speed(view, written):
    header = (MARGIN_X, MARGIN_Y, frame.CONTENT_WIDTH - frame.TIME_WIDTH, frame.HEADER_HEIGHT)

    def drawn(**changes):
        canvas = Canvas((1920, 1080))
        MatchScreen(canvas).draw(view(**changes))
        off = np.abs(region(canvas, *header).astype(int) - np.array(LEVEL_COLOURS[Level.FAIR]))
        return int((off.max(axis=2) <= 10).sum())

    assert drawn() == 0
    assert "75 %" not in written
    # a disc of 8 px about the middle of the capitals beside it
    assert drawn(notice="No camera", rate=0.75) == pytest.approx(np.pi * 8**2, rel=0.2)
    assert written["No camera"].right <= written["75 %"].left


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
