"""The likeliest sequence against all sequences tried."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.sequence import cheapest


def worth(evidence, choices, change):
    changes = sum(one != other for one, other in itertools.pairwise(choices))
    return sum(evidence[row][choice] for row, choice in enumerate(choices)) - change * changes


@given(st.integers(0, 2**32 - 1), st.integers(1, 6), st.integers(1, 3), st.floats(0, 3))
def test_no_sequence_is_worth_more(seed, count, kinds, change):
    evidence = np.random.default_rng(seed).normal(size=(count, kinds))
    best = max(worth(evidence, choices, change) for choices in itertools.product(range(kinds), repeat=count))
    assert worth(evidence, cheapest(evidence, change).tolist(), change) == pytest.approx(best)


def test_no_moments_have_no_choices():
    assert cheapest(np.zeros((0, 4)), 1.0).tolist() == []
