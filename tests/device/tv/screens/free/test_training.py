from dataclasses import replace

import numpy as np
import pytest

from device.messages import Level
from device.tv.drawing.canvas import Canvas
from device.tv.drawing.theme import ACCENT, BACKGROUND, LEVEL_COLOURS, NEUTRAL, Type
from device.tv.screens.free import training as layout
from device.tv.screens.free.training import FreeScreen
from device.views import DoneView, FreeView, Mark
from device.words.languages import LANGUAGES
from device.words.lookup import words
from scoring.body.joints import BONE_COUNT
from scoring.exercises.catalogue import CATALOGUE
from tests.device.tv.looking import SIZES, clear_inside, count, region

PICTURE = (layout.PICTURE_TOP, layout.PICTURE_WIDTH, layout.PICTURE_HEIGHT)


@pytest.fixture
def free(body):
    def make(**changes):
        values = {
            "title": "Train freely",
            "image": np.full((720, 1280, 3), 90, np.uint8),
            "joints": body(600, (340, 60)),
            "mirrored": False,
            "hint": "OK: pause",
            "name": "Squat",
            "running": True,
            "share": "92 %",
            "likely": (("Lunge", "5 %"), ("Deadlift", "2 %")),
            "value": 14,
            "depth": 0.5,
            "marks": (Mark.GOOD,) * 11 + (Mark.TRIED,),
            "done": (DoneView("Burpee", "8"), DoneView("Plank", "0:42")),
        }
        return FreeView(**(values | changes))

    return make


def draw(view, size=(1920, 1080)):
    canvas = Canvas(size)
    FreeScreen(canvas).draw(view)
    return canvas


def picture(canvas):
    return region(canvas, 96, *PICTURE)


def bar(canvas):
    return region(canvas, layout.BAR_LEFT, layout.PICTURE_TOP, layout.BAR_WIDTH, layout.PICTURE_HEIGHT)


def test_name_and_count_are_large_and_the_rest_is_small(free, written):
    draw(free())
    assert written["Squat"].height > 1.5 * written["Lunge"].height
    assert written["14"].height > 4 * written["92 %"].height
    assert written["Squat"].right < written["92 %"].left
    assert written["92 %"].right < written["Deadlift"].left
    assert {"Lunge", "5 %", "Deadlift", "2 %", "Reps", "8", "OK: pause", "Done so far"} <= set(written)


def test_before_the_first_name_the_title_stands_in_its_place(free, written):
    plain = free(name=None, running=False, share=None, likely=(), value=None, depth=None, marks=(), done=())
    canvas = draw(plain)
    assert set(written) == {"Train freely", "OK: pause"}
    assert (bar(canvas) == BACKGROUND).all()


def test_the_bar_follows_the_depth(free):
    shares = [count(bar(draw(free(depth=depth))), ACCENT) for depth in (0.1, 0.3, 0.55)]
    assert shares == sorted(shares)
    assert shares[0] > 0
    assert count(bar(draw(free(depth=1.0))), LEVEL_COLOURS[Level.GOOD]) > shares[2]


def test_what_is_held_has_seconds_and_no_bar(free, written):
    canvas = draw(free(held=True, value=42, depth=None))
    assert {"42", "Seconds"} <= set(written)
    assert "Reps" not in written
    assert (bar(canvas) == BACKGROUND).all()


def test_limbs_have_colours_while_a_repetition_is_judged(free):
    neutral, judged = draw(free()), draw(free(levels=(Level.GOOD,) * BONE_COUNT))
    assert count(picture(neutral), NEUTRAL) > 1000
    assert count(picture(judged), LEVEL_COLOURS[Level.GOOD]) > 1000
    assert count(picture(judged), NEUTRAL) == 0


def test_a_fault_goes_before_a_message(free, written):
    draw(free(fault="Go all the way", message="Take your time"))
    assert "Go all the way" in written
    assert "Take your time" not in written
    draw(free(message="Take your time"))
    assert "Take your time" in written


def test_without_a_picture_it_waits(free, written):
    draw(free(image=None, joints=None))
    assert "Waiting for the camera" in written


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_drawn_in_the_margins(free, size):
    canvas = draw(
        free(
            name="W" * 90,
            likely=(("W" * 90, "5 %"),) * 2,
            value=1000,
            fault="W" * 300,
            marks=(Mark.GOOD,) * 200,
            done=(DoneView("W" * 90, "1000"),) * 20,
            hint="W" * 200,
        ),
        size,
    )
    clear_inside(canvas)
    assert (canvas.pixels == BACKGROUND).all()


@pytest.mark.parametrize("size", SIZES)
def test_after_any_way_the_picture_is_that_of_the_moment(free, size):
    canvas = Canvas(size)
    screen = FreeScreen(canvas)
    first = free()
    for changes in (
        {"depth": 1.1, "value": 13, "fault": "Slower"},
        {"held": True, "depth": None, "marks": ()},
        {"name": "Single-leg deadlift", "share": None, "running": False},
        {"joints": None, "message": "I can't see you", "likely": ()},
        {"done": ()},
    ):
        screen.draw(replace(first, **changes))
    screen.draw(first)
    fresh = Canvas(size)
    FreeScreen(fresh).draw(first)
    assert np.array_equal(canvas.pixels, fresh.pixels)


def test_what_did_not_change_is_not_drawn_again(free, written):
    canvas = Canvas((1280, 720))
    screen, view = FreeScreen(canvas), free()
    screen.draw(view)
    written.clear()
    screen.draw(replace(view, image=view.image.copy(), time_s=0.1, depth=0.52))
    assert not written
    screen.draw(replace(view, value=13))
    assert set(written) == {"Reps", "13"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_stands_whole_beside_the_next_ones(language, script):
    canvas, spoken = Canvas((1920, 1080), script(language).font), words(language)
    room = layout.WIDTH - layout.LIKELY_WIDTH - layout.APART - canvas.lettering.width("100 %", Type.SMALL)
    below = layout.COLUMN_WIDTH - layout.APART - canvas.lettering.width("100", Type.BODY)
    beside = layout.LIKELY_WIDTH - 2 * layout.APART - canvas.lettering.width("100 %", Type.SMALL)
    for name in map(spoken.exercise, CATALOGUE):
        assert canvas.lettering.width(name, Type.SCORE) <= room, name
        assert canvas.lettering.width(name, Type.SMALL) <= min(below, beside), name
    around = 2 * 30 + 34 + 18
    keys = ("free_begin", "free_unknown", "free_resting", "free_dance", "not_seen")
    for key in keys:
        assert canvas.lettering.width(spoken.text(key), Type.TITLE) + around < layout.WIDTH
    assert canvas.lettering.width(spoken.text("free_done"), Type.SMALL) < layout.COLUMN_WIDTH
