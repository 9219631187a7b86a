import numpy as np
import pytest

from device.match.judging.tutor_pictures import KEPT_S, NEAR_S, PICTURE_HEIGHT, STEP_S, TutorPictures
from tests.scoring.bodies import STANDING


def film(seconds, rate_hz=30, size=(4, 6)):
    """A film whose pictures' pixels are their number of tenths of a second."""
    pictures = TutorPictures()
    for number in range(round(seconds * rate_hz)):
        time_s = number / rate_hz
        pictures.see(time_s, np.full((*size, 3), int(time_s * 10 + 1e-6), np.uint8), STANDING + number)
    return pictures


@pytest.mark.parametrize("time_s", [6.5, 7.33, 9.0, 9.6])
def test_the_picture_of_a_moment_is_the_nearest(time_s):
    picture = film(10.0).at(time_s)
    assert abs(picture.time_s - time_s) <= STEP_S / 2 + 1 / 30
    assert int(picture.image[0, 0, 0]) == int(picture.time_s * 10 + 1e-6)
    np.testing.assert_allclose(picture.joints, STANDING + round(picture.time_s * 30))


def test_what_is_long_gone_or_still_to_come_has_no_picture():
    pictures = film(10.0)
    assert pictures.at(10.0 - KEPT_S - 2 * STEP_S - NEAR_S) is None
    assert pictures.at(10.5) is None
    assert TutorPictures().at(1.0) is None


def test_whether_the_film_has_still_to_come_to_a_moment():
    pictures = film(10.0)
    assert pictures.coming(10.5)
    assert not pictures.coming(9.9)
    assert TutorPictures().coming(0.0)


def test_no_more_is_kept_than_the_last_seconds():
    assert len(film(60.0)._kept) <= KEPT_S / STEP_S + 1


def test_a_large_picture_is_kept_small_with_its_joints():
    picture = film(0.5, size=(720, 1280)).at(0.0)
    assert picture.image.shape == (PICTURE_HEIGHT, 640, 3)
    np.testing.assert_allclose(picture.joints, STANDING * 0.5)
