import numpy as np
import pytest

from device.tv.drawing.canvas import Canvas
from device.tv.drawing.theme import BACKGROUND
from device.tv.screens.pair_result import PairResultScreen
from device.tv.screens.result import ResultScreen
from device.views import Badge, DoneView, Ended, Mark, ResultView
from tests.device.tv.looking import SIZES, clear_inside, count

GREEN = (10, 200, 30)
SQUATS = DoneView("Squat", "3", (Mark.GOOD, Mark.GOOD, Mark.FAULTY), "2 of 3 good", "Go all the way")
LUNGES = DoneView("Lunge", "8", (Mark.GOOD,) * 8, "8 of 8 good")


@pytest.fixture
def ended(result):
    def make(*rows, name="Mia"):
        return Ended(result(), Badge(name, GREEN), done=rows)

    return make


def test_each_repetition_of_one_person(ended, written):
    ResultScreen(Canvas((1920, 1080))).draw(ResultView((ended(SQUATS, LUNGES),), ("Overview",), each=True))
    assert {"Squat", "3", "2 of 3 good", "Go all the way", "Lunge", "Overview"} <= set(written)
    assert "final score" not in written
    assert "87" not in written


def test_each_of_two_has_a_column_of_their_own(ended, written):
    canvas = Canvas((1920, 1080))
    view = ResultView((ended(SQUATS), ended(LUNGES, name="Noah")), each=True)
    PairResultScreen(canvas).draw(view)
    assert written["Mia"].left == written["Squat"].left < written["Noah"].left == written["Lunge"].left
    assert written["Go all the way"].right < 960 < written["Lunge"].left
    assert count(canvas.pixels, GREEN) > 1000


def test_both_pages_follow_each_other_without_a_trace(ended):
    canvas, fresh = Canvas((1280, 720)), Canvas((1280, 720))
    people = (ended(SQUATS),)
    screen = ResultScreen(canvas)
    for each in (True, False, True):
        screen.draw(ResultView(people, ("Again",), each=each))
    ResultScreen(fresh).draw(ResultView(people, ("Again",), each=True))
    assert np.array_equal(canvas.pixels, fresh.pixels)


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_drawn_in_the_margins(ended, size):
    rows = (DoneView("W" * 80, "1000", (Mark.GOOD,) * 300, "W" * 80, "W" * 80),) * 20
    for screen, people in (
        (ResultScreen, (ended(*rows),)),
        (PairResultScreen, (ended(*rows, name="W" * 90),) * 2),
    ):
        canvas = Canvas(size)
        screen(canvas).draw(ResultView(people, each=True))
        clear_inside(canvas)
        assert (canvas.pixels == BACKGROUND).all()
