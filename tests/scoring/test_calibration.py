import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.calibration import CAREFUL_POINTS, OTHER_POINTS, POWER_MAX, POWER_MIN, Curve, fit, worth


@given(st.floats(0.01, 10), st.floats(1.5, 8))
def test_a_fitted_curve_goes_through_its_two_points(careful, ratio):
    curve = fit(careful, careful * ratio)
    assert worth(careful, curve) == pytest.approx(CAREFUL_POINTS)
    if POWER_MIN < curve.power < POWER_MAX:
        assert worth(careful * ratio, curve) == pytest.approx(OTHER_POINTS)


def test_two_groups_that_are_not_apart_cannot_be_fitted():
    with pytest.raises(ValueError, match="nearer"):
        fit(1.0, 1.0)


def test_the_curve_gives_what_it_was_fitted_to():
    curve = fit(0.1, 0.6)
    assert worth(np.array([0.0, 0.1, 0.6, np.nan]), curve) == pytest.approx(
        [100, 90, 25, np.nan], nan_ok=True
    )
    assert worth(2.0, Curve(2.0, 3.0)) == 50
