"""The forest against a walk down each tree."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.recognition.forest import LEAF, Forest


def random_forest(seed, trees=3, depth=4, statistics=5, names=("a", "b", "c")):
    """Full trees of random questions, whose nodes lie in the order of a walk."""
    random = np.random.default_rng(seed)
    nodes, leaves, roots = [], [], []

    def grow(left):
        here = len(nodes)
        nodes.append(None)
        if left == 0 or random.random() < 0.1:
            nodes[here] = (LEAF, 0.0, len(leaves), 0, False)
            leaves.append(random.integers(1, 256, len(names)))
            return
        grow(left - 1)
        other = len(nodes)
        grow(left - 1)
        nodes[here] = (random.integers(statistics), random.normal(), here + 1, other, random.random() < 0.5)

    for _ in range(trees):
        roots.append(len(nodes))
        grow(depth)
    feature, threshold, below, above, unknown = (np.array(column) for column in zip(*nodes, strict=True))
    return Forest(
        names=names, statistics=statistics, roots=np.array(roots, np.int32), feature=feature.astype(np.int16),
        threshold=threshold.astype(np.float32), below=below.astype(np.int32), above=above.astype(np.int32),
        unknown_below=unknown.astype(np.bool_), leaves=np.array(leaves, np.uint8),
    )  # fmt: skip


def slow(forest, values):
    votes = np.zeros(len(forest.names))
    for root in forest.roots:
        node = root
        while forest.feature[node] != LEAF:
            value = values[forest.feature[node]]
            lower = forest.unknown_below[node] if np.isnan(value) else value <= forest.threshold[node]
            node = (forest.below if lower else forest.above)[node]
        votes += forest.leaves[forest.below[node]]
    votes = votes**forest.sharpness
    return votes / votes.sum()


@given(st.integers(0, 2**32 - 1), st.sampled_from([0.5, 1.0, 2.5]))
def test_the_kernel_walks_as_told(seed, sharpness):
    forest = dataclasses.replace(random_forest(seed), sharpness=sharpness)
    random = np.random.default_rng(seed)
    values = random.normal(size=5).astype(np.float32)
    values[random.random(5) < 0.3] = np.nan
    np.testing.assert_allclose(forest.probabilities(values), slow(forest, values), rtol=1e-5)


def test_another_number_of_statistics_is_refused():
    with pytest.raises(ValueError, match="5 statistics are wanted"):
        random_forest(1).probabilities(np.zeros(4, np.float32))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"threshold": np.zeros(2, np.float32)}, "do not fit together"),
        ({"names": ("a",)}, "do not fit together"),
        ({"above": np.zeros(100, np.int32)}, "outside or back"),
        ({"statistics": 1}, "what there is not"),
        ({"leaves": np.ones((1, 3), np.uint8)}, "no probabilities"),
    ],
)
def test_broken_arrays_are_refused(change, message):
    forest = random_forest(2)
    change = {
        name: value[:1].repeat(len(forest.feature)) if name == "above" else value
        for name, value in change.items()
    }
    with pytest.raises(ValueError, match=message):
        dataclasses.replace(forest, **change)
