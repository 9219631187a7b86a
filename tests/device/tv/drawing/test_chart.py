import numpy as np
import pytest

from device.tv.drawing.chart import smooth, time_ticks

NAN = float("nan")


def test_smoothing_keeps_means_and_unknown_stretches():
    times = np.arange(900.0)
    scores = np.where(times < 450, 40.0, NAN)
    xs, ys = smooth(times, scores)
    assert len(xs) <= 90
    assert np.nanmax(ys) == np.nanmin(ys) == 40.0
    assert np.isnan(ys[len(ys) // 2 + 1 :]).all()
    assert len(smooth(np.zeros(0), np.zeros(0))[0]) == 0


@pytest.mark.parametrize("duration", [0.0, 1.0, 20.0, 43.0, 312.0, 3599.0, 9000.0, 1e6])
def test_time_ticks_are_few_and_inside(duration):
    ticks = time_ticks(duration)
    assert ticks[0] == 0
    assert len(ticks) <= 6
    assert ticks[-1] <= duration
