"""Mannequins who work out without a break, as the network would see them: nobody of them makes a gesture.

Their poses are the true ones with the network's own error on them: what it saw of a film of the same movement
from the same side, less the truth of that film, in torso lengths.
"""

import dataclasses
from functools import cache

import numpy as np

from models.mannequin.movements import MOVEMENTS
from models.mannequin.performance import perform
from models.mannequin.scene import VirtualCamera
from models.mannequin.script import Performer, Script, Step
from scoring.body.features import torso_lengths
from scoring.body.joints import joints_of
from tests.tools.judge.clips import BODIES, DISTANCE_M, EXERCISES, SIZE
from tests.tools.judge.pairs import JUDGE

FPS = 20
LATE_S = 0.6
SIDE_M = 0.65
SESSIONS, SESSION_S = 6, 300.0
STEP_S = (8.0, 20.0)
HEADINGS = (0.0, 30.0, 0.0, -20.0, 60.0, 15.0)
# where the films whose errors they get stood
NOISE_YAWS = (0.0, 30.0, 60.0)


class Noise:
    """What the network gets wrong: (T, 33, 3) torso lengths of a movement and heading, and its visibility."""

    def __init__(self, watched):
        self._watched = watched
        self._of = cache(self._make)

    def on(self, track, movement, yaw, begin=0):
        """The track as the network would see it; a film's error goes forth and back as long as it lasts."""
        off, visibility = self._of(movement, min(NOISE_YAWS, key=lambda known: abs(known - abs(yaw))))
        rows = np.abs((begin + np.arange(len(track))) % (2 * len(off) - 2) - (len(off) - 1))
        torso = float(np.nanmedian(torso_lengths(joints_of(track.landmarks[..., :2]))))
        return dataclasses.replace(
            track,
            landmarks=(track.landmarks + off[rows] * torso).astype(np.float32),
            visibility=np.minimum(track.visibility, visibility[rows]),
        )

    def _make(self, movement, yaw):
        seen = self._watched[JUDGE.follower(movement, yaw)]
        known = seen.track.seen
        truth = seen.truth.track.landmarks[known]
        torso = torso_lengths(joints_of(truth[..., :2]))[:, None, None]
        return (seen.track.landmarks[known] - truth) / torso, seen.track.visibility[known]


def session(number, noise):
    """Five minutes of everything, one or two people who follow a tutor: their tracks and the tutor's."""
    random = np.random.default_rng([number, 97])
    timeline, length = [], 0.0
    while length < SESSION_S:
        name = str(random.choice(EXERCISES if len(timeline) % 3 < 2 else ("rest", "talk")))
        each = MOVEMENTS[name].beats * 60 / 100
        count = max(1, round(random.uniform(*STEP_S) / each))
        timeline.append(Step(name, count, mirror=bool(random.integers(2))))
        length += (count * MOVEMENTS[name].beats + MOVEMENTS[name].enter_beats) * 60 / 100
    yaw = HEADINGS[number]
    bodies = list(BODIES.values())
    people = tuple(
        Performer(
            body=bodies[(number + who) % len(bodies)][0],
            seed=300 + 2 * number + who,
            delay_s=LATE_S + 0.3 * who,
            x_m=(2 * who - 1) * SIDE_M * (number % 2),
        )
        for who in range(1 + number % 2)
    )
    script = Script(timeline=tuple(timeline), bpm=100, fps=FPS, width=SIZE[0], height=SIZE[1],
                    camera=VirtualCamera(yaw_deg=yaw, distance_m=DISTANCE_M), people=people)  # fmt: skip
    tutor = dataclasses.replace(
        script, camera=VirtualCamera(distance_m=DISTANCE_M), people=(Performer(seed=1),)
    )
    users = perform(script).truth
    return (
        tuple(_noisy(one.track, one.stretches, yaw, noise) for one in users),
        _noisy((truth := perform(tutor).truth[0]).track, truth.stretches, 0.0, noise),
    )


def _noisy(track, stretches, yaw, noise):
    """Each stretch with the error of its own movement."""
    landmarks, visibility = track.landmarks.copy(), track.visibility.copy()
    for stretch in stretches:
        rows = np.flatnonzero((track.times >= stretch.start_s) & (track.times < stretch.end_s))
        if len(rows):
            movement = stretch.movement if stretch.movement in EXERCISES else "biceps_curl"
            seen = noise.on(track, movement, yaw)
            landmarks[rows], visibility[rows] = seen.landmarks[rows], seen.visibility[rows]
    return dataclasses.replace(track, landmarks=landmarks, visibility=visibility)
