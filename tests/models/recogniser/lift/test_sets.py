import numpy as np
import pytest

from models.recogniser.lift.sets import OTHERS, all_words, sets, words_said
from scoring.exercises.catalogue import CATALOGUE
from scoring.recognition.lift import COLUMNS


@pytest.fixture(scope="module")
def made():
    return sets(("squat", "lunge", "plank", "rest"), 3, 0, 4)


def test_there_are_as_many_as_asked_for(made):
    count = {name: int((made.names == name).sum()) for name in set(made.names)}
    assert count == {"squat": 3, "lunge": 3, "plank": 3, "rest": 3 * OTHERS}
    assert made.joints.shape == (len(made.names), COLUMNS, 17, 3)


def test_columns_last_as_long_as_the_set(made):
    for joints, length in zip(made.joints, made.lengths, strict=True):
        assert 37 <= length <= 200
        assert joints[:length].any(axis=(1, 2)).all()
        assert not joints[length:].any()


def test_words_are_those_of_the_catalogue(made):
    words = all_words()
    assert set(words) == {word for exercise in CATALOGUE.values() for word in exercise.words}
    for said, name in zip(made.words, made.names, strict=True):
        assert {words[place] for place in np.flatnonzero(said)} == set(CATALOGUE[name].words)
    np.testing.assert_array_equal(words_said("squat"), made.words[0])


def test_phase_and_density_tell_the_same_count(made):
    for row in np.flatnonzero(np.isin(made.names, ["squat", "lunge"])):
        length = made.lengths[row]
        phase = made.phase[row, :length]
        turns = (np.diff(phase) < -0.5).sum() + phase[-1] - phase[0]
        assert made.density[row].sum() == pytest.approx(turns, abs=0.25)
        assert turns > 0.3


def test_what_is_held_or_no_exercise_has_neither(made):
    nothing = np.isin(made.names, ["plank", "rest"])
    assert not made.density[nothing].any()
    assert np.isnan(made.phase[nothing]).all()


def test_photographed_people_have_their_words_and_no_count():
    made = sets(("biceps_curl",), 0, 2, 1)
    assert len(made.names) > 20
    assert set(made.names) == {"biceps_curl"}
    np.testing.assert_array_equal(made.words[0], words_said("biceps_curl"))
    assert np.isnan(made.density).all()
    assert np.isnan(made.phase).all()
