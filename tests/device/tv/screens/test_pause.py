from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from device.choices import Layout
from device.presses import Spot
from device.tv.drawing.canvas import Canvas
from device.tv.drawing.theme import ACCENT
from device.tv.screens.match import MatchScreen
from device.tv.screens.pair import PairScreen
from device.tv.screens.pause import LIGHT, PauseScreen
from device.views import PauseView, Pointer

MENU = ("Go on", "Repeat this section", "Slower", "Leave")


@pytest.fixture
def held(view):
    def make(**changes):
        return PauseView(**({"match": view(), "buttons": MENU, "focus": Spot("buttons", 0)} | changes))

    return make


def draw(view, size=(1280, 720)):
    canvas = Canvas(size)
    PauseScreen(canvas).draw(view)
    return canvas


@pytest.mark.parametrize("people", [1, 2])
def test_the_match_is_seen_darkly_around_the_menu(view, pair, held, people):
    screen, match = (MatchScreen, view(layout=Layout.TUTOR_LARGE)) if people == 1 else (PairScreen, pair())
    plain = Canvas((1280, 720))
    screen(plain).draw(match)
    shown = draw(held(match=match)).pixels
    side = np.s_[:, : 1280 // 5]
    assert np.abs(shown[side] - plain.pixels[side] * LIGHT).max() <= 1


def test_the_menu_stands_one_below_the_other_in_the_middle(held):
    canvas = Canvas((1920, 1080))
    screen = PauseScreen(canvas)
    screen.draw(held(focus=Spot("buttons", 2)))
    boxes = [box for box, _ in screen.targets()]
    assert [spot for _, spot in screen.targets()] == [Spot("buttons", number) for number in range(4)]
    assert len({box.left for box in boxes}) == 1
    assert all(above.bottom < below.top for above, below in pairwise(boxes))
    assert boxes[0].middle[0] == pytest.approx(960, abs=2)
    bright = [(canvas.part(box) == ACCENT).all(axis=2).mean() > 0.4 for box in boxes]
    assert bright == [False, False, True, False]


def test_a_note_makes_the_menu_no_shorter(held):
    plain, noted = PauseScreen(Canvas((1280, 720))), PauseScreen(Canvas((1280, 720)))
    plain.draw(held())
    noted.draw(held(note="That went well: 82"))
    heights = [[box.height for box, _ in screen.targets()] for screen in (plain, noted)]
    assert heights[0] == heights[1]


def test_the_match_is_drawn_once_however_often_the_menu_moves(held, monkeypatch):
    drawn = []
    draw_match = MatchScreen.draw
    monkeypatch.setattr(MatchScreen, "draw", lambda self, view: drawn.append(view) or draw_match(self, view))
    canvas = Canvas((1280, 720))
    screen, first = PauseScreen(canvas), held()
    screen.draw(first)
    for number in range(4):
        pointer = Pointer(0.2 * number, 0.5, 0.3)
        screen.draw(replace(first, focus=Spot("buttons", number), pointer=pointer))
    screen.draw(first)
    assert drawn == [first.match]
    assert np.array_equal(canvas.pixels, draw(first).pixels)


def test_another_menu_leaves_nothing_of_the_old_one(held):
    canvas = Canvas((1280, 720))
    screen, first = PauseScreen(canvas), held(note="That went well: 82")
    screen.draw(first)
    fewer = replace(first, buttons=("Go on", "Leave"), note=None)
    screen.draw(fewer)
    assert np.array_equal(canvas.pixels, draw(fewer).pixels)
    assert len(screen.targets()) == 2
