import pytest

from device.choices import METHODS
from device.match.judging.methods import SCORERS, scorer_called


def test_every_method_that_is_offered_has_a_scorer_and_no_other():
    assert tuple(SCORERS) == METHODS


def test_an_unknown_method_is_refused(tutor_track):
    with pytest.raises(ValueError, match="there is no method guessing; known: adaptive, "):
        scorer_called("guessing", tutor_track)
