from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from device.store.segments import (
    SHORTEST_S,
    BadSegmentError,
    Interval,
    call,
    intervals,
    join,
    keep_found,
    mark,
    painted,
    pauses,
    split,
)
from device.store.tables import Lesson, NamedBy, Segment, SegmentKind

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


def part(number, start_s, end_s, exercise=None, kind=SegmentKind.EXERCISE, **changes):
    named_by = None if exercise is None else NamedBy.NIGHT
    fields = {"exercise": exercise, "named_by": named_by, "by_hand": False}
    return Segment(id=number, kind=kind, start_s=start_s, end_s=end_s, **fields | changes)


@pytest.fixture
def named():
    """Squats, a rest and lunges, as a night named them."""
    return Lesson(
        duration_s=60.0,
        segments=[
            part(1, 0.0, 20.0, "squat"),
            part(2, 20.0, 30.0, kind=SegmentKind.REST),
            part(3, 30.0, 60.0, "lunge"),
        ],
    )


def told(lesson):
    return [
        (one.start_s, one.end_s, one.kind.value, one.exercise, one.name, one.named_by)
        for one in intervals(lesson)
    ]


def test_a_person_says_which_exercise_a_part_is(named):
    call(named, 1, "sumo_squat", None)
    call(named, 3, None, "Big steps")
    assert [(one.exercise, one.name, one.named_by) for one in named.segments] == [
        ("sumo_squat", None, NamedBy.PERSON),
        (None, None, None),
        (None, "Big steps", NamedBy.PERSON),
    ]
    call(named, 3, None, None)
    assert named.segments[2].named_by is None
    with pytest.raises(BadSegmentError):
        call(named, 4, "squat", None)


def test_a_part_is_split_where_a_person_says(named):
    split(named, 3, 45.0)
    assert told(named)[2:] == [
        (30.0, 45.0, "exercise", "lunge", None, NamedBy.NIGHT),
        (45.0, 60.0, "exercise", "lunge", None, NamedBy.NIGHT),
    ]
    assert [one.by_hand for one in named.segments] == [False, False, True, True]


@pytest.mark.parametrize("at_s", [30.0, 30.0 + SHORTEST_S / 2, 60.0, 10.0, float("nan")])
def test_no_part_is_split_to_nothing(named, at_s):
    before = told(named)
    with pytest.raises(BadSegmentError):
        split(named, 3, at_s)
    assert told(named) == before


def test_a_part_takes_the_next_one_in(named):
    join(named, 1)
    assert told(named) == [
        (0.0, 30.0, "exercise", "squat", None, NamedBy.NIGHT),
        (30.0, 60.0, "exercise", "lunge", None, NamedBy.NIGHT),
    ]
    assert [one.by_hand for one in named.segments] == [True, False]


def test_nothing_follows_the_last_part(named):
    with pytest.raises(BadSegmentError):
        join(named, 3)


def test_a_marked_exercise_is_called_as_most_of_it_was(named):
    mark(named, SegmentKind.EXERCISE, 10.0, 45.0)
    assert told(named) == [
        (0.0, 10.0, "exercise", "squat", None, NamedBy.NIGHT),
        (10.0, 45.0, "exercise", "lunge", None, NamedBy.NIGHT),
        (45.0, 60.0, "exercise", "lunge", None, NamedBy.NIGHT),
    ]


def test_a_rest_has_no_name(named):
    mark(named, SegmentKind.REST, 0.0, 20.0)
    assert told(named)[0] == (0.0, 20.0, "rest", None, None, None)


def found(*parts):
    return [
        Interval(
            start_s, end_s, SegmentKind.EXERCISE, by_hand=False, exercise=exercise, named_by=NamedBy.NIGHT
        )
        for start_s, end_s, exercise in parts
    ]


def test_another_night_divides_anew_what_no_person_touched(named):
    keep_found(named, found((0.0, 60.0, "burpee")))
    assert told(named) == [(0.0, 60.0, "exercise", "burpee", None, NamedBy.NIGHT)]


def test_another_night_changes_nothing_that_a_person_said(named):
    call(named, 1, None, "Warm-up")
    keep_found(named, found((0.0, 40.0, "burpee"), (40.0, 60.0, "push_up")))
    assert told(named) == [
        (0.0, 20.0, "exercise", None, "Warm-up", NamedBy.PERSON),
        (20.0, 30.0, "rest", None, None, None),
        (30.0, 60.0, "exercise", "push_up", None, NamedBy.NIGHT),
    ]


def test_a_part_that_a_person_marked_is_named_by_the_night(named):
    mark(named, SegmentKind.EXERCISE, 20.0, 30.0)
    keep_found(named, found((0.0, 22.0, "burpee"), (26.0, 60.0, "push_up")))
    assert [one.exercise for one in named.segments] == ["burpee", "push_up", "push_up"]
    keep_found(named, [])
    assert [(one.exercise, one.named_by) for one in named.segments] == [(None, None)] * 3
