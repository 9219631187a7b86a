import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.recognition.families import families
from scoring.recognition.own import FAR, KNOWN_MIN, NEAR, OWN_SHARE, OwnExamples, WithOwn

COUNT = 80
ROWS = st.lists(st.sampled_from([0.0, 0.3, 1.0, 5.0, float("nan")]), min_size=COUNT, max_size=COUNT)


class Forest:
    """Always as sure of squats."""

    names = ("squat", "lunge")

    def probabilities(self, values):
        return np.array([0.75, 0.25], np.float32)


def examples(**changes):
    features = np.zeros((3, COUNT), np.float32)
    features[2] = 1.0
    values = {"keys": ("own:4", "own:4", "own:9"), "features": features, "spread": np.ones(COUNT, np.float32)}
    return OwnExamples(**values | changes)


def test_what_is_near_an_example_is_its_exercise():
    with_own = WithOwn(Forest(), examples())
    assert with_own.names == ("squat", "lunge", "own:4", "own:9")
    near = with_own.probabilities(np.full(COUNT, NEAR - 0.01, np.float32))
    assert near == pytest.approx([0.15, 0.05, OWN_SHARE, 0.0], abs=1e-6)
    other = with_own.probabilities(np.full(COUNT, 1.1, np.float32))
    assert other == pytest.approx([0.15, 0.05, 0.0, OWN_SHARE], abs=1e-6)
    far = with_own.probabilities(np.full(COUNT, 2.0, np.float32))
    assert far == pytest.approx([0.75, 0.25, 0.0, 0.0])


def test_distances_are_in_spreads():
    own = examples(spread=np.full(COUNT, 2.0, np.float32))
    assert own.nearest(np.full(COUNT, -1.0, np.float32)) == ("own:4", 0.5)


def test_one_limb_does_not_decide():
    values = np.zeros(COUNT, np.float32)
    values[0] = 1000.0
    key, distance = examples().nearest(values)
    assert (key, distance) == ("own:4", pytest.approx(FAR / COUNT))


def test_of_hardly_anything_nothing_is_said():
    values = np.full(COUNT, np.nan, np.float32)
    values[: KNOWN_MIN - 1] = 0
    assert examples().nearest(values)[1] == np.inf
    assert WithOwn(Forest(), examples()).probabilities(values) == pytest.approx([0.75, 0.25, 0, 0])


@given(ROWS, st.lists(ROWS, min_size=1, max_size=3))
def test_the_nearest_is_found_as_by_hand(row, rows):
    features = np.array(rows, np.float32)
    keys = tuple(f"own:{number}" for number in range(len(rows)))
    found = examples(keys=keys, features=features).nearest(np.array(row, np.float32))
    by_hand = []
    for example in features:
        apart = [min(abs(a - np.float32(b)), FAR) for a, b in zip(example, row, strict=True)]
        known = [value for value in apart if not np.isnan(value)]
        by_hand.append(sum(known) / len(known) if len(known) >= KNOWN_MIN else np.inf)
    assert found[1] == pytest.approx(min(by_hand), rel=1e-5)
    assert by_hand[keys.index(found[0])] == pytest.approx(min(by_hand), rel=1e-5)


@pytest.mark.parametrize(
    "changes",
    [
        {"keys": ()},
        {"keys": ("own:4",)},
        {"keys": ("squat", "own:4", "own:9")},
        {"spread": np.zeros(COUNT, np.float32)},
        {"features": np.zeros((3, 2), np.float32)},
    ],
)
def test_what_does_not_fit_together_is_refused(changes):
    with pytest.raises(ValueError, match=r"spread|fit"):
        examples(**changes)


def test_an_own_exercise_is_a_family_and_counted():
    found = families(("squat", "rest", "own:4"))
    assert found.families[-1] == "own:4"
    assert found.exercise.tolist() == [True, False, True]
