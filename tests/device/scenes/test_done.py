import pytest

from device.scenes.done import ExerciseNames, done_view, held_view, marks_of
from device.views import DoneView, Mark
from device.words.lookup import words
from scoring.repetitions.by_exercise import ExerciseDone
from tests.scoring.repetitions.made import repetitions

ENGLISH = ExerciseNames(words("en"), {"own:3": "Grandma's"})


def test_each_repetition_is_a_mark():
    assert marks_of(repetitions("gst")) == (Mark.GOOD, Mark.FAULTY, Mark.TRIED)


def test_what_was_done_of_an_exercise_is_said():
    done = ExerciseDone(exercise="squat", repetitions=repetitions("gggkt"))
    marks = (Mark.GOOD,) * 3 + (Mark.FAULTY, Mark.TRIED)
    assert done_view(done, ENGLISH) == DoneView("Squat", "4", marks, "3 of 4 good", "Mind your left knee")


def test_attempts_alone_are_not_said_to_be_good():
    view = done_view(ExerciseDone(exercise="squat", repetitions=repetitions("tt")), ENGLISH)
    assert (view.value, view.good, view.fault) == ("0", None, "Go all the way")


def test_what_is_held_is_a_time():
    assert held_view("side_plank", 83.9, ExerciseNames(words("ko"))) == DoneView("사이드 플랭크", "1:23")


@pytest.mark.parametrize(
    ("exercise", "name"),
    [(None, "Something else"), ("lunge", "Lunge"), ("own:3", "Grandma's"), ("own:4", "Something else")],
)
def test_what_an_exercise_is_called(exercise, name):
    assert ENGLISH.of(exercise) == name
