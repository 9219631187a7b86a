import pytest

from device.match.free.training import GONE_S, JUDGED_S, SURELY, FreeTraining
from scoring.body.track import LOST
from scoring.exercises.exercise import Kind
from tests.device.gestures.poses import person
from tests.device.match.free.fakes import FakeName, FakeNamer, FakeRepetitions

STEP_S = 0.1


class Trial:
    """Somebody in front of a camera of ten pictures a second."""

    def __init__(self):
        self.namer, self.counter = FakeNamer(), FakeRepetitions()
        self.training = FreeTraining(self.namer, self.counter)
        self.time_s = 0.0

    def go(self, seconds=STEP_S, pose=True):
        for _ in range(round(seconds / STEP_S)):
            self.time_s += STEP_S
            self.training.see(self.time_s, person() if pose else None)
        return self.training.doing(self.time_s)


@pytest.fixture
def trial():
    return Trial()


def test_before_anybody_is_seen_nothing_is_known(trial):
    doing = trial.training.doing(0.0)
    assert (doing.seen, doing.exercise, doing.kind, doing.count) == (False, None, None, None)


def test_samples_come_at_twenty_a_second_whatever_the_camera_gives(trial):
    trial.go(2.0)
    assert len(trial.namer.pushed) == pytest.approx(41, abs=2)
    assert trial.counter.named == [None] * len(trial.namer.pushed)


def test_what_is_done_has_a_name_its_share_and_a_count(trial):
    trial.namer.now = FakeName("squat", 0.9)
    trial.counter.end("ggs")
    trial.counter.depth = 0.4
    doing = trial.go(1.0)
    assert (doing.kind, doing.exercise, doing.share) == (Kind.EXERCISE, "squat", 0.9)
    assert (doing.count, doing.held_s, doing.depth) == (3, None, 0.4)
    assert (trial.counter.named[-1], trial.counter.shares[-1]) == ("squat", 0.9)


@pytest.mark.parametrize(
    ("likely", "counted_as"),
    [("dance", "dance"), ("talk", "talk"), ("rest", "rest"), ("other", None), ("squat", None)],
)
def test_who_surely_dances_talks_or_rests_repeats_nothing(trial, likely, counted_as):
    trial.namer.now = FakeName(None, 0.9)
    trial.namer.likely = ((likely, SURELY),)
    trial.go()
    assert trial.counter.named[-1] == counted_as
    trial.namer.likely = ((likely, SURELY - 0.01),)
    trial.go()
    assert trial.counter.named[-1] is None


def test_attempts_and_other_exercises_are_not_in_the_count(trial):
    trial.namer.now = FakeName("squat", 0.9)
    trial.counter.end("gt")
    trial.counter.end("ggg", "lunge")
    assert trial.go().count == 1


def test_in_a_rest_the_last_exercise_stays_without_share_and_depth(trial):
    trial.namer.now = FakeName("squat", 0.9)
    trial.counter.end("gg")
    trial.go()
    trial.namer.now = FakeName(None, 0.8)
    trial.namer.likely = (("rest", 0.8), ("squat", 0.1))
    trial.counter.depth = 0.2
    doing = trial.go()
    assert (doing.kind, doing.exercise, doing.count) == (Kind.REST, "squat", 2)
    assert (doing.share, doing.depth) == (None, None)


def test_while_it_is_uncertain_there_is_no_kind(trial):
    trial.namer.likely = (("squat", 0.3), ("other", 0.2))
    assert trial.go().kind is None


def test_the_next_names_are_exercises_other_than_the_one_named(trial):
    trial.namer.now = FakeName("squat", 0.9)
    trial.namer.likely = (("squat", 0.8), ("other", 0.1), ("lunge", 0.06), ("dance", 0.02))
    assert trial.go().likely == (("lunge", 0.06),)


def test_what_is_held_is_measured_in_seconds(trial):
    trial.namer.now = FakeName("plank", 0.9)
    doing = trial.go(3.0)
    assert (doing.count, doing.depth) == (None, None)
    assert doing.held_s == pytest.approx(3.0, abs=0.15)
    trial.namer.now = FakeName("squat", 0.9)
    trial.go(2.0)
    assert trial.training.held_s == {"plank": pytest.approx(3.0, abs=0.15)}


def test_the_last_repetition_is_judged_for_a_while(trial):
    trial.namer.now = FakeName("squat", 0.9)
    assert trial.go().judged is None
    trial.counter.end("gk")
    doing = trial.go()
    assert doing.judged is trial.counter.repetitions[1]
    assert doing.fault is trial.counter.repetitions[1]
    assert trial.go(JUDGED_S - 2 * STEP_S).judged is not None
    assert trial.go(3 * STEP_S).judged is None


def test_who_is_gone_is_no_longer_seen_and_then_lost_to_the_namer(trial):
    assert trial.go().seen
    assert trial.go(GONE_S - 2 * STEP_S, pose=False).seen
    assert not trial.go(3 * STEP_S, pose=False).seen
    assert trial.namer.pushed[-1] is LOST


def test_what_was_done_is_listed_by_exercise(trial):
    trial.counter.end("gg")
    trial.counter.end("g", "lunge")
    trial.go()
    assert [(one.exercise, one.counted) for one in trial.training.done] == [("squat", 2), ("lunge", 1)]


def test_an_exercise_that_the_household_taught_is_counted_like_any(trial):
    trial.namer.now = FakeName("own:grandma", 0.7)
    trial.counter.end("g", "own:grandma")
    doing = trial.go()
    assert (doing.kind, doing.count) == (Kind.EXERCISE, 1)
