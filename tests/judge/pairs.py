"""Which tutor is compared with which user, and what their scores are.

Judging and calibrating use other bodies, other seeds and another tempo: what tunes does not judge.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from device.session.lesson import lesson_of
from device.session.replay import judge
from tests.judge.clips import EXERCISES, Clip, late

YAWS = (0.0, 30.0, 60.0, 90.0)
ERRORS_DEG = (5.0, 10.0, 20.0, 30.0, 40.0)
# The angles that are done wrong in each movement, one at a time: such as matter there.
WRONG_ANGLES = {
    "squat": ("left_shoulder", "crotch"),
    "push_up": ("left_elbow", "neck"),
    "jumping_jack": ("left_elbow", "right_shoulder"),
    "lunge": ("right_shoulder", "left_elbow"),
    "deadlift": ("neck", "left_knee"),
    "bench_press": ("left_elbow", "left_shoulder"),
    "biceps_curl": ("right_elbow", "left_shoulder"),
    "overhead_press": ("left_elbow", "right_shoulder"),
    "lateral_raise": ("right_shoulder", "left_elbow"),
    "sit_up": ("neck", "left_knee"),
    "high_knees": ("left_knee", "right_elbow"),
    "punch": ("right_elbow", "left_shoulder"),
    "front_kick": ("right_knee", "left_elbow"),
    "dance": ("left_shoulder", "right_elbow"),
}


@dataclass(frozen=True)
class Split:
    """Who teaches and who follows."""

    tutor: str
    users: tuple[str, str]
    seed: int
    bpm: float
    room: str

    def lesson(self, movement):
        """The tutor's clip."""
        return Clip(movement, self.tutor, seed=self.seed, bpm=self.bpm, room=self.room)

    def follower(self, movement, yaw=0.0, errors=(), who=None):
        """A user's clip; the two users take turns by movement, so that both are met."""
        if who is None:
            who = EXERCISES.index(movement) % 2
        return Clip(movement, self.users[who], yaw, errors, self.seed + 100 + who, self.bpm, self.room)

    def wrong(self, movement, angle, degrees):
        """A user's clip with one angle wrong."""
        return self.follower(movement, errors=((angle, degrees),))


JUDGE = Split("tutor", ("tall", "short"), seed=1, bpm=100.0, room="studio")
CALIBRATE = Split("tutor2", ("broad", "slim"), seed=40, bpm=88.0, room="living")


def score(tutor, user, method, delay_s=0.0):
    """The final score of two Watched."""
    track = late(user.track, delay_s)
    return judge(lesson_of(_named(tutor), tutor.track), track, method).final


def _named(watched):
    return Path(watched.clip.movement)


def auc(high, low):
    """The chance that one of `high` lies above one of `low`; ties count half, NaN (not judged) not."""
    one, other = np.asarray(high, float), np.asarray(low, float)
    one, other = one[np.isfinite(one)][:, None], other[np.isfinite(other)][None, :]
    return float((one > other).mean() + 0.5 * (one == other).mean())
