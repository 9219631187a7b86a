"""Siblings, and what is counted."""

import numpy as np
import pytest

from scoring.recognition.families import families


def test_siblings_share_their_probability():
    found = families(("squat", "push_up", "sumo_squat", "dance"))
    assert found.families == ("squat", "push_up", "dance")
    assert found.of.tolist() == [0, 1, 0, 2]
    assert found.exercise.tolist() == [True, True, False]
    assert found.shares(np.array([[0.1, 0.2, 0.3, 0.4]])) == pytest.approx(np.array([[0.4, 0.2, 0.4]]))


def test_an_unknown_name_is_refused():
    with pytest.raises(KeyError):
        families(("squat", "juggling"))
