import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from device.camera.stamps import AGE_MAX_S, Stamps
from tests.device.runtime.stepped_clock import SteppedClock


def stamps_at(now, *kernels):
    clock = SteppedClock(now)
    return Stamps(clock, tuple(lambda began=began: clock.now() + began for began in kernels)), clock


def test_a_picture_is_as_old_as_the_kernel_says():
    stamps, _ = stamps_at(10.0, 500.0)
    assert stamps.time_of(509.96) == pytest.approx(9.96)


@pytest.mark.parametrize("stamp", [None, 0.0, 510.5, 510 - AGE_MAX_S - 0.1, 1.8e9])
def test_a_stamp_that_cannot_be_true_is_worth_nothing(stamp):
    stamps, _ = stamps_at(10.0, 500.0)
    assert stamps.time_of(stamp) == 10.0


def test_the_clock_that_makes_sense_is_the_one():
    # a machine that slept for an hour: its clock since boot is an hour ahead of the other
    stamps, _ = stamps_at(10.0, 500.0, 4100.0)
    assert stamps.time_of(4109.9) == pytest.approx(9.9)
    assert stamps.time_of(509.95) == pytest.approx(9.95)


def test_a_stamp_a_little_ahead_is_now():
    stamps, _ = stamps_at(10.0, 500.0)
    assert stamps.time_of(510.01) == 10.0


@given(st.lists(st.tuples(st.floats(0, 0.2), st.none() | st.floats(allow_nan=True)), max_size=30))
def test_times_always_rise(pictures):
    stamps, clock = stamps_at(10.0, 0.0)
    times = []
    for passed_s, stamp in pictures:
        clock.sleep(passed_s)
        times.append(stamps.time_of(stamp))
    assert all(before < after for before, after in itertools.pairwise(times))
