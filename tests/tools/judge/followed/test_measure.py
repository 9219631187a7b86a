import numpy as np

from tests.tools.judge.followed.measure import IN_A_ROW, figures
from tests.tools.judge.followed.scenes import FPS


def test_the_first_second_after_they_came_is_not_counted_and_the_return_is_timed():
    inside = np.ones(10 * FPS, bool)
    inside[4 * FPS : 6 * FPS] = False
    right = inside.copy()
    right[6 * FPS : 6 * FPS + 9] = False
    strange = np.zeros_like(right)
    strange[4 * FPS : 5 * FPS] = True
    assert figures(right, strange, inside) == {"kept": 1.0, "strangers": 0.5, "back_s": [0.0, 9 / FPS]}


def test_who_is_never_found_again_is_told():
    inside = np.array([True] * 30 + [False] * 10 + [True] * 30)
    right = np.array([True] * 30 + [False] * 40)
    found = figures(right, np.zeros_like(right), inside)
    assert found["back_s"] == [0.0, None]
    assert found["kept"] == 0.5  # the first second of both is left out
    assert IN_A_ROW < FPS
