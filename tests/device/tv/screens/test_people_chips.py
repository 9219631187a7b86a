import numpy as np
import pytest

from device.presses import Spot
from device.tv.drawing.canvas import Canvas
from device.tv.drawing.theme import ACCENT, PANEL, Box
from device.tv.screens.people_chips import HEIGHT, draw_people, shared
from device.views import Badge

GREEN, PINK = (40, 200, 90), (230, 90, 160)
AREA = Box(96, 100, 900, 120)


def test_who_is_chosen_is_filled_and_others_have_a_dot(near, written):
    canvas = Canvas((1920, 1080))
    people = (Badge("Mia", GREEN, chosen=True), Badge("Noah", PINK))
    (mia, first), (noah, second) = draw_people(canvas, people, AREA, None)
    assert (first, second) == (Spot("people", 0), Spot("people", 1))
    assert mia.right < noah.left
    for chip, name in ((mia, "Mia"), (noah, "Noah")):
        assert (chip.height, chip.middle[1]) == (HEIGHT, AREA.top + AREA.height // 2)
        assert AREA.left < chip.left < written[name].left < written[name].right < chip.right < AREA.right
        # as far from the mark on its left as from the end on its right
        assert written[name].left - chip.left > chip.right - written[name].right
    assert near(canvas.pixels, (mia.right - 12, mia.middle[1]), GREEN)
    assert near(canvas.pixels, (noah.right - 12, noah.middle[1]), PANEL)
    dot = (np.abs(canvas.pixels[:, : noah.right].astype(int) - np.array(PINK)).max(axis=2) <= 10).sum()
    assert dot == pytest.approx(np.pi * 10**2, rel=0.2)


def test_who_is_in_focus_has_a_bright_frame(near):
    canvas = Canvas((1920, 1080))
    people = (Badge("Mia", GREEN), Badge("Noah", PINK))
    (mia, _), (noah, _) = draw_people(canvas, people, AREA, Spot("people", 1))
    for chip, framed in ((mia, False), (noah, True)):
        for y in (chip.top - 7, chip.bottom + 6):
            assert near(canvas.pixels, (chip.middle[0], y), ACCENT) == framed


def test_where_names_are_long_the_chips_are_narrower_and_still_fit(written):
    canvas = Canvas((1920, 1080))
    people = tuple(Badge(f"Wilhelmina {number}", GREEN) for number in range(4))
    chips = [chip for chip, _ in draw_people(canvas, people, AREA, None)]
    assert len(chips) == 4
    assert AREA.left <= chips[0].left
    assert chips[-1].right <= AREA.right
    assert all(text.endswith("…") for text in written)


def test_short_names_stay_whole_when_long_ones_must_be_cut():
    assert shared([50, 400, 60, 300], 500) == [50, 195, 60, 195]
    assert shared([50, 60], 500) == [50, 60]
    assert shared([], 500) == []
    assert sum(shared([90, 80, 70], 100)) <= 100
