from itertools import pairwise

import numpy as np
import pytest

from device.presses import Spot
from device.trouble import Trouble
from device.tv.drawing.canvas import Canvas
from device.tv.drawing.theme import PANEL
from device.tv.screens.trouble import DISC, DISC_TOP, DOWN_ALONE, TroubleScreen
from device.views import TroubleView
from device.words.languages import LANGUAGES
from device.words.lookup import words

SIZES = [(1920, 1080), (1280, 720)]


@pytest.fixture
def written(monkeypatch):
    texts = []
    write = Canvas.text

    def noted(self, text, *rest, **more):
        texts.append((text, write(self, text, *rest, **more)))
        return texts[-1][1]

    monkeypatch.setattr(Canvas, "text", noted)
    return texts


def draw(view, size=(1920, 1080)):
    canvas = Canvas(size)
    screen = TroubleScreen(canvas)
    screen.draw(view)
    return canvas, screen


@pytest.mark.parametrize("size", SIZES)
def test_every_trouble_has_a_symbol_of_its_own_inside_its_disc(size):
    seen = []
    for trouble in Trouble:
        canvas, _ = draw(TroubleView(trouble), size)
        box = canvas.scale.box((1920 - DISC) / 2, DISC_TOP + DOWN_ALONE, DISC, DISC)
        disc = canvas.part(box).copy()
        inked = (np.abs(disc.astype(int) - PANEL).max(axis=2) > 40).astype(int)
        y, x = np.mgrid[0 : box.height, 0 : box.width]
        inside = np.hypot(x - box.width / 2, y - box.height / 2) < 0.47 * box.width
        assert (inked * inside).sum() > 0.01 * inked.size, trouble
        assert not any((disc == other).all() for other in seen)
        seen.append(disc)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("trouble", Trouble)
def test_what_it_is_and_what_to_do_is_said_from_top_to_bottom(trouble, language, script, written):
    spoken = words(language)
    screen = TroubleScreen(Canvas((1280, 720), script(language).font), spoken)
    screen.draw(TroubleView(trouble, ("OK",), Spot("buttons", 0), detail="Squats"))
    texts = [text for text, _ in written]
    assert texts[0] == spoken.text(f"trouble_{trouble.value}")
    assert "".join("".join(texts[1:-2]).split()) == "".join(spoken.sentence(trouble.value).split())
    assert texts[-2:] == ["Squats", "OK"]
    assert all(above.top < below.top for (_, above), (_, below) in pairwise(written))


def test_no_advice_blames_anybody():
    for trouble in Trouble:
        said = words("en").sentence(trouble.value).lower()
        assert not {"error", "wrong", "fault", "must", "failed"} & set(said.replace(".", "").split())


@pytest.mark.parametrize("size", SIZES)
def test_its_buttons_can_be_chosen(size):
    view = TroubleView(Trouble.LESSON_BROKEN, ("Choose another", "Try again"), Spot("buttons", 1))
    _, screen = draw(view, size)
    assert [spot for _, spot in screen.targets()] == [Spot("buttons", 0), Spot("buttons", 1)]


def test_another_trouble_leaves_nothing_of_the_last():
    canvas, screen = draw(TroubleView(Trouble.TOO_HOT, ("A", "B"), Spot("buttons", 0), "detail"))
    screen.draw(TroubleView(Trouble.DISK_FULL))
    assert (canvas.pixels == draw(TroubleView(Trouble.DISK_FULL))[0].pixels).all()
    assert screen.targets() == ()


def test_the_detail_stands_below_the_advice_however_long_it_is(written):
    gaps = []
    for trouble in (Trouble.UPDATING, Trouble.NO_LESSONS):
        written.clear()
        draw(TroubleView(trouble, ("OK",), Spot("buttons", 0), detail="Squats"))
        boxes = [box for _, box in written]
        gaps.append((len(boxes), boxes[-2].bottom - boxes[-3].bottom))
    assert [count for count, _ in gaps] == [4, 5]
    assert gaps[0][1] == gaps[1][1]
