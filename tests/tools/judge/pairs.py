"""Which tutor is compared with which user, and what their scores are.

Judging and calibrating use other bodies, other seeds and another tempo: what tunes does not judge.
"""

import dataclasses
from dataclasses import dataclass

import numpy as np

from device.match.judging.methods import scorer_called
from scoring.body.sampling import resample
from scoring.body.sides import settled
from scoring.scorer import SAMPLE_RATE_HZ
from tests.tools.judge.clips import EXERCISES, Clip

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

    def wrong(self, movement, angle, degrees, yaw=0.0):
        """A user's clip with one angle wrong."""
        return self.follower(movement, yaw, ((angle, degrees),))


JUDGE = Split("tutor", ("tall", "short"), seed=1, bpm=100.0, room="studio")
CALIBRATE = Split("tutor2", ("broad", "slim"), seed=40, bpm=88.0, room="living")


def mirror_image(clip):
    """The same clip, watched in a mirror."""
    return dataclasses.replace(clip, flipped=True)


def sampled(track, count=None):
    """A track as the scorers get it; `count` samples, or as long as it lasts."""
    if count is None:
        count = round((float(track.times[-1]) + float(np.median(np.diff(track.times)))) * SAMPLE_RATE_HZ)
    return resample(settled(track), np.arange(count) / SAMPLE_RATE_HZ)


def play(method, tutor, user):
    """The final score and the live scores of a sampled user against a sampled tutor."""
    scorer = scorer_called(method, tutor)
    live = [score for row in range(min(len(user), len(tutor))) if (score := scorer.push(user.pose(row)))]
    return scorer.finish(), live


def auc(high, low):
    """The chance that one of `high` lies above one of `low`; ties count half, NaN (not judged) not."""
    one, other = np.asarray(high, float), np.asarray(low, float)
    one, other = one[np.isfinite(one)][:, None], other[np.isfinite(other)][None, :]
    return float((one > other).mean() + 0.5 * (one == other).mean())


def rank_correlation(one, other):
    """Spearman's: the correlation of the ranks, ties sharing theirs; NaN when a side has only one value."""
    ranks = [_ranks(np.asarray(values, float)) for values in (one, other)]
    if any(np.ptp(side) == 0 for side in ranks):
        return float("nan")
    return float(np.corrcoef(*ranks)[0, 1])


def _ranks(values):
    return (values[:, None] > values[None]).sum(axis=1) + (
        (values[:, None] == values[None]).sum(axis=1) - 1
    ) / 2
