"""What is expected before anything is seen."""

from models.recogniser.commonness import COMMONNESS, weight
from scoring.exercises.catalogue import CATALOGUE


def test_only_exercises_of_the_catalogue_are_common_and_the_others_count_1():
    assert set(COMMONNESS) <= set(CATALOGUE)
    assert weight("curtsy_lunge") == 1
    assert weight("squat") == 2
