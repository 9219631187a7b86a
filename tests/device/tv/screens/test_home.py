from dataclasses import replace

import numpy as np
import pytest

from device.messages import Level
from device.presses import Spot
from device.trouble import Trouble
from device.tv.drawing.theme import ACCENT, BACKGROUND, LEVEL_COLOURS
from device.tv.screens.home import FOOT_HEIGHT, FOOT_TOP
from device.views import Badge, Pointer
from tests.device.tv.looking import count
from tests.device.tv.screens.home_views import BLUE, RED, home, middle_colour, poster, screen, seen


def test_after_any_way_the_picture_is_that_of_the_place():
    """However one came there: what was drawn in parts is what is drawn at once."""
    canvas, home_screen = screen((1280, 720))
    view = home(11)
    for focus in (
        Spot("posters", 1),
        Spot("posters", 9),
        Spot("people", 1),
        Spot("settings"),
        Spot("posters", 6),
    ):
        home_screen.draw(replace(view, focus=focus, pointer=Pointer(0.5, 0.5, 0.5)))
    home_screen.draw(replace(view, focus=Spot("posters", 8), time="19:43", people=view.people[:1]))
    fresh, other = screen((1280, 720))
    other.draw(replace(view, focus=Spot("posters", 8), time="19:43", people=view.people[:1]))
    assert (canvas.pixels == fresh.pixels).all()


def test_what_is_known_of_a_lesson_is_said(written):
    _, home_screen = screen()
    grey = np.full((90, 160, 3), 60, np.uint8)
    lessons = (
        poster("Half", grey, left_at=0.5, score=87.6),
        poster("Fresh", grey, fresh=True),
        poster("IdleContent", grey, ready=False, fresh=True),
    )
    home_screen.draw(home(posters=lessons, focus=Spot("settings")))
    assert {"Half", "Continue", "88", "Fresh", "New", "IdleContent", "12 min"} < set(written)
    written.clear()
    home_screen.draw(home(posters=lessons[2:], focus=Spot("settings")))
    assert "New" not in written


@pytest.mark.parametrize(("score", "level"), [(90.0, Level.GOOD), (70.0, Level.FAIR), (30.0, Level.BAD)])
def test_the_last_score_has_the_dot_of_its_level(score, level):
    canvas, home_screen = screen()
    home_screen.draw(home(posters=(poster("A", np.full((90, 160, 3), 60, np.uint8), score=score),)))
    assert count(canvas.pixels, LEVEL_COLOURS[level]) > 100


@pytest.mark.parametrize("score", [None, float("nan")])
def test_without_a_score_there_is_no_dot(score):
    canvas, home_screen = screen()
    view = home(posters=(poster("A", np.full((90, 160, 3), 60, np.uint8), score=score),))
    home_screen.draw(view)
    assert not any(
        count(canvas.pixels, LEVEL_COLOURS[level]) for level in (Level.GOOD, Level.FAIR, Level.BAD)
    )
    before = canvas.pixels.copy()
    home_screen.draw(view)
    assert (canvas.pixels == before).all()


def test_a_lesson_that_is_not_ready_is_dark():
    canvas, home_screen = screen()
    red = np.full((90, 160, 3), (200, 40, 40), np.uint8)
    home_screen.draw(home(posters=(poster("A", red), poster("B", red, ready=False)), focus=Spot("settings")))
    bright, dark = (middle_colour(canvas, home_screen, number) for number in (0, 1))
    assert max(dark) < max(bright) / 2
    assert max(dark) - min(dark) < (max(bright) - min(bright)) / 3


def test_the_progress_of_a_lesson_that_was_left():
    filled = []
    for left_at in (0.25, 0.5, 1.0):
        canvas, home_screen = screen()
        view = home(posters=(poster("A", np.full((90, 160, 3), 60, np.uint8), left_at=left_at),))
        home_screen.draw(replace(view, focus=Spot("settings")))
        box = home_screen.targets()[-1][0]
        filled.append(count(canvas.pixels[box.bottom - 25 : box.bottom, box.left : box.right], ACCENT))
    assert filled[1] == pytest.approx(2 * filled[0], rel=0.1)
    assert filled[2] == pytest.approx(4 * filled[0], rel=0.1)


def test_who_is_chosen_is_filled_with_their_colour():
    canvas, home_screen = screen()
    home_screen.draw(home(1))
    (anna, _), (ben, _) = home_screen.targets()[:2]
    assert count(canvas.part(anna), BLUE) > 0.5 * anna.width * anna.height
    assert 50 < count(canvas.part(ben), RED) < 0.1 * ben.width * ben.height


@pytest.mark.parametrize("count_of", [1, 2, 5, 8])
def test_everybody_has_room_beside_the_clock(written, count_of):
    names = ("Anna", "Ben", "Grandma Rosa the Elder", "Leo", "Maximilian-Alexander", "Mia", "Paul", "Dad")
    people = tuple(Badge(name, BLUE, chosen=number < 2) for number, name in enumerate(names[:count_of]))
    _, home_screen = screen()
    home_screen.draw(home(1, people=people, focus=Spot("people", count_of - 1)))
    boxes = [box for box, spot in home_screen.targets() if spot.area == "people"]
    assert len(boxes) == count_of
    assert boxes[-1].right < written["19:42"].left
    assert {name for name in names[:count_of] if len(name) <= 4} <= set(written)


def test_without_lessons_it_says_how_one_gets_in(written):
    canvas, home_screen = screen()
    home_screen.draw(home(5))
    written.clear()
    home_screen.draw(home(0, focus=Spot("settings")))
    assert "No lessons yet" in written
    assert seen(home_screen) == []
    home_screen.draw(home(5))
    fresh, other = screen()
    other.draw(home(5))
    assert (canvas.pixels == fresh.pixels).all()


def test_troubles_stand_beside_the_hint(written):
    _, home_screen = screen()
    home_screen.draw(home(1, troubles=(Trouble.NO_CAMERA,)))
    assert written["No camera"].right < written["OK: choose"].left
    assert written["OK: choose"].right == 1920 - 96


def test_a_hand_lies_over_everything_and_leaves_no_trace():
    canvas, home_screen = screen()
    view = home(8)
    home_screen.draw(view)
    before = canvas.pixels.copy()
    for step in range(5):
        home_screen.draw(replace(view, pointer=Pointer(0.2 + step / 20, 0.3, step / 5)))
        assert (canvas.pixels != before).any()
    home_screen.draw(view)
    assert (canvas.pixels == before).all()


def test_the_ground_around_a_poster_stays_dark():
    canvas, home_screen = screen()
    home_screen.draw(home(1, focus=Spot("settings")))
    box = home_screen.targets()[-1][0]
    assert tuple(canvas.pixels[box.top, box.left]) == BACKGROUND


@pytest.mark.parametrize("size", [(1920, 1080), (1280, 720)])
def test_people_posters_and_troubles_begin_at_one_edge(size):
    canvas, home_screen = screen(size)
    home_screen.draw(home(1, focus=Spot("settings"), troubles=(Trouble.NO_CAMERA,)))
    lefts = {spot.area: box.left for box, spot in reversed(home_screen.targets())}
    assert abs(lefts["people"] - lefts["posters"]) <= 1
    foot = canvas.part(canvas.scale.box(0, FOOT_TOP, 960, FOOT_HEIGHT))
    first = int((foot != BACKGROUND).any(axis=(0, 2)).argmax())
    assert abs(first - lefts["posters"]) <= 1


def test_the_gear_in_focus_is_filled():
    for focus, filled in ((Spot("settings"), True), (Spot("people", 0), False)):
        canvas, home_screen = screen()
        home_screen.draw(home(1, focus=focus))
        gear = {spot: box for box, spot in home_screen.targets()}[Spot("settings")]
        assert (count(canvas.part(gear), ACCENT) > 0.3 * gear.width * gear.height) == filled
