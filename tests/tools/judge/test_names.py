"""What the table of names counts, on made-up clips and a recogniser that is told what to say."""

import numpy as np
import pytest

from scoring.body.track import PoseTrack
from scoring.recognition.recogniser import Recognition
from tests.tools.judge.names import EXERCISES, Method, nearest, of_clips
from tests.tools.judge.people.clips import PARTS, WRONG

NAMES = ("squat", "sumo_squat", "push_up", "dance")


class ByHeight:
    """Says by the height of the nose in the picture, a quarter second apart, what is done."""

    names = NAMES

    def __init__(self):
        self._count = 0

    def push(self, pose):
        self._count += 1
        if self._count % 5:
            return None
        shares = np.full(4, 0.1, np.float32)
        shares[int(pose.landmarks[0, 1])] = 0.7
        return Recognition(time_s=self._count / 20, probabilities=shares)


def clip(*said):
    """A track about which each of `said` is said for two seconds."""
    rows = np.repeat([NAMES.index(name) for name in said], 40)
    places = np.zeros((len(rows), 33, 3), np.float32)
    places[:, :, 1] = rows[:, None]
    seen = np.ones((len(rows), 33), np.float32)
    return PoseTrack(np.arange(len(rows)) / 20, places, seen, places, 4, 3, "lite")


def test_figures_of_clips():
    found = of_clips(
        Method(recogniser=ByHeight),
        [
            ("right", "squat", clip("squat", "squat", "squat")),
            ("a sibling", "squat", clip("sumo_squat", "sumo_squat")),
            ("late", "push_up", clip("squat", "squat", "push_up", "push_up", "push_up", "push_up")),
            ("wrong", "push_up", clip("dance", "dance")),
            ("dance", None, clip("dance", "dance")),
        ],
    )
    assert found["clips"] == 4
    assert found["family, clip"] == 3 / 4
    assert found["exact name, clip"] == 2 / 4
    assert found["right name in 3 s"] == 2 / 4
    # windows from 3 s on: 13 of 13, 5 of 5, 32 of 37, 0 of 5
    assert found["family, window"] == pytest.approx(50 / 60)
    assert found["words recall"] == pytest.approx(3 / 4)
    assert found["rejection, clip, AUC"] == pytest.approx(3.5 / 4)


def test_every_part_of_the_clips_is_an_exercise_of_the_catalogue_or_none():
    dances = {part.exercise for part in PARTS.values() if part.exercise.startswith("dance")}
    assert {part.exercise for part in (PARTS | WRONG).values()} == set(EXERCISES) | dances


def test_the_nearest_mean_is_found_where_values_are_unknown():
    random = np.random.default_rng(1)
    middles = random.normal(0, 3, (3, 8))
    labels = np.repeat([4, 5, 6], 4)
    learn = middles[labels - 4] + random.normal(0, 0.3, (12, 8))
    rows = middles + random.normal(0, 0.3, (3, 8))
    rows[:, 2] = np.nan
    assert nearest(learn, labels, rows).tolist() == [4, 5, 6]
