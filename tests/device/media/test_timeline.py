"""Times rebuilt from the order of packets."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from device.media.timeline import timeline_of

BASE = Fraction(1, 1000)
STEP = 40


def rebuilt(times, keys=None, carried=lambda *_: False):
    times = np.array(times, np.int64)
    keys = np.zeros(len(times), bool) if keys is None else np.array(keys, bool)
    timeline = timeline_of(times, keys, STEP, BASE, carried)
    return times + timeline.shifts(len(times)), timeline


def steady(count, begin=0):
    return [begin + STEP * number for number in range(count)]


def reordered(times):
    """As an encoder with three pictures between two writes them: the fourth first."""
    blocks = [times[at : at + 4] for at in range(0, len(times), 4)]
    return [one for block in blocks for one in (block[-1:] + block[:-1])]


@given(st.lists(st.integers(1, 40), min_size=1, max_size=6), st.booleans())
def test_pieces_follow_each_other_at_the_film_s_own_step(counts, backwards):
    counts = [count * 4 for count in counts]
    pieces = [reordered(steady(count)) for count in counts]
    keys = [number == 0 for piece in pieces for number in range(len(piece))]
    times = [time for piece in pieces for time in piece]
    if backwards:  # what is no key packet is told by going back far
        keys = None
    if not backwards or min(counts) >= 40:
        found, _ = rebuilt(times, keys)
        assert sorted(found.tolist()) == pytest.approx(steady(len(times)), abs=0)


@given(st.integers(3, 60), st.integers(3, 60), st.integers(30_001, 10**9))
def test_a_jump_ahead_is_one_step(before, after, jump):
    times = steady(before) + steady(after, before * STEP + jump)
    found, timeline = rebuilt(times)
    assert found.tolist() == pytest.approx(steady(before + after))
    assert len(timeline.pieces) == 2
    assert rebuilt(times, carried=lambda *_: True)[0].tolist() == times


@given(st.integers(3, 200))
def test_a_clock_that_stands_is_counted_on(count):
    assert rebuilt([7] * count)[0].tolist() == steady(count, 7)


@pytest.mark.parametrize("wrong", [10**6, -(10**6), 5_000_000, -3000])
@pytest.mark.parametrize("at", [40, 60])
def test_one_wrong_time_is_put_where_it_belongs_and_changes_no_other(wrong, at):
    times = steady(100)
    times[at] += wrong
    found, _ = rebuilt(times)
    assert np.delete(found, at).tolist() == np.delete(steady(100), at).tolist()
    assert steady(100)[at - 1] < found[at] < steady(100)[at + 1]


def test_a_picture_that_comes_twice_is_kept_and_changes_no_other():
    times = steady(50)
    times[20] = times[19]
    found, _ = rebuilt(times)
    assert np.delete(found, 20).tolist() == np.delete(steady(50), 20).tolist()
    assert times[19] < found[20] < times[21]


@given(st.lists(st.integers(1, 25_000), max_size=60))
def test_what_rises_is_left_alone(steps):
    times = np.cumsum([0, *steps]).tolist()
    assert not rebuilt(times)[1].broken
    assert not rebuilt(reordered(times))[1].broken


def test_a_film_of_two_pictures_far_apart_is_no_jump():
    assert not rebuilt([0, 36_000_000])[1].broken


def test_arrays_must_fit():
    with pytest.raises(ValueError, match="each packet"):
        timeline_of(np.zeros(3, np.int64), np.zeros(2, bool), STEP, BASE, lambda *_: False)
