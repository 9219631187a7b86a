import numpy as np
import pytest

from scoring.calibration import Curve
from scoring.paper.curves import LIVE, MATCH, Curves, points


@pytest.mark.parametrize("curves", [LIVE, MATCH])
def test_points_fall_from_a_hundred_as_the_distance_grows(curves):
    far = np.repeat(np.linspace(0, 200, 50)[:, None], 40, axis=1)
    value = points(far, curves)
    assert (value[0] == 100).all()
    assert (np.diff(value, axis=0) < 0).all()
    assert (value >= 0).all()


def test_half_is_worth_fifty_in_every_family():
    curves = Curves(Curve(0.3, 2.0), Curve(0.5, 1.5), Curve(20.0, 3.0))
    far = np.array([0.3] * 15 + [0.5] * 15 + [20.0] * 10)
    assert points(far, curves) == pytest.approx([50.0] * 40)


def test_nan_stays_nan():
    far = np.zeros(40)
    far[3] = np.nan
    assert np.flatnonzero(np.isnan(points(far, LIVE))).tolist() == [3]


def test_other_shapes_are_refused():
    with pytest.raises(ValueError, match="distances"):
        points(np.zeros(39), LIVE)
