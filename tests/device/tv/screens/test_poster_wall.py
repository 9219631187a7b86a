from dataclasses import replace

import numpy as np
import pytest

from device.presses import Spot
from device.tv.screens import poster_wall
from device.tv.screens.poster_wall import GLIDE_S, KEPT
from tests.device.runtime.stepped_clock import SteppedClock
from tests.device.tv.looking import SIZES
from tests.device.tv.screens.home_views import home, middle_colour, poster, screen, seen


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("lessons", [1, 3, 4, 7, 8, 40])
def test_posters_stand_in_rows_of_four(size, lessons):
    canvas, home_screen = screen(size)
    view = home(lessons)
    home_screen.draw(view)
    assert seen(home_screen) == list(range(min(lessons, 8)))
    boxes = {spot.index: box for box, spot in home_screen.targets() if spot.area == "posters"}
    for number, box in boxes.items():
        assert box.left == boxes[number % 4].left
        assert box.top == boxes[number // 4 * 4].top
        assert middle_colour(canvas, home_screen, number) == tuple(view.posters[number].image[0, 0])


def test_the_wall_scrolls_so_that_the_focus_is_seen():
    canvas, home_screen = screen()
    view = home(40)
    for focus, first in ((0, 0), (5, 0), (9, 4), (13, 8), (8, 8), (5, 4), (39, 32), (0, 0)):
        home_screen.draw(replace(view, focus=Spot("posters", focus)))
        assert seen(home_screen) == list(range(first, first + 8))
        assert middle_colour(canvas, home_screen, focus) == tuple(view.posters[focus].image[0, 0])


def test_the_wall_stays_where_it_is_while_the_focus_is_elsewhere():
    _, home_screen = screen()
    home_screen.draw(home(40, 20))
    for focus in (Spot("people", 1), Spot("settings")):
        home_screen.draw(home(40, focus=focus))
        assert seen(home_screen) == list(range(16, 24))


def test_with_a_clock_it_glides_and_arrives():
    clock = SteppedClock(100.0)
    canvas, home_screen = screen(clock=clock)
    there, jumping = screen()
    home_screen.draw(home(20))
    view = home(20, 8)
    jumping.draw(view)
    tops = []
    for _ in range(8):
        home_screen.draw(view)
        tops += [box.bottom for box, spot in home_screen.targets() if spot == Spot("posters", 4)]
        clock.sleep(GLIDE_S / 6)
    assert tops == sorted(tops, reverse=True)
    assert len(set(tops)) >= 6
    jumping.draw(view)
    # the same view anew: its posters are others, their pictures the same
    assert seen(home_screen) == list(range(4, 12))
    assert (canvas.pixels == there.pixels).all()


def test_it_keeps_a_bounded_number_of_drawn_posters(monkeypatch):
    _, home_screen = screen((1280, 720))
    view = home(80)
    for focus in range(80):
        home_screen.draw(replace(view, focus=Spot("posters", focus)))
    drawn = []
    draw = poster_wall.draw_poster
    monkeypatch.setattr(
        poster_wall, "draw_poster", lambda *words, **more: (drawn.append(words[2]), draw(*words, **more))
    )
    # each is drawn in and out of focus: half as many as are kept stand before the last
    for focus in range(79, 79 - KEPT // 4, -1):
        home_screen.draw(replace(view, focus=Spot("posters", focus)))
    assert drawn == []
    home_screen.draw(replace(view, focus=Spot("posters", 79 - KEPT)))
    assert drawn != []


def test_a_move_of_the_focus_draws_no_poster_twice(monkeypatch):
    _, home_screen = screen()
    view = home(16)
    for focus in (0, 1, 2, 1, 0):
        home_screen.draw(replace(view, focus=Spot("posters", focus)))
    monkeypatch.setattr("device.tv.screens.poster_wall.draw_poster", pytest.fail)
    for focus in (1, 2, 1, 0):
        home_screen.draw(replace(view, focus=Spot("posters", focus)))


def test_what_the_next_press_needs_is_drawn_before(monkeypatch):
    _, home_screen = screen()
    view = home(16)
    for _ in range(16):
        home_screen.draw(view)
    monkeypatch.setattr("device.tv.screens.poster_wall.draw_poster", pytest.fail)
    home_screen.draw(replace(view, focus=Spot("posters", 4)))


def test_another_picture_of_the_same_name_is_drawn():
    canvas, home_screen = screen()
    home_screen.draw(home(posters=(poster(image=np.full((90, 160, 3), 60, np.uint8)),)))
    assert middle_colour(canvas, home_screen, 0) == (60, 60, 60)
    home_screen.draw(home(posters=(poster(image=np.full((90, 160, 3), 160, np.uint8)),)))
    assert middle_colour(canvas, home_screen, 0) == (160, 160, 160)
