import time

import pytest

from device.runtime.clock import SystemClock


@pytest.fixture
def slept(monkeypatch):
    times = []
    monkeypatch.setattr(time, "sleep", times.append)
    return times


def test_only_positive_times_are_slept(slept):
    clock = SystemClock()
    for seconds in (-3.0, 0.0, 0.5):
        clock.sleep(seconds)
    assert slept == [0.5]


def test_the_time_is_the_machines_monotonic_one(monkeypatch):
    monkeypatch.setattr(time, "monotonic", lambda: 12.5)
    assert SystemClock().now() == 12.5
