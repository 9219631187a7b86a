import numpy as np

from device.match.judging.best_and_hardest import WAITING_MAX, BestAndHardest
from device.match.judging.tutor_pictures import PICTURE_HEIGHT, TutorPictures
from scoring.guidance.guidance import NOTHING
from tests.scoring.bodies import STANDING

LEVELS = NOTHING.levels
IMAGE = np.zeros((4, 6, 3), np.uint8)


def film(pictures, start_s, end_s):
    """Show pictures of [start_s, end_s) whose pixels are their tenths of a second."""
    for tenth in range(round(start_s * 10), round(end_s * 10)):
        pictures.see(tenth / 10, np.full((4, 6, 3), tenth, np.uint8), STANDING)


def test_who_is_early_waits_for_the_tutors_picture():
    moments, pictures = BestAndHardest(), TutorPictures()
    film(pictures, 0.0, 1.0)
    moments.add(1.4, 80.0, IMAGE, STANDING, LEVELS)
    moments.match(pictures)
    assert moments.pair == (None, None)
    film(pictures, 1.0, 2.0)
    moments.match(pictures)
    best, hardest = moments.pair
    assert hardest is None
    assert abs(int(best.tutor_image[0, 0, 0]) - 14) <= 1


def test_a_moment_whose_picture_is_gone_is_left_out():
    moments, pictures = BestAndHardest(), TutorPictures()
    film(pictures, 0.0, 20.0)
    moments.add(1.0, 80.0, IMAGE, STANDING, LEVELS)
    moments.match(pictures)
    assert moments.pair == (None, None)


def test_no_more_wait_than_a_few():
    moments, pictures = BestAndHardest(), TutorPictures()
    film(pictures, 0.0, 1.0)
    for number in range(3 * WAITING_MAX):
        moments.add(3.0 + number, float(number), IMAGE, STANDING, LEVELS)
    assert len(moments._waiting) == WAITING_MAX


def test_the_persons_picture_is_kept_small_with_their_joints():
    moments, pictures = BestAndHardest(), TutorPictures()
    film(pictures, 0.0, 1.0)
    moments.add(0.5, 80.0, np.zeros((2 * PICTURE_HEIGHT, 100, 3), np.uint8), STANDING, LEVELS)
    moments.match(pictures)
    best, _ = moments.pair
    assert best.user_image.shape == (PICTURE_HEIGHT, 50, 3)
    np.testing.assert_allclose(best.user_joints, STANDING / 2)
    assert (best.time_s, best.score, best.levels) == (0.5, 80.0, LEVELS)
