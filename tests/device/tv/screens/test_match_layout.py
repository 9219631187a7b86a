import numpy as np
import pytest

from device.choices import Layout
from device.tv.drawing.canvas import Canvas
from device.tv.drawing.theme import BACKGROUND
from device.tv.screens.match import MatchScreen
from tests.device.tv.looking import SIZES, clear_inside, share_of
from tests.device.tv.screens.match_pictures import draw

LAYOUTS = list(Layout)


@pytest.mark.parametrize("each", LAYOUTS)
@pytest.mark.parametrize("size", SIZES)
def test_no_layout_draws_into_the_margins(view, each, size):
    loud = {"name": "W" * 90, "repetitions": 999, "score": 100.0, "lag_s": 9.9, "mirrored": True}
    canvas = draw(view(layout=each, rate=0.5, notice="W" * 99, sentence="W" * 99, count_in=2, **loud), size)
    clear_inside(canvas)
    assert (canvas.pixels == BACKGROUND).all()


def test_the_tutor_is_larger_where_the_household_asked_for_it(view):
    tutor = np.full((720, 1280, 3), (250, 0, 250), np.uint8)
    user = np.full((480, 640, 3), (0, 250, 250), np.uint8)
    shares = {}
    for each in LAYOUTS:
        shown = draw(view(layout=each, tutor_image=tutor, user_image=user, joints=None, tutor_joints=None))
        shares[each] = [share_of(shown.pixels, colour) for colour in ((250, 0, 250), (0, 250, 250))]
    assert shares[Layout.TUTOR_LARGE][0] > 1.6 * shares[Layout.BESIDE][0]
    assert 0 < shares[Layout.TUTOR_LARGE][1] < 0.4 * shares[Layout.BESIDE][1]
    assert shares[Layout.TUTOR_ONLY][0] > 1.6 * shares[Layout.BESIDE][0]
    assert shares[Layout.TUTOR_ONLY][1] == 0


@pytest.mark.parametrize("to", LAYOUTS)
@pytest.mark.parametrize("since", LAYOUTS)
def test_the_layout_changes_while_it_runs_and_leaves_nothing_behind(view, since, to):
    canvas = Canvas((1280, 720))
    screen = MatchScreen(canvas)
    screen.draw(view(layout=since, sentence="Go lower", lag_s=0.8, repetitions=3))
    last = view(layout=to, name="Mia", colour=(120, 200, 120), repetitions=4)
    screen.draw(last)
    assert np.array_equal(canvas.pixels, draw(last, (1280, 720)).pixels)


@pytest.mark.parametrize("each", LAYOUTS)
def test_repetitions_are_shown_only_where_they_are_counted(view, written, each):
    draw(view(layout=each))
    assert "Reps" not in written
    draw(view(layout=each, repetitions=0))
    assert {"Reps", "0"} <= set(written)


def test_a_name_is_said_without_a_picture_too(view, written):
    draw(view(layout=Layout.TUTOR_ONLY, name="Mia", colour=(120, 200, 120)))
    assert "Mia" in written
    assert "Score" not in written
