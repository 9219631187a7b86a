import cv2
import numpy as np
import pytest

from device.media.contents import look_into
from device.media.thumbnail import thumbnail
from tests.device.films import write_film


@pytest.mark.parametrize(("size", "height"), [((64, 48), 360), ((960, 540), 270), ((64, 640), 960)])
def test_a_thumbnail_is_480_px_wide(tmp_path, size, height):
    film = write_film(tmp_path / "film.mp4", size=size)
    image = cv2.imdecode(np.frombuffer(thumbnail(film, look_into(film), 0.5), np.uint8), cv2.IMREAD_COLOR)
    assert image.shape == (height, 480, 3)


def test_it_shows_its_moment(tmp_path):
    film = write_film(tmp_path / "film.mp4", size=(320, 240))
    data = thumbnail(film, look_into(film), 1.2)
    image = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    assert image[180, 400, 0] == pytest.approx(120, abs=15)  # blue tells the number of the picture
    assert image[180, 100].min() > 240


def test_after_the_end_the_first_picture_does(tmp_path):
    film = write_film(tmp_path / "film.mp4", size=(320, 240))
    image = cv2.imdecode(np.frombuffer(thumbnail(film, look_into(film), 50.0), np.uint8), cv2.IMREAD_COLOR)
    assert image[180, 400, 0] < 15
