from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from device.store.segments import SHORTEST_S, BadSegmentError, Interval, mark, painted, pauses
from device.store.tables import Lesson, SegmentKind

KINDS = st.sampled_from(list(SegmentKind))
MARKS = st.lists(
    st.tuples(st.integers(0, 99), st.integers(1, 40), KINDS).map(
        lambda one: Interval(float(one[0]), float(one[0] + one[1]), one[2], by_hand=True)
    ),
    max_size=8,
)


def kind_at(intervals, time):
    return next((one.kind for one in intervals if one.start_s <= time < one.end_s), None)


@given(MARKS)
def test_the_last_mark_holds_at_every_moment(marks):
    known = []
    for one in marks:
        known = painted(known, one)
    for earlier, later in pairwise(known):
        assert earlier.end_s <= later.start_s
    for moment in range(150):
        expected = next((one.kind for one in reversed(marks) if one.start_s <= moment < one.end_s), None)
        assert kind_at(known, moment) == expected


def test_what_is_left_of_a_neighbour_and_too_short_goes():
    old = Interval(0, 10 + SHORTEST_S / 2, SegmentKind.REST, by_hand=False)
    assert [one.start_s for one in painted([old], Interval(0, 10, SegmentKind.TALK, by_hand=True))] == [0]


@pytest.mark.parametrize(("start", "end"), [(-1, 5), (5, 5), (5, 4), (70, 80), (float("nan"), 3)])
def test_an_interval_lies_inside_the_video(start, end):
    lesson = Lesson(duration_s=60.0, segments=[])
    with pytest.raises(BadSegmentError):
        mark(lesson, SegmentKind.REST, start, end)
    assert lesson.segments == []


def test_a_mark_ends_with_the_video():
    lesson = Lesson(duration_s=60.0, segments=[])
    mark(lesson, SegmentKind.REST, 50, 99)
    assert [(one.start_s, one.end_s, one.by_hand) for one in lesson.segments] == [(50, 60, True)]


def spans(*ends):
    """Side by side from 0 on: (kind, end) each."""
    starts = [0.0, *(end for _, end in ends[:-1])]
    return [
        Interval(start, end, kind, by_hand=False) for start, (kind, end) in zip(starts, ends, strict=True)
    ]


LESSON = spans(
    (SegmentKind.TITLE, 5.0),
    (SegmentKind.TALK, 9.0),
    (SegmentKind.EXERCISE, 30.0),
    (SegmentKind.REST, 40.0),
    (SegmentKind.EXERCISE, 60.0),
)


def test_what_is_no_exercise_is_a_pause():
    assert pauses(LESSON, 0.0, None) == ((0.0, 9.0), (30.0, 40.0))
    assert pauses(reversed(LESSON), 0.0, 60.0) == ((0.0, 9.0), (30.0, 40.0))


def test_pauses_lie_inside_the_part_that_is_played():
    assert pauses(LESSON, 7.0, 35.0) == ((7.0, 9.0), (30.0, 35.0))
    assert pauses(LESSON, 9.0, 30.0) == ()


@pytest.mark.parametrize(("start", "end"), [(0.0, 11.9), (28.0, 42.0 - 1.1), (30.0, 40.0)])
def test_a_lesson_with_hardly_any_exercise_is_judged_throughout(start, end):
    assert pauses(LESSON, start, end) == ()


def test_a_lesson_that_nobody_divided_has_no_pauses():
    assert pauses([], 0.0, None) == ()
