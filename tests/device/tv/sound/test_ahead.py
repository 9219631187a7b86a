import threading

import numpy as np
import pytest

from device.tv.sound.ahead import AHEAD, Ahead


@pytest.fixture
def ahead():
    ahead = Ahead(patient=True)
    yield ahead
    ahead.close()


def rising(begin=0, pieces=10**6, size=1000):
    for number in range(pieces):
        first = begin + number * size
        yield np.repeat((np.arange(first, first + size) % 30_000).astype(np.int16)[:, None], 2, axis=1)


def test_samples_come_in_order_in_any_portions(ahead):
    ahead.begin(rising)
    found = np.concatenate([ahead.take(count) for count in (1, 999, 1000, 2500, 7)])
    assert np.array_equal(found[:, 0], np.arange(4507))


def test_an_hour_of_sound_needs_half_a_second_of_memory(ahead):
    made, enough = [], threading.Event()

    def source():
        for piece in rising():
            made.append(len(piece))
            if sum(made) >= AHEAD:
                enough.set()
            yield piece

    ahead.begin(source)
    assert enough.wait(10)
    ahead.take(AHEAD)
    ahead.take(1)
    assert sum(made) <= 2 * AHEAD + 2000
    assert AHEAD * 4 < 200_000  # bytes


def test_the_end_gives_less_and_then_nothing(ahead):
    ahead.begin(lambda: rising(pieces=2))
    assert len(ahead.take(5000)) == 2000
    assert len(ahead.take(5000)) == 0
    assert ahead.over


def test_another_source_replaces_what_was_there(ahead):
    ahead.begin(rising)
    ahead.take(10)
    ahead.begin(lambda: rising(20_000))
    assert ahead.take(1)[0, 0] == 20_000
    ahead.forget()
    assert len(ahead.take(10)) == 0


def test_a_fault_of_the_program_is_not_hidden(ahead):
    def broken():
        raise KeyError("fault")

    ahead.begin(broken)
    with pytest.raises(KeyError):
        ahead.take(10)


def test_it_never_waits_unless_it_is_patient():
    hurried = Ahead()
    held = threading.Event()

    def slow():
        held.wait(10)
        yield from rising()

    hurried.begin(slow)
    assert len(hurried.take(100)) == 0
    held.set()
    hurried.close()
