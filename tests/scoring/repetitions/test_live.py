from dataclasses import replace

import numpy as np
import pytest

from scoring.body.joints import Angle
from scoring.body.track import LOST, PoseTrack
from scoring.repetitions.live import LiveRepetitions, manners_of
from scoring.repetitions.repetition import Verdict
from scoring.scorer import SAMPLE_RATE_HZ
from tests.scoring.repetitions.shown import truth


def trembling(track, seed=3):
    random = np.random.default_rng(seed)
    landmarks = track.landmarks + random.normal(0, 0.8, track.landmarks.shape).astype(np.float32)
    world = track.world + random.normal(0, 0.01, track.world.shape).astype(np.float32)
    return replace(track, landmarks=landmarks, world=world)


def live(track, name, reference=None):
    """The repetitions of a track that is `name` throughout."""
    person = LiveRepetitions(reference)
    person.name(name, 0.0)
    for row in range(len(track)):
        person.push(track.pose(row))
    person.finish()
    return person.repetitions


def counted(repetitions):
    return sum(one.counted for one in repetitions)


@pytest.mark.parametrize("times", [1, 2, 5])
@pytest.mark.parametrize(
    "movement",
    [
        "squat", "push_up", "jumping_jack", "deadlift", "bench_press", "biceps_curl", "overhead_press",
        "lateral_raise", "sit_up", "front_kick",
    ],
)  # fmt: skip
def test_each_repetition_counts_the_first_too(movement, times):
    for yaw in (0.0, 40.0):
        track = trembling(truth((movement, times, 2.0, 1.0), yaw=yaw).track)
        assert counted(live(track, movement)) == times


@pytest.mark.parametrize(("movement", "seconds"), [("lunge", 5.0), ("high_knees", 1.6), ("punch", 1.8)])
def test_left_and_right_each_count_where_they_take_turns(movement, seconds):
    assert counted(live(trembling(truth((movement, 4, seconds, 1.0)).track), movement)) == 8


def test_a_repetition_is_told_in_time_with_its_bounds():
    person = truth(("squat", 4, 2.4, 1.0))
    counter = LiveRepetitions()
    counter.name("squat")
    told = []
    for row in range(len(person.track)):
        ended = counter.push(person.track.pose(row)).ended
        told += [(row / SAMPLE_RATE_HZ, one) for one in ended]
    assert len(told) == 4
    for (at_s, found), true in zip(told, person.repetitions, strict=True):
        assert abs(at_s - true.end_s) < 0.6
        assert true.start_s < found.bottom_s < true.end_s
        assert found.begin_s == pytest.approx(true.start_s, abs=0.5)
        assert found.verdict is Verdict.GOOD
        assert found.exercise == "squat"
        assert found.symmetry > 0.8
        assert found.down_s + found.hold_s + found.up_s == pytest.approx(found.end_s - found.begin_s)


def test_an_attempt_is_shown_and_does_not_count():
    track = truth(("squat", 3, 2.0, 1.0), ("squat", 1, 2.0, 0.2), ("squat", 2, 2.0, 1.0)).track
    found = live(trembling(track), "squat")
    assert [one.counted for one in found] == [True, True, True, False, True, True]
    assert found[3].verdict is Verdict.SHALLOW


def test_small_repetitions_count_when_all_are_small():
    found = live(trembling(truth(("squat", 5, 2.0, 0.25)).track), "squat")
    assert counted(found) == 5
    assert found[-1].verdict is Verdict.SHALLOW


def test_who_is_twice_as_quick_as_the_tutor_is_told():
    tutor = manners_of(truth(("squat", 4, 4.0, 1.0)).track, ((0.0, 60.0, "squat"),))
    quick = truth(("squat", 4, 1.2, 1.0)).track
    assert {one.verdict for one in live(quick, "squat", tutor)} == {Verdict.FAST}
    assert {one.verdict for one in live(quick, "squat")} == {Verdict.GOOD}


def test_a_wrong_angle_is_named():
    errors = (("left_elbow", 45.0), ("right_elbow", 45.0))
    tutor = manners_of(truth(("overhead_press", 4, 2.4, 1.0)).track, ((0.0, 60.0, "overhead_press"),))
    wrong = truth(("overhead_press", 4, 2.4, 1.0, errors)).track
    found = live(wrong, "overhead_press", tutor)
    assert {one.angle for one in found if one.verdict is Verdict.ANGLE} <= {
        Angle.LEFT_ELBOW,
        Angle.RIGHT_ELBOW,
    }
    assert any(one.verdict is Verdict.ANGLE for one in found)


def test_two_exercises_in_a_row():
    person = truth(("squat", 3, 2.0, 1.0), ("biceps_curl", 4, 2.0, 1.0))
    change_s = person.repetitions[3].start_s
    counter = LiveRepetitions()
    for row in range(len(person.track)):
        counter.name("squat" if row / SAMPLE_RATE_HZ < change_s else "biceps_curl")
        counter.push(person.track.pose(row))
    names = [one.exercise for one in counter.repetitions if one.counted]
    assert names == ["squat"] * 3 + ["biceps_curl"] * 4


def test_a_late_name_counts_what_was_before_it():
    track = truth(("squat", 4, 2.0, 1.0)).track
    counter = LiveRepetitions()
    counts = []
    for row in range(len(track)):
        if row == round(5.5 * SAMPLE_RATE_HZ):
            counter.name("squat")
        counts.append(counter.push(track.pose(row)).count)
    assert counter.push(LOST).count == 4
    assert (np.diff(counts) >= 0).all()
    assert max(np.diff(counts)) >= 1


def test_a_name_that_comes_again_counts_nothing_twice():
    track = truth(("squat", 4, 2.0, 1.0)).track
    counter = LiveRepetitions()
    for row in range(len(track)):
        counter.name("squat" if row % 30 else None)
        counter.push(track.pose(row))
    assert counter.push(LOST).count == 4


@pytest.mark.parametrize("name", ["rest", "talk", "dance", "other", "plank"])
def test_nothing_counts_under_these_names(name):
    track = truth(("squat", 4, 2.0, 1.0)).track
    assert live(track, name) == ()


@pytest.mark.parametrize("name", ["squat", "lunge", "jumping_jack", "push_up"])
def test_who_stands_repeats_nothing(name):
    track = trembling(truth(("rest", 8, None, 1.0)).track)
    assert live(track, name) == ()


def test_without_a_name_four_at_an_even_pace_count():
    track = truth(("squat", 6, 2.0, 1.0)).track
    assert abs(counted(live(track, None)) - 6) <= 1
    assert live(truth(("squat", 2, 2.0, 1.0)).track, None) == ()


def test_an_exercise_that_the_household_taught_is_counted_without_a_line():
    track = truth(("squat", 6, 2.0, 1.0)).track
    found = live(track, "my own exercise")
    assert {one.exercise for one in found} == {"my own exercise"}


def test_a_cut_is_no_repetition():
    track = truth(("squat", 3, 4.0, 1.0)).track
    bottom = round(2.0 * SAMPLE_RATE_HZ)
    standing, deep = track.pose(0), track.pose(bottom)
    moved = replace_px(deep, 300.0)
    counter = LiveRepetitions()
    counter.name("squat")
    for shown in (standing, moved) * 4:
        for _ in range(30):
            counter.push(shown)
    assert counter.repetitions == ()


def replace_px(pose, across):
    return replace(pose, landmarks=pose.landmarks + np.array([across, 0, 0], np.float32))


def test_who_leaves_midway_has_done_none():
    track = truth(("squat", 1, 4.0, 1.0)).track
    half = round(truth(("squat", 1, 4.0, 1.0)).repetitions[0].start_s * SAMPLE_RATE_HZ) + 40
    counter = LiveRepetitions()
    counter.name("squat")
    for row in range(half):
        counter.push(track.pose(row))
    assert counter.push(track.pose(half)).depth > 0.5
    for _ in range(60):
        state = counter.push(LOST)
    assert (state.depth, state.count) == (None, 0)
    for _ in range(40):
        counter.push(track.pose(0))
    assert counter.repetitions == ()


def test_the_tutors_range_is_the_measure():
    names = ((0.0, 60.0, "squat"),)
    shallow = truth(("squat", 4, 2.0, 0.6)).track
    tutor = manners_of(shallow, names)
    assert tutor["squat"].of_tutor
    assert all(one.reach == pytest.approx(1, abs=0.15) for one in live(shallow, "squat", tutor))
    deep = manners_of(truth(("squat", 4, 2.0, 1.0)).track, names)
    assert {one.verdict for one in live(shallow, "squat", deep)} <= {Verdict.SHALLOW, Verdict.GOOD}
    assert all(one.reach < 0.8 for one in live(shallow, "squat", deep))
    assert manners_of(truth(("rest", 4, None, 1.0)).track, names) == {}


def test_an_empty_track_has_no_manner():
    empty = PoseTrack(
        np.zeros(0), np.zeros((0, 33, 3), np.float32), np.zeros((0, 33), np.float32),
        np.zeros((0, 33, 3), np.float32), 4, 3, "lite",
    )  # fmt: skip
    assert manners_of(empty, ((0.0, 1.0, "squat"),)) == {}
