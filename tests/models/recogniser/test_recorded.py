"""UI-PRMD's people as windows; the recordings themselves are in FORMBOX_DATA."""

import numpy as np
import pytest

from models.recogniser import recorded, ui_prmd
from models.recogniser.recorded import SIDES, seen
from models.recogniser.recorded import recorded as recorded_windows
from scoring.body.joints import JOINT_LANDMARKS, Joint, Landmark
from scoring.body.track import PoseTrack
from scoring.recognition.statistics import COUNT


def track(seconds):
    """Somebody who stands and lifts the left hand; joints are all that is known."""
    count = round(20 * seconds)
    world = np.zeros((count, 33, 3), np.float32)
    for side, landmarks in ((1, "LEFT"), (-1, "RIGHT")):
        for name, height in (("SHOULDER", -0.5), ("ELBOW", -0.25), ("HIP", 0), ("KNEE", 0.4), ("ANKLE", 0.8)):
            world[:, Landmark[f"{landmarks}_{name}"]] = (0.2 * side, height, 0)
    world[:, Landmark.NOSE] = (0, -0.8, -0.1)
    world[:, Landmark.LEFT_WRIST] = (0.2, 0, 0)
    world[:, Landmark.RIGHT_WRIST] = (-0.2, 0, 0)
    world[:, Landmark.LEFT_WRIST, 1] = np.linspace(0, -1, count)
    return PoseTrack(
        np.arange(count) / 20, world, np.ones(world.shape[:2], np.float32), world, 640, 480, "lite"
    )


def episode(exercise, subject, *, right=True):
    return ui_prmd.Episode(exercise=exercise, subject=subject, right=right, track=track(2.0))


@pytest.fixture
def episodes(monkeypatch):
    """Two squats of a set by one person, a wrong one, one by another, and a lunge."""
    every = (
        episode("squat", 1), episode("squat", 1), episode("squat", 1, right=False), episode("squat", 9),
        episode("lunge", 1),
    )  # fmt: skip
    monkeypatch.setattr(ui_prmd, "episodes", lambda: every)
    return every


def test_each_repetition_of_the_chosen_people_is_seen_from_two_sides(episodes):
    found = recorded_windows(("punch", "squat"), (1, 2), seed=3)
    assert found.values.shape == (3 * SIDES, COUNT)
    assert found.labels.tolist() == [1] * 3 * SIDES
    assert found.sets.tolist() == [0, 0, 1, 1, 2, 2]
    both = recorded_windows(("squat", "lunge"), (1, 9), seed=3)
    assert both.labels.tolist() == [0] * 4 * SIDES + [1] * SIDES


def test_the_next_repetition_of_a_set_follows_and_no_other(episodes, monkeypatch):
    lengths = []

    def noted(parts, random, turn):
        lengths.append(len(parts))
        return seen(parts, random, turn)

    monkeypatch.setattr(recorded, "seen", noted)
    recorded_windows(("squat", "lunge"), (1, 9), seed=3)
    assert lengths[::SIDES] == [2, 1, 1, 1, 1]


def test_what_was_not_recorded_is_not_seen_and_the_body_is_turned():
    random = np.random.default_rng(2)
    found = seen((track(2.0), track(1.0)), random, np.pi / 2)
    assert len(found) == 60
    recorded_ones = list(JOINT_LANDMARKS)
    unseen = [number for number in range(33) if number not in recorded_ones]
    assert (found.visibility[:, unseen] == 0).all()
    assert (found.visibility[:, recorded_ones].mean(axis=0) > 0.3).all()
    # from the side, both shoulders are at one place across, and apart in depth
    shoulders = found.world[:, [Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER]]
    apart = np.abs(np.diff(shoulders, axis=1))[:, 0].mean(axis=0)
    assert apart[0] < 0.15
    assert apart[2] > 0.25
    assert Joint.NOSE == 0
