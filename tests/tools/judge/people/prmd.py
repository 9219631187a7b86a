"""UI-PRMD: ten movements of physiotherapy by eight people, rightly and wrongly, seen with a network's noise.

Motion capture knows no network, so its poses get the errors of one (models.autoencoder.pose_noise). A lesson
is a right repetition of another subject of the same split; the user's repetition lasts as long.
"""

from functools import cache

import numpy as np

from models.autoencoder.pose_noise import as_seen
from models.recogniser.ui_prmd import EPISODE_MIN_S, RATE_HZ, facing
from scoring.body.joints import JOINT_LANDMARKS, LANDMARK_COUNT
from scoring.body.sampling import resample
from scoring.body.track import PoseTrack
from scoring.scorer import SAMPLE_RATE_HZ
from tests.tools.judge.people.clips import data_folder
from tests.tools.judge.people.plays import Play
from tests.tools.judge.people.repetitions import AMISS, RIGHT, row_of
from tests.tools.judge.people.splits import HELD_OUT, HELD_OUT_SUBJECTS, TUNE, TUNED_SUBJECTS
from tests.tools.judge.people.steps import stretched

MOVEMENTS = (
    "deep squat", "hurdle step", "inline lunge", "side lunge", "sit to stand", "straight leg raise",
    "shoulder abduction", "shoulder extension", "shoulder rotation", "shoulder scaption",
)  # fmt: skip
# Repetitions of each subject that each lesson is tried on, right and wrong.
TRIED = 2
# The fewest repetitions of a set.
FEWEST = 3
# The picture: px, and px for each metre.
SIZE, SCALE = (640, 480), 150.0


def row(kind, movement):
    """The name of a row; movement: 1 to 10."""
    return row_of(kind, f"UI-PRMD {MOVEMENTS[movement - 1]}")


def plays():
    """Every subject of a split taught by every other one of it, in every movement."""
    random = np.random.default_rng(3)
    found = []
    for split, subjects in ((TUNE, TUNED_SUBJECTS), (HELD_OUT, HELD_OUT_SUBJECTS)):
        for movement in range(1, len(MOVEMENTS) + 1):
            for a in subjects:
                lessons = episodes(movement, a, wrong=False)
                tutor = seen(random.choice(lessons), random) if len(lessons) else None
                for b in subjects:
                    if tutor is None or a == b:
                        continue
                    for kind in (RIGHT, AMISS):
                        every = episodes(movement, b, wrong=kind == AMISS)
                        for episode in random.permutation(every)[:TRIED]:
                            user = stretched(seen(episode, random), len(tutor))
                            found.append(
                                Play(
                                    row=row(kind, movement),
                                    split=split,
                                    about=f"{a} by {b}",
                                    tutor=tutor,
                                    user=user,
                                )
                            )
    return found


@cache
def _data():
    data = np.load(data_folder() / "poses" / "ui_prmd" / "subjects_1_to_8.npz")
    return {name: data[name] for name in data}


def episodes(movement, subject, *, wrong):
    """The numbers of a subject's repetitions of a movement, 1 to 10, done rightly or wrongly."""
    data = _data()
    return np.flatnonzero(
        (data["movement"] == movement)
        & (data["subject"] == subject)
        & (data["incorrect"] == wrong)
        & (data["frames"] >= EPISODE_MIN_S * RATE_HZ)
    )


def seen(episode, random):
    """One episode as a network would see it from the front, sampled."""
    return _seen_joints(_joints(episode), random)


def _joints(episode):
    data = _data()
    end = int(data["frames"][: episode + 1].sum())
    return data["joints"][end - data["frames"][episode] : end].astype(np.float64)


def sets_of_ten():
    """Up to ten repetitions of each subject in a row, right and wrong: (movement 1 to 10, subject, how many,
    world landmarks (T, 33, 3) m at SAMPLE_RATE_HZ). How many is drawn, so that no habit can know it.
    """
    random = np.random.default_rng(4)
    for movement in range(1, len(MOVEMENTS) + 1):
        for subject in (*TUNED_SUBJECTS, *HELD_OUT_SUBJECTS):
            for wrong in (False, True):
                every = episodes(movement, subject, wrong=wrong)
                count = int(random.integers(FEWEST, len(every) + 1)) if len(every) > FEWEST else len(every)
                if count:
                    joints = np.concatenate([_joints(episode) for episode in every[:count]])
                    yield movement, subject, count, _seen_joints(joints, random).world


def _seen_joints(joints, random):
    body = facing(joints)
    world = np.zeros((len(body), LANDMARK_COUNT, 3))
    world[:, list(JOINT_LANDMARKS)] = body[:, : len(JOINT_LANDMARKS)]
    times = np.arange(len(body)) / RATE_HZ
    exact = _track(times, world.astype(np.float32), np.ones(world.shape[:2], np.float32))
    even = resample(exact, np.arange(int(times[-1] * SAMPLE_RATE_HZ) + 1) / SAMPLE_RATE_HZ)
    noisy, visibility = as_seen(even.world.astype(np.float64), random, film=True)
    return _track(even.times, noisy, visibility)


def _track(times, world, visibility):
    landmarks = world * np.float32(SCALE) + np.array([SIZE[0] / 2, SIZE[1] / 2, 0], np.float32)
    return PoseTrack(times, landmarks, visibility, world, *SIZE, "lite")
