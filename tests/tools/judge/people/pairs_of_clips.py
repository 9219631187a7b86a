"""One exercise by two people, other exercises, and a dance in two takes."""

import numpy as np

from scoring.demands import Demands
from scoring.scorer import SAMPLE_RATE_HZ
from tests.tools.judge.people.clips import DANCE, PARTS, samples
from tests.tools.judge.people.plays import Play
from tests.tools.judge.people.splits import other_pairs, same_pairs, split_of
from tests.tools.judge.people.steps import BENT, TURNS_S, in_step, turns

SAME, OTHER, DANCED, ON_BEAT = "same exercise", "other exercise", "dance, two takes", "dance, on its beat"
# Of the pairs of other exercises so many are played, chosen once; there are three times as many.
OTHERS = 300


def plays():
    """All of them."""
    found = []
    for a, b in same_pairs():
        pair = paired(a, b)
        if pair is not None and {a, b} != set(DANCE):
            found.append(
                Play(row=SAME, split=split_of(a, b), about=f"{a} by {b}", tutor=pair[0], user=pair[1])
            )
    every = other_pairs()
    for number in np.random.default_rng(1).permutation(len(every))[:OTHERS]:
        a, b = every[number]
        found.append(
            Play(row=OTHER, split=split_of(a, b), about=f"{a} by {b}", tutor=samples(a), user=samples(b))
        )
    for a, b in (DANCE, DANCE[::-1]):
        for row, on_beat in ((DANCED, False), (ON_BEAT, True)):
            found.append(
                Play(row=row, split=split_of(a, b), about=f"{a} by {b}", tutor=samples(a), user=samples(b),
                     demands=Demands(on_beat=on_beat))
            )  # fmt: skip
    return found


def paired(a, b):
    """The sampled tracks of tutor `a` and user `b`, in step where their exercise has repetitions; or None."""
    exercise = PARTS[a].exercise
    if exercise not in BENT:
        return samples(a), samples(b)
    return in_step(samples(a), samples(b), _turns(a), _turns(b))


def _turns(name):
    if name in TURNS_S:
        return np.rint(np.array(TURNS_S[name]) * SAMPLE_RATE_HZ).astype(int)
    return turns(samples(name), PARTS[name].exercise)
