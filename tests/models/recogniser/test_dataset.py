"""Windows to learn from."""

import numpy as np

from models.recogniser.dataset import joined, made_up, no_windows, of_photographs
from models.recogniser.performances import performed
from scoring.recognition.statistics import COUNT, of_track


def test_two_windows_of_each_set_of_each_name():
    found = made_up(("squat", "punch"), 3, seed=1)
    assert found.values.shape == (12, COUNT)
    assert found.labels.tolist() == [0] * 6 + [1] * 6
    assert found.sets.tolist() == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5]
    assert (np.isfinite(found.values).mean(axis=1) > 0.5).all()


def test_a_set_is_the_same_whatever_else_is_made():
    one, other = made_up(("squat", "punch"), 2, seed=1), made_up(("punch",), 3, seed=1)
    np.testing.assert_array_equal(one.values[4:], other.values[:4])
    assert not np.array_equal(made_up(("punch",), 1, seed=2).values, other.values[:2], equal_nan=True)


def test_a_window_is_of_what_was_performed():
    random = np.random.default_rng([1, 0, *b"punch"])
    track = performed("punch", random, 6.0).track
    length = int(random.integers(20, 60)) if random.random() < 0.2 else 60
    np.testing.assert_array_equal(made_up(("punch",), 1, seed=1).values[0], of_track(track, 0, length))


def test_parts_with_other_names_are_joined():
    one, other = made_up(("squat", "punch"), 1, seed=1), made_up(("rest", "punch"), 1, seed=2)
    both = joined(one, other)
    assert both.names == ("squat", "punch", "rest")
    assert both.labels.tolist() == [0, 0, 1, 1, 2, 2, 1, 1]
    assert both.sets.tolist() == [0, 0, 1, 1, 2, 2, 3, 3]


def test_windows_of_photographs_are_of_the_names_that_were_asked_for():
    found = of_photographs(("rest", "squat", "lunge"), 2, seed=1)
    assert found.names == ("rest", "squat", "lunge")
    assert set(found.labels.tolist()) == {1, 2}
    assert len(found.values) == 2 * (found.sets.max() + 1)
    assert (np.isfinite(found.values).mean(axis=1) > 0.4).all()
    both = joined(made_up(("rest", "squat", "lunge"), 1, seed=1), found)
    assert both.names == found.names


def test_nothing_joined_to_something_changes_nothing():
    some = made_up(("squat", "punch"), 1, seed=1)
    both = joined(some, no_windows(some.names))
    np.testing.assert_array_equal(both.values, some.values)
    assert both.sets.tolist() == some.sets.tolist()
