"""Performed gestures, as the network would see them: between two repetitions a mannequin raises a hand."""

import dataclasses
import itertools

import numpy as np

from models.mannequin.channels import COUNT, posture
from models.mannequin.form import posed
from models.mannequin.movements import MOVEMENTS, ease
from models.mannequin.scene import VirtualCamera
from models.mannequin.truth import seen_by
from tests.tools.judge.clips import BODIES, DISTANCE_M, SIZE
from tests.tools.judge.workouts import FPS, SIDE_M

GESTURE_HEADINGS = (0.0, 15.0, -15.0, 30.0, -30.0)
BEFORE = ("squat", "overhead_press", "jumping_jack", "dance")
RISE_S, HOLD_S, FALL_S = 0.5, 1.5, 0.5
FLAT_HAND = {"raise": 172, "out": 84, "roll_arm": 60, "elbow": 8, "fist": 0, "palm": -60, "wrist": 0}
# as people do it who think of something else
LOOSE_HAND = {**FLAT_HAND, "raise": 160, "elbow": 32}
# the elbow bent, the hand beside the chin: as one points at a TV
POINTING = {"raise": 78, "out": 58, "roll_arm": 62, "elbow": 112, "fist": 0.2, "palm": -60}


def performed(noise, hand, people):
    """Tracks of people who do a movement, raise a hand, hold it for HOLD_S and go on, and when it was up."""
    for number, (yaw, body, movement, side) in enumerate(
        itertools.product(GESTURE_HEADINGS, ("tall", "short", "broad", "slim"), BEFORE, ("left", "right"))
    ):
        if people == 2 and number % 3:
            continue  # every third: bodies, headings and movements are all met
        tracks, up_s = [], 0.0
        for who in range(people):
            channels, up_s = _channels(
                MOVEMENTS[movement], hand if who == number % people else None, side, number
            )
            pose = posed(channels, BODIES[body][0])
            if people == 2:
                aside = np.array([(2 * who - 1) * SIDE_M, 0.0, 0.0])
                pose = dataclasses.replace(pose, places=pose.places + aside)
            times = np.arange(len(channels)) / FPS
            track = seen_by(pose, VirtualCamera(yaw_deg=yaw, distance_m=DISTANCE_M), times, *SIZE)
            tracks.append(noise.on(track, "overhead_press", yaw, begin=7 * number + who))
        yield tuple(tracks), up_s


def _channels(movement, hand, side, seed):
    """(T, COUNT) of a repetition, the hand, and another repetition; and when the hand is up."""
    each = round(movement.beats * 60 / 100 * FPS)
    once = movement.at(np.linspace(0, 1, each), np.ones(each))
    standing = posture()
    raised = standing if hand is None else posture({f"{side}_{name}": value for name, value in hand.items()})
    parts = [
        once,
        _between(once[-1], standing, 0.6),
        _between(standing, raised, RISE_S),
        np.repeat(raised[None], round(HOLD_S * FPS), axis=0),
        _between(raised, standing, FALL_S),
        _between(standing, once[0], 0.6),
        once,
    ]
    rows = np.concatenate(parts)
    random = np.random.default_rng([seed, 5])
    sway = np.cumsum(random.normal(0, 0.35, rows.shape), axis=0) * 0.3
    moving = [place for place in range(COUNT) if rows[:, place].std() > 1.0]
    rows[:, moving] += (sway - sway.mean(axis=0))[:, moving]
    return rows, sum(len(part) for part in parts[:3]) / FPS


def _between(one, other, seconds):
    share = ease(np.linspace(0, 1, round(seconds * FPS)))[:, None]
    return one * (1 - share) + other * share
