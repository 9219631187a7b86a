import numpy as np
import pytest

from scoring.keypoint_dtw.references import References, views_apart_deg

CYCLES = np.zeros((2, 3, 4, 13, 2), np.float32)


def test_a_table_has_a_cycle_for_every_name_and_view():
    assert References(("one", "other"), (0.0, 30.0, 60.0), CYCLES).movements == ("one", "other")


@pytest.mark.parametrize(
    "cycles",
    [
        CYCLES[:1],
        CYCLES[:, :2],
        CYCLES[..., :1],
        CYCLES[:, :, :0],
        CYCLES[:, :, :, :12],
        CYCLES[0],
        CYCLES + np.nan,
    ],
)
def test_another_table_is_refused(cycles):
    with pytest.raises(ValueError, match=r"cycles|table|known everywhere"):
        References(("one", "other"), (0.0, 30.0, 60.0), cycles)


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [(0, 0, 0), (350, 20, 30), (20, 350, 30), (0, 180, 180), (90, 330, 120), (0, 370, 10)],
)
def test_views_are_told_apart_round_the_circle(one, other, apart):
    assert views_apart_deg(one, other) == apart
