from dataclasses import replace

import numpy as np
import pytest

from device.tv.drawing.canvas import Canvas
from device.tv.drawing.theme import MARGIN_X, NEUTRAL, Type
from device.tv.screens.camera import FIGURES as FIGURES_SEEN
from device.tv.screens.camera import PICTURE_HEIGHT, PICTURE_TOP, PICTURE_WIDTH, CameraScreen
from device.views import CameraView
from tests.device.tv.looking import SIZES

FIGURES = (("Pictures per second", "30"), ("Delay", "62 ms"))


@pytest.fixture
def check(body):
    def make(**changes):
        image = np.full((720, 1280, 3), 90, np.uint8)
        image[:, :320] = (200, 30, 30)
        values = {"title": "Camera", "image": image, "bodies": (body(600, (60, 60)),), "figures": FIGURES}
        return CameraView(**({"mirrored": False} | values | changes))

    return make


def picture(canvas):
    return canvas.part(canvas.scale.box(MARGIN_X, PICTURE_TOP, PICTURE_WIDTH, PICTURE_HEIGHT))


def columns(pixels, colour, tolerance=12):
    """The mean place of a colour across, 0..1."""
    places = np.argwhere(np.abs(pixels.astype(int) - colour).max(axis=2) <= tolerance)
    return places[:, 1].mean() / pixels.shape[1]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("mirrored", [False, True])
def test_picture_and_body_change_sides_together(check, size, mirrored):
    canvas = Canvas(size)
    CameraScreen(canvas).draw(check(mirrored=mirrored))
    red, body = columns(picture(canvas), (200, 30, 30)), columns(picture(canvas), NEUTRAL)
    assert red == pytest.approx(0.875 if mirrored else 0.125, abs=0.02)
    assert body == pytest.approx(0.72 if mirrored else 0.28, abs=0.05)


def test_people_come_and_go(check, body):
    canvas = Canvas((1280, 720))
    screen = CameraScreen(canvas)
    view = check()
    inked = []
    for bodies in (
        (),
        view.bodies,
        (view.bodies[0], body(600, (640, 60))),
        (None, view.bodies[0]),
        (None, None),
    ):
        screen.draw(replace(view, bodies=bodies))
        inked.append(int((np.abs(picture(canvas).astype(int) - NEUTRAL).max(axis=2) < 12).sum()))
    assert inked[0] == inked[4] == 0
    assert inked[1] == inked[3] > 0
    assert inked[2] > 1.8 * inked[1]


def test_figures_stand_beside_the_picture_large(check, written):
    canvas = Canvas((1920, 1080))
    screen = CameraScreen(canvas)
    screen.draw(check())
    for name, value in FIGURES:
        assert written[name].left == written[value].left > MARGIN_X + PICTURE_WIDTH
        assert written[name].bottom < written[value].bottom
        assert written[value].height > written[name].height
    written.clear()
    screen.draw(check(figures=(FIGURES[0], ("Delay", "71 ms"))))
    assert {"71 ms", "Delay", "Pictures per second", "30"} == set(written)


def test_advice_comes_and_goes(check, written):
    canvas = Canvas((1920, 1080))
    screen = CameraScreen(canvas)
    view = check()
    screen.draw(view)
    before = canvas.pixels.copy()
    screen.draw(replace(view, advice="It is too dark: switch a lamp on"))
    assert "It is too dark: switch a lamp on" in written
    screen.draw(view)
    assert (canvas.pixels == before).all()


def test_without_a_picture_it_waits(check, written):
    CameraScreen(Canvas((1920, 1080))).draw(check(image=None, bodies=()))
    assert "Waiting for the camera" in written


@pytest.mark.parametrize("size", SIZES)
def test_every_figure_has_room_of_its_own_beside_the_picture(check, written, size):
    canvas = Canvas(size)
    figures = tuple((f"Name {number}", f"Value {number}") for number in range(FIGURES_SEEN))
    CameraScreen(canvas).draw(check(figures=figures))
    em = canvas.scale.factor * Type.TITLE
    names, values = ([written[text] for text in texts] for texts in zip(*figures, strict=True))
    assert all(value.bottom - name.bottom >= em for name, value in zip(names, values, strict=True))
    assert all(name.top > value.bottom for value, name in zip(values, names[1:], strict=False))
    low = canvas.scale.box(0, PICTURE_TOP + PICTURE_HEIGHT, 1, 1).top
    assert values[-1].bottom <= low + 0.3 * em
