from dataclasses import replace

import numpy as np

from device.presses import Spot
from device.tv.drawing.canvas import Canvas
from device.tv.drawing.theme import BACKGROUND
from device.tv.screens.free.result import FreeResultScreen
from device.views import DoneView, FreeResultView, Mark, Pointer
from tests.device.tv.looking import clear_inside

VIEW = FreeResultView(
    "Well done",
    312.0,
    (DoneView("Squat", "12", (Mark.GOOD,) * 12, "12 of 12 good"), DoneView("Plank", "1:23")),
    ("Once more", "All lessons"),
    Spot("buttons", 1),
)


def test_it_says_how_long_what_and_what_next(written):
    FreeResultScreen(Canvas((1920, 1080))).draw(VIEW)
    assert set(written) == {
        *("Well done", "5:12", "Squat", "12", "12 of 12 good", "Plank", "1:23", "Once more", "All lessons")
    }


def test_the_buttons_are_targets():
    screen = FreeResultScreen(Canvas((1280, 720)))
    screen.draw(VIEW)
    assert [spot for _, spot in screen.targets()] == [Spot("buttons", 0), Spot("buttons", 1)]


def test_a_hand_moves_over_it_without_a_trace(written):
    canvas, fresh = Canvas((1280, 720)), Canvas((1280, 720))
    screen = FreeResultScreen(canvas)
    screen.draw(VIEW)
    written.clear()
    screen.draw(replace(VIEW, pointer=Pointer(0.5, 0.5, 0.3)))
    screen.draw(VIEW)
    assert not written
    FreeResultScreen(fresh).draw(VIEW)
    assert np.array_equal(canvas.pixels, fresh.pixels)


def test_nothing_is_drawn_in_the_margins():
    canvas = Canvas((1280, 720))
    rows = (DoneView("W" * 80, "1000", (Mark.GOOD,) * 300, "W" * 80, "W" * 80),) * 20
    FreeResultScreen(canvas).draw(replace(VIEW, title="W" * 200, done=rows))
    clear_inside(canvas)
    assert (canvas.pixels == BACKGROUND).all()
