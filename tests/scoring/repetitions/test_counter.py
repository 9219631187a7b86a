from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from models.mannequin.performance import perform
from models.mannequin.scene import VirtualCamera
from models.mannequin.script import Performer, Script, Step
from scoring.body.track import LOST, PoseTrack, track_of
from scoring.repetitions.counter import LOST_MAX, Counter, count, repetitions
from scoring.scorer import SAMPLE_RATE_HZ
from tests.scoring.performances import FLOOR


@cache
def truth(*steps, yaw=0.0, seed=5):
    side = max(FLOOR.get(step[0], 0.0) for step in steps)
    script = Script(
        timeline=tuple(
            Step(name, times, seconds=seconds, range=reach) for name, times, seconds, reach in steps
        ),
        fps=round(SAMPLE_RATE_HZ),
        camera=VirtualCamera(yaw_deg=side + yaw, distance_m=4.5),
        people=(Performer(seed=seed),),
    )
    return perform(script).truth[0]


def sets(movement, times=5, seconds=None, reach=1.0, **how):
    return truth((movement, times, seconds, reach), **how)


def trembling(track, seed=3):
    random = np.random.default_rng(seed)
    landmarks = track.landmarks + random.normal(0, 0.8, track.landmarks.shape).astype(np.float32)
    world = track.world + random.normal(0, 0.01, track.world.shape).astype(np.float32)
    return replace(track, landmarks=landmarks, world=world)


@pytest.mark.parametrize(
    "movement",
    [
        "squat",
        "push_up",
        "jumping_jack",
        "biceps_curl",
        "overhead_press",
        "lateral_raise",
        "deadlift",
        "bench_press",
    ],
)
@pytest.mark.parametrize("yaw", [0.0, 50.0])
def test_it_counts_what_is_done(movement, yaw):
    assert abs(count(trembling(sets(movement, yaw=yaw).track)) - 5) <= 1


@pytest.mark.parametrize("movement", ["squat", "biceps_curl", "lateral_raise"])
def test_plain_sets_are_counted_exactly(movement):
    assert count(sets(movement).track) == 5


@pytest.mark.parametrize("seconds", [0.9, 2.0, 4.0, 6.0])
def test_at_any_tempo(seconds):
    found = repetitions(sets("squat", seconds=seconds).track)
    assert abs(len(found) - 5) <= 1
    assert np.median(np.diff(found)) == pytest.approx(seconds, rel=0.15)


@pytest.mark.parametrize(("movement", "seconds"), [("lunge", 5.0), ("punch", 1.6), ("high_knees", 1.4)])
def test_left_and_right_together_are_one(movement, seconds):
    assert abs(count(sets(movement, seconds=seconds).track) - 5) <= 1


@pytest.mark.parametrize("kind", ["rest", "talk"])
def test_who_rests_or_talks_repeats_nothing(kind):
    assert count(trembling(sets(kind, times=15).track)) == 0


def test_a_bob_is_no_repetition():
    assert count(trembling(sets("squat", times=10, reach=0.15).track)) == 0


def test_a_rest_between_two_sets():
    both = truth(("squat", 4, None, 1.0), ("rest", 2, None, 1.0), ("biceps_curl", 4, None, 1.0))
    assert abs(count(both.track) - 8) <= 1


def test_the_count_never_falls_and_the_first_come_late():
    person = sets("squat")
    counter = Counter()
    seen = [counter.push(person.track.pose(row)) for row in range(len(person.track))]
    assert (np.diff(seen) >= 0).all()
    assert counter.count == seen[-1] == len(counter.times)
    # after the second repetition both count; the third counts at once
    ends = [one.end_s for one in person.repetitions]
    at = [
        seen.index(next(value for value in seen if value >= number)) / SAMPLE_RATE_HZ for number in (1, 2, 3)
    ]
    assert ends[0] < at[0] == at[1] <= ends[1] + 0.6
    assert at[2] <= ends[2] + 0.4


def test_joints_that_hide_change_little():
    person = sets("squat", yaw=30.0).track
    visibility = person.visibility.copy()
    random = np.random.default_rng(1)
    for frame, landmark in np.argwhere(random.random(visibility.shape) < 0.01):
        visibility[frame : frame + 8, landmark] = 0.1
    assert abs(count(replace(person, visibility=visibility)) - 5) <= 1


def test_a_limb_that_is_never_seen_takes_no_part():
    person = sets("squat").track
    visibility = person.visibility.copy()
    visibility[:, 13:23] = 0.1
    assert count(replace(person, visibility=visibility)) == 5


def test_who_leaves_is_looked_at_anew():
    track = sets("squat").track
    counter = Counter()
    for row in range(100):
        counter.push(track.pose(row))
    before = counter.count
    for _ in range(LOST_MAX + 20):
        assert counter.push(LOST) == before
    for row in range(len(track)):
        counter.push(track.pose(row))
    assert abs(counter.count - before - 5) <= 1


def test_a_long_match_is_remembered_no_longer_than_needed():
    track = sets("biceps_curl", times=40, seconds=2.0).track
    assert abs(count(track) - 40) <= 1


def test_nothing_is_repeated_in_nothing():
    assert count(track_of([], [], 640, 480, "test")) == 0
    assert count(track_of([0.0, 1.0], [LOST, LOST], 640, 480, "test")) == 0
    assert isinstance(sets("squat").track, PoseTrack)
    assert repetitions(sets("squat").track).shape == (5,)
