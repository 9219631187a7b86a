"""What becomes of a lesson's segments once its exercises have names."""

from itertools import pairwise

import pytest

from device.overnight.prepare.facts import FoundSegment
from device.overnight.prepare.naming import NAMED_MIN_S, SURE_SHARE, UNNAMED_MIN_S, named
from device.store.tables import SegmentKind
from scoring.recognition.segments import NamedSegment

LESSON = [
    FoundSegment(SegmentKind.TALK, 0.0, 10.0),
    FoundSegment(SegmentKind.EXERCISE, 10.0, 70.0),
    FoundSegment(SegmentKind.REST, 70.0, 90.0),
    FoundSegment(SegmentKind.EXERCISE, 90.0, 120.0),
]


def part(start_s, end_s, name, share=0.9):
    return NamedSegment(start_s=start_s, end_s=end_s, name=name, share=share)


def names(*parts, beat=False, sound=True, lesson=LESSON):
    """(start, end, exercise) of what is exercise."""
    found = named(lesson, [part(*one) for one in parts], beat=beat, sound=sound)
    assert [found[0].start_s, found[-1].end_s] == [lesson[0].start_s, lesson[-1].end_s]
    assert all(one.end_s == other.start_s for one, other in pairwise(found))
    return [(one.start_s, one.end_s, one.exercise) for one in found if one.kind is SegmentKind.EXERCISE]


def test_a_segment_is_divided_where_the_exercise_changes():
    assert names((0, 12, "talk"), (12, 40, "squat"), (40, 72, "lunge"), (72, 120, "push_up")) == [
        (10, 40, "squat"),
        (40, 70, "lunge"),
        (90, 120, "push_up"),
    ]


def test_ten_exercises_are_ten_parts():
    keys = ["squat", "lunge", "push_up", "sit_up", "punch", "deadlift", "biceps_curl", "high_knees"]
    keys += ["front_kick", "jumping_jack"]
    lesson = [FoundSegment(SegmentKind.EXERCISE, 0.0, 200.0)]
    parts = [(20.0 * n, 20.0 * n + 20.0, key) for n, key in enumerate(keys)]
    assert names(*parts, lesson=lesson) == parts


def test_what_is_too_short_belongs_to_the_exercise_before_it():
    short = 40 + NAMED_MIN_S - 0.1
    assert names((10, 40, "squat"), (40, short, "lunge"), (short, 70, "squat"))[0] == (10, 70, "squat")
    pause = 40 + UNNAMED_MIN_S - 0.1
    assert names((10, 40, "squat"), (40, pause, "rest"), (pause, 70, "lunge"))[:2] == [
        (10, pause, "squat"),
        (pause, 70, "lunge"),
    ]


def test_exercise_that_nobody_knows_stays_one_without_a_name():
    assert names((10, 40, "squat"), (40, 70, "other")) == [
        (10, 40, "squat"),
        (40, 70, None),
        (90, 120, None),
    ]


def test_nothing_but_short_moments_is_what_was_seen_longest():
    lesson = [FoundSegment(SegmentKind.EXERCISE, 0.0, 4.0)]
    assert names((0, 1, "squat"), (1, 3, "lunge"), (3, 4, "other"), lesson=lesson) == [(0, 4, "lunge")]


def test_without_a_recogniser_nothing_is_named():
    assert named(LESSON, [], beat=False, sound=True) == LESSON


@pytest.mark.parametrize(
    ("beat", "sound", "share", "expected"),
    [
        (True, True, 0.9, "squat"),
        (True, True, SURE_SHARE - 0.01, "dance"),
        (False, True, 0.2, "squat"),
        (False, False, 0.2, "squat"),
    ],
)
def test_to_a_beat_only_what_is_sure_is_an_exercise(beat, sound, share, expected):
    (first, _second) = names((10, 70, "squat", share), (90, 120, "squat"), beat=beat, sound=sound)
    assert first == (10, 70, expected)


@pytest.mark.parametrize(
    ("beat", "sound", "expected"), [(True, True, "dance"), (False, True, None), (False, False, "dance")]
)
def test_a_dance_has_a_beat_where_there_is_sound(beat, sound, expected):
    assert names((0, 120, "dance"), beat=beat, sound=sound) == [(10, 70, expected), (90, 120, expected)]


def test_a_silent_lesson_that_mostly_looks_like_a_dance_is_one():
    unsure = (40, 70, "squat", SURE_SHARE - 0.01)
    assert names((10, 40, "dance"), unsure, (90, 120, "dance"), sound=False)[0] == (10, 70, "dance")
    assert names((10, 38, "dance"), unsure, (90, 120, "lunge"), sound=False) == [
        (10, 40, "dance"),
        (40, 70, "squat"),
        (90, 120, "lunge"),
    ]


def test_a_household_s_own_exercise_is_one():
    assert names((0, 120, "own:7"), beat=True)[0] == (10, 70, "own:7")
