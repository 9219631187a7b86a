import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.calibration import (
    CAREFUL_POINTS,
    LIVE,
    MATCH,
    OTHER_POINTS,
    POWER_MAX,
    POWER_MIN,
    Curve,
    Curves,
    fit,
    points,
    worth,
)


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


@given(st.floats(0.01, 10), st.floats(1.5, 8))
def test_a_fitted_curve_goes_through_its_two_points(careful, ratio):
    curve = fit(careful, careful * ratio)
    curves = Curves(curve, curve, curve)
    worth = points(np.full(40, careful), curves)[0]
    assert worth == pytest.approx(CAREFUL_POINTS)
    if POWER_MIN < curve.power < POWER_MAX:
        assert points(np.full(40, careful * ratio), curves)[0] == pytest.approx(OTHER_POINTS)


def test_two_groups_that_are_not_apart_cannot_be_fitted():
    with pytest.raises(ValueError, match="nearer"):
        fit(1.0, 1.0)


def test_other_shapes_are_refused():
    with pytest.raises(ValueError, match="distances"):
        points(np.zeros(39), LIVE)


def test_the_curve_gives_what_it_was_fitted_to():
    curve = fit(0.1, 0.6)
    assert worth(np.array([0.0, 0.1, 0.6, np.nan]), curve) == pytest.approx(
        [100, 90, 25, np.nan], nan_ok=True
    )
    assert worth(2.0, Curve(2.0, 3.0)) == 50
