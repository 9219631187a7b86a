import cv2
import numpy as np
import pytest

from device.tv.screens.poster_picture import dimmed, fitted, painted

WIDTH, HEIGHT = 390, 219


@pytest.mark.parametrize(
    "shape", [(360, 640), (480, 640), (90, 160), (100, 1000), (640, 360), (500, 500), (1, 1)]
)
def test_every_shape_fills_the_poster(shape):
    picture = fitted(np.full((*shape, 3), 90, np.uint8), WIDTH, HEIGHT)
    assert picture.shape == (HEIGHT, WIDTH, 3)
    assert (np.abs(picture[:, WIDTH // 2].astype(int) - 90) <= 1).all()


@pytest.mark.parametrize("shape", [(360, 640), (480, 640), (640, 360), (500, 500), (1080, 1920)])
def test_a_circle_stays_a_circle(shape):
    image = np.full((*shape, 3), 20, np.uint8)
    cv2.circle(image, (shape[1] // 2, shape[0] // 2), min(shape) // 4, (250, 250, 250), cv2.FILLED)
    bright = (fitted(image, WIDTH, HEIGHT) > 190).all(axis=2)
    rows, columns = np.flatnonzero(bright.any(axis=1)), np.flatnonzero(bright.any(axis=0))
    assert abs(len(rows) - len(columns)) <= 2
    assert abs(rows.mean() - HEIGHT / 2) <= 2
    assert abs(columns.mean() - WIDTH / 2) <= 2


def test_an_upright_picture_stands_whole():
    image = np.full((640, 360, 3), 90, np.uint8)
    image[:20], image[-20:] = (250, 0, 0), (0, 250, 0)
    picture = fitted(image, WIDTH, HEIGHT)
    assert picture[2, WIDTH // 2, 0] > 200
    assert picture[-3, WIDTH // 2, 1] > 200
    # and its sides are a dark copy
    assert 20 < picture[HEIGHT // 2, 10].mean() < 60


@pytest.mark.parametrize(
    "image", [np.zeros((4, 4), np.uint8), np.zeros((4, 4, 3)), np.zeros((0, 4, 3), np.uint8)]
)
def test_what_is_no_picture_is_refused(image):
    with pytest.raises(ValueError, match="a picture is"):
        fitted(image, WIDTH, HEIGHT)


def test_a_painted_picture_belongs_to_its_name():
    squats, letter = painted("Squats", WIDTH, HEIGHT)
    assert (squats == painted("Squats", WIDTH, HEIGHT)[0]).all()
    others = [painted(name, WIDTH, HEIGHT)[0] for name in ("Boxing", "瑜伽", "복싱 기초")]
    assert not any((squats == other).all() for other in others)
    # its letter can be read: lighter than all that lies below it
    assert sum(letter) > squats.reshape(-1, 3).sum(axis=1).max()


def test_dimmed_is_darker_and_nearly_grey():
    picture = np.full((4, 4, 3), (200, 40, 40), np.uint8)
    dark = dimmed(picture)[0, 0].astype(int)
    assert dark.max() < 100
    assert np.ptp(dark) < 40
