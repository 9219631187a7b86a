"""Words, their probabilities, and partial credit for them."""

import math

import numpy as np
import pytest

from scoring.recognition.words import recall_and_precision, said, word_shares


def test_a_word_is_as_likely_as_all_names_that_have_it():
    shares = word_shares(("squat", "jump_squat", "push_up"), np.array([0.5, 0.3, 0.2]))
    assert shares == pytest.approx({"squat": 0.8, "jump": 0.3, "push-up": 0.2})
    assert said(shares) == {"squat"}


def test_half_of_two_words_is_half_a_recall():
    assert recall_and_precision(frozenset({"squat"}), "jump_squat") == (0.5, 1.0)
    assert recall_and_precision(frozenset({"squat", "jump"}), "squat") == (1.0, 0.5)


def test_words_count_by_their_kind():
    # front (1), lunge (1), alternating (0.4)
    recall, precision = recall_and_precision(frozenset({"front", "lunge"}), "lunge")
    assert (recall, precision) == (pytest.approx(2 / 2.4), 1)


def test_nothing_said_has_no_precision():
    recall, precision = recall_and_precision(frozenset(), "squat")
    assert recall == 0
    assert math.isnan(precision)
    assert math.isnan(recall_and_precision(frozenset({"squat"}), "other")[0])
