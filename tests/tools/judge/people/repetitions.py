"""Repetitions that were done rightly and wrongly, by real people: squats and push-ups.

Of some recordings only landmarks are there. A lesson is a right repetition, in the clips by another person,
and the user's is brought in step with it. The push-ups of squat_pushup_landmarks are recordings of push_ups
without their depth: they are left out.
"""

import re

import numpy as np

from scoring.body.features import torso_lengths
from scoring.body.joints import JOINT_LANDMARKS, LANDMARK_COUNT, joints_of
from scoring.body.track import PoseTrack
from tests.tools.judge.pairs import sampled
from tests.tools.judge.people.clips import PARTS, WRONG, data_folder, samples
from tests.tools.judge.people.plays import Play
from tests.tools.judge.people.splits import halves, split_of, split_of_squat
from tests.tools.judge.people.steps import in_step, stretched, turns

RIGHT, AMISS = "right", "wrong"
# Rates and sizes of the recordings whose landmarks alone are there were not written down: phones' usual ones.
RATE_HZ, SIZE = 30.0, (1280, 720)
# The trunk by which those landmarks get a size in m.
TORSO_M = 0.5
# Lessons that each recording is held against.
LESSONS = 2
# The order of the points of squat_pushup_landmarks: the joints', then heels and tips of the feet.
_SEVENTEEN = (*JOINT_LANDMARKS, 29, 30, 31, 32)


def plays():
    """All of them; rows end in the set's name."""
    return [
        *_of_clips(),
        *_against("squats, landmarks", "squat", of_squats()),
        *_against("push-ups, landmarks", "push-up", of_push_ups()),
    ]


def row_of(kind, name):
    """The name of a row; kind: RIGHT or AMISS."""
    return f"{kind}: {name}"


def _of_clips():
    found = []
    every = PARTS | WRONG
    for exercise in ("squat", "push-up"):
        for lesson in (name for name, part in PARTS.items() if part.exercise == exercise):
            for user, part in every.items():
                if part.exercise == exercise and part.source != PARTS[lesson].source:
                    pair = _paired(samples(lesson), samples(user), exercise)
                    kind = AMISS if user in WRONG else RIGHT
                    # who follows decides: a lesson of somebody else's is heard by both
                    found += _play(
                        row_of(kind, f"{exercise}s, clips"), split_of(user), f"{lesson} by {user}", pair
                    )
    return found


def of_squats():
    """The squats of squat_pushup_landmarks: {right or amiss: (tracks, splits)}."""
    folder = data_folder() / "poses" / "squat_pushup_landmarks" / "squat" / "landmarks"
    sets = {}
    for kind, name in ((RIGHT, "correct"), (AMISS, "incorrect")):
        paths = sorted((folder / name).glob("*.npy"))
        sets[kind] = [_seventeen(path) for path in paths], [split_of_squat(path.stem) for path in paths]
    return sets


def of_push_ups():
    """The recordings of push_ups, as `of_squats`."""
    data = np.load(data_folder() / "poses" / "push_ups" / "half.npz")
    ends = np.cumsum(data["frames"])
    sets = {}
    for kind, chosen in ((RIGHT, data["correct"]), (AMISS, ~data["correct"])):
        rows = np.flatnonzero(chosen)
        tracks = [
            sampled(_track(data["landmarks"][ends[row] - data["frames"][row] : ends[row]].astype(np.float64)))
            for row in rows
        ]
        sets[kind] = (tracks, halves([int(re.sub(r"\D", "", str(data["names"][row]))) for row in rows]))
    return sets


def _against(name, exercise, sets):
    """Every recording against right ones of its half."""
    found, random = [], np.random.default_rng(2)
    right, of_right = sets[RIGHT]
    for kind, (tracks, splits) in sets.items():
        for number, (user, split) in enumerate(zip(tracks, splits, strict=True)):
            others = [n for n, one in enumerate(of_right) if one == split and (kind == AMISS or n != number)]
            for lesson in random.choice(others, LESSONS, replace=False):
                tutor = right[lesson]
                # most recordings are one repetition, whose begin and end agree
                pair = _paired(tutor, user, exercise) or (tutor, stretched(user, len(tutor)))
                found += _play(row_of(kind, name), split, f"{lesson} by {number}", pair)
    return found


def _play(row, split, about, pair):
    return [] if pair is None else [Play(row=row, split=split, about=about, tutor=pair[0], user=pair[1])]


def _paired(tutor, user, exercise):
    return in_step(tutor, user, turns(tutor, exercise), turns(user, exercise))


def _seventeen(path):
    points = np.load(path)
    full = np.zeros((len(points), LANDMARK_COUNT, 4))
    full[:, :, :2] = points[:, :1, :2]
    full[:, list(_SEVENTEEN), :2] = points[..., :2]
    full[:, list(_SEVENTEEN), 3] = points[..., 2]
    return sampled(_track(full))


def _track(points):
    """A track of (T, 33, 4): x, y and z as shares of the picture, and visibility."""
    scale = np.array([SIZE[0], SIZE[1], SIZE[0]])
    landmarks = (points[..., :3] * scale).astype(np.float32)
    visibility = np.nan_to_num(points[..., 3]).astype(np.float32)
    joints = joints_of(landmarks[..., :2])
    metres = np.float32(TORSO_M / np.nanmedian(torso_lengths(joints)))
    hips = (landmarks[:, 23:24] + landmarks[:, 24:25]) / 2
    return PoseTrack(
        np.arange(len(points)) / RATE_HZ, landmarks, visibility, (landmarks - hips) * metres, *SIZE, "lite"
    )
