from dataclasses import replace
from pathlib import Path

import pytest

from device.match.judging.counting import AFTER_S, Counting
from device.match.lesson import TutorLesson
from scoring.body.track import LOST
from scoring.repetitions.repetition import Verdict
from scoring.scorer import SAMPLE_RATE_HZ
from tests.scoring.repetitions.test_live import truth


def lesson(track, *names):
    return TutorLesson("Lesson", Path("lesson.mp4"), track.duration_s, track, names=names)


@pytest.fixture(scope="module")
def tutor():
    """Three squats, then four curls."""
    return truth(("squat", 3, 2.0, 1.0), ("biceps_curl", 4, 2.0, 1.0))


@pytest.fixture(scope="module")
def names(tutor):
    first, change, last = tutor.repetitions[0], tutor.repetitions[3], tutor.repetitions[-1]
    return ((first.start_s, change.start_s, "squat"), (change.start_s, last.end_s, "biceps_curl"))


def fed(counting, track):
    for row in range(len(track)):
        counting.push(track.pose(row))
    counting.finish()
    return counting


def test_named_parts_are_counted_and_judged(tutor, names):
    done = fed(Counting(lesson(tutor.track, *names), tutor.track), tutor.track)
    assert done.count == 7
    assert [one.exercise for one in done.repetitions] == ["squat"] * 3 + ["biceps_curl"] * 4
    assert {one.verdict for one in done.repetitions} == {Verdict.GOOD}
    assert all(one.reach == pytest.approx(1, abs=0.2) for one in done.repetitions)


def test_who_is_behind_the_tutor_is_counted_to_the_end(tutor, names):
    late = round(1.0 * SAMPLE_RATE_HZ)
    counting = Counting(lesson(tutor.track, *names), tutor.track)
    for _ in range(late):
        counting.push(tutor.track.pose(0))
    assert AFTER_S > 1.0
    done = fed(counting, tutor.track)
    assert sum(one.exercise == "biceps_curl" for one in done.repetitions) == 4
    # the squat that was not over when the tutor began curls may be lost
    assert done.count in {6, 7}


def test_a_name_that_the_tutor_does_not_do_is_not_believed(tutor):
    wrong = lesson(tutor.track, (0.0, tutor.track.duration_s, "push_up"))
    done = fed(Counting(wrong, tutor.track), tutor.track)
    assert all(one.exercise is None for one in done.repetitions)


def test_between_named_parts_nothing_counts(tutor, names):
    nothing = lesson(tutor.track, (0.0, 0.5, "plank"))
    assert fed(Counting(nothing, tutor.track), tutor.track).count is None


def test_the_screen_gets_what_ended_once(tutor, names):
    counting = Counting(lesson(tutor.track, *names), tutor.track)
    ended = []
    for row in range(len(tutor.track)):
        counting.push(tutor.track.pose(row))
        if row % 7 == 0:
            ended += counting.take().ended
    ended += counting.take().ended
    assert ended == list(counting.repetitions)
    assert counting.take().ended == ()
    counting.push(LOST)
    assert counting.take().count == 7


def test_without_names_the_tutors_pace_decides():
    squats = truth(("squat", 6, 2.0, 1.0)).track
    counting = fed(Counting(replace(lesson(squats), names=()), squats), squats)
    assert counting.count is not None
    assert abs(counting.count - 6) <= 1
    assert counting.repetitions == ()
    assert counting.take() is None
