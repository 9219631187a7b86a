"""The catalogue of exercises, and what it refuses."""

import subprocess
import sys

import pytest

from scoring.exercises.catalogue import CATALOGUE, read
from scoring.exercises.exercise import Counting, Kind, WordKind

HEAD = '[words]\naction = ["squat"]\n[exercises.squat]\n'


def test_an_exercise_has_its_words_family_and_counting():
    squat = read(HEAD + 'words = "squat"\nfirst = ["glutes"]\n')["squat"]
    assert (squat.kind, squat.family, squat.counting) == (Kind.EXERCISE, "squat", Counting.WHOLE)
    assert squat.words == {"squat": WordKind.ACTION}
    assert {muscle.value for muscle in squat.first} == {"glutes"}


@pytest.mark.parametrize(
    "row", ['words = "jump squat"', 'counting = "twice"', 'first = ["elbow"]', 'kind = "sleep"']
)
def test_what_it_does_not_know_is_refused(row):
    with pytest.raises(ValueError, match=r"."):
        read(HEAD + row)


def test_every_exercise_has_words_and_muscles():
    for exercise in CATALOGUE.values():
        assert exercise.family
        if exercise.kind is Kind.EXERCISE:
            assert exercise.words, exercise.name
            assert exercise.first, exercise.name
        else:
            assert exercise.counting is Counting.NOTHING


def test_no_two_exercises_have_the_same_words():
    named = [frozenset(one.words) for one in CATALOGUE.values() if one.words]
    assert len(named) == len(set(named))


def test_it_loads_nothing_that_computes():
    code = "import sys, scoring.exercises.catalogue; print({'numpy', 'numba'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
