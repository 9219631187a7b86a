import numpy as np
import pytest

from device.grades import GOOD_FROM, GREAT_FROM
from device.tv.drawing.canvas import Canvas
from device.tv.drawing.stars import GOLD, STARS_FROM, draw_stars, stars_of
from device.tv.drawing.theme import BACKGROUND, TRACK


@pytest.mark.parametrize(
    ("final", "stars"),
    [
        (0.0, 0),
        (59.4, 0),
        (59.6, 1),
        (71.4, 1),
        (71.6, 2),
        (84.4, 2),
        (84.6, 3),
        (100.0, 3),
        (float("nan"), 0),
    ],
)
def test_how_many_stars_a_score_has(final, stars):
    assert stars_of(final) == stars


def test_the_first_and_the_last_star_say_what_the_words_say():
    assert STARS_FROM[0] == GOOD_FROM
    assert STARS_FROM[-1] == GREAT_FROM
    assert list(STARS_FROM) == sorted(set(STARS_FROM))


@pytest.mark.parametrize("size", [(1920, 1080), (1280, 720)])
@pytest.mark.parametrize("stars", range(4))
def test_three_stars_are_drawn_and_the_earned_ones_are_gold(size, stars):
    canvas = Canvas(size)
    final = (0.0, *STARS_FROM)[stars]
    box = draw_stars(canvas, 100, 80, final)
    shown = canvas.part(box)
    thirds = np.array_split(shown, 3, axis=1)
    assert [(third == GOLD).all(axis=2).mean() > 0.15 for third in thirds] == [n < stars for n in range(3)]
    assert [(third == TRACK).all(axis=2).mean() > 0.15 for third in thirds] == [n >= stars for n in range(3)]
    canvas.clear(box)
    assert (canvas.pixels == BACKGROUND).all()


def test_a_star_is_as_its_mirror_image():
    canvas = Canvas((1920, 1080))
    box = draw_stars(canvas, 100, 80, 100.0)
    star = canvas.pixels[box.top : box.bottom, box.left : box.left + box.height].astype(int)
    assert (np.abs(star - star[:, ::-1]).max(axis=2) > 90).mean() < 0.02
