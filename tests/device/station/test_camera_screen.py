from dataclasses import replace

import numpy as np
import pytest

from device.station.camera_screen import PICTURE_HEIGHT, PICTURE_TOP, PICTURE_WIDTH, CameraScreen
from device.station.canvas import Canvas
from device.station.theme import MARGIN_X, NEUTRAL
from device.views import CameraView

SIZES = [(1920, 1080), (1280, 720)]
FIGURES = (("Pictures a second", "30"), ("Delay", "62 ms"))


@pytest.fixture
def written(monkeypatch):
    texts = {}
    write = Canvas.text

    def noted(self, text, *rest, **more):
        texts[text] = write(self, text, *rest, **more)
        return texts[text]

    monkeypatch.setattr(Canvas, "text", noted)
    return texts


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
    assert {"71 ms", "Delay", "Pictures a second", "30"} == set(written)


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
