"""UI-PRMD: ten movements of physiotherapy by eight people, rightly and wrongly, seen with a network's noise.

Motion capture knows no network, so its poses get the errors of one (models.recogniser.recorded). A lesson
is a right repetition of another subject of the same split; the user's repetition lasts as long.
"""

import numpy as np

from models.recogniser import recorded, ui_prmd
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
                tutor = seen(lessons[random.integers(len(lessons))], random) if lessons else None
                for b in subjects:
                    if tutor is None or a == b:
                        continue
                    for kind in (RIGHT, AMISS):
                        every = episodes(movement, b, wrong=kind == AMISS)
                        for number in random.permutation(len(every))[:TRIED]:
                            user = stretched(seen(every[number], random), len(tutor))
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


def episodes(movement, subject, *, wrong):
    """A subject's repetitions of a movement, 1 to 10, done rightly or wrongly: exact tracks."""
    name = ui_prmd.EXERCISES[movement - 1]
    return [
        one.track
        for one in ui_prmd.episodes()
        if (one.exercise, one.subject, one.right) == (name, subject, not wrong)
    ]


def seen(track, random):
    """One repetition as a network would see it from the front."""
    return recorded.seen((track,), random, 0.0)


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
                    yield movement, subject, count, recorded.seen(every[:count], random, 0.0).world
