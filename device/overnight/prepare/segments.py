"""Divides a lesson into exercise, rest, talk and title card, by how the tutor moves.

Each moment gives evidence for exercise: legs or trunk move, arms move far, or repeat what they do, or a
posture is held that nobody rests in. The cheapest sequence of kinds explains it, where every change of kind
costs as much as some seconds of clear evidence; so a pause between two repetitions stays exercise, and a step
aside stays rest. Where somebody speaks, legs and arms must move more; where music plays, arms less. It
recognises no exercises. People can correct the segments on the phone.
"""

from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from device.media.listening import Listened
from device.overnight.prepare.facts import FoundSegment
from device.overnight.prepare.movement import RATE_HZ, Array, MotionSeries
from device.overnight.prepare.speech import heard
from device.store.tables import SegmentKind
from scoring.sequence import cheapest

# Spreads in torso lengths, see `movement`, at which the evidence is even. Legs or trunk of real people who
# exercise with them lie between 0.4 and 1.5; people who stand and speak shift their weight by up to 0.25.
LEGS_MOVE: Final = 0.36
TRUNK_MOVES: Final = 0.33
# Arms alone: gestures in front of the body reach 0.6 to 0.8, a dance or a jumping jack 0.8 to 1.7. What
# repeats, as a curl, or reaches above the shoulders, as a press, counts from 0.3 and 0.4.
ARMS_MOVE: Final = 0.80
ARMS_REPEAT: Final = 0.30
ARMS_REACH: Final = 0.40
ARMS_TALK: Final = 0.10
# Times these limits where somebody speaks, and the one for arms where there is sound but no speech. Speech
# over an exercise is common, so that it never makes talk of what repeats or moves far.
LEGS_SPEECH: Final = 1.15
ARMS_SPEECH: Final = 1.4
ARMS_MUSIC: Final = 0.6
# The power by which legs, trunk and arms add up: what moves most decides, but a dance moves all of them.
TOGETHER: Final = 3
# Correlation with the posture one repetition later: gestures stay below 0.5, curls lie above 0.8.
REPEATS: Final = 0.6
# Held postures: trunk or knees at least this far from upright and straight, degrees, or the higher wrist
# this far above the shoulders, torso lengths. With bent knees only while the arms move less than gestures do:
# people who sit also speak.
HELD_LEAN_DEG: Final = 50.0
HELD_BENT_DEG: Final = 55.0
HELD_RAISED: Final = 0.15
HELD_ARMS: Final = 0.25
# Evidence of a held posture, where that of movement is from -1 to 1: rest on a chair looks like one.
HELD: Final = 0.4
# Added to all evidence: to skip an exercise is worse than to judge talk.
LEANING: Final = 0.1
# Evidence times seconds that a change of kind must be worth.
CHANGE_S: Final = 2.0
# Evidence for a title card where nobody is seen: it must last 1.5 s, less is a tutor whom the network missed.
NOBODY: Final = 2.7
# Between rest and talk: weaker than between exercise and the two, so that it never decides about these.
SPEAKING: Final = 0.3
# Seconds over which gestures are averaged: a speaker's hands rest in between.
GESTURING_S: Final = 4.0
# Seconds to each side within which arms that reach up, or posture that repeats, counts: half of `movement`'s
# window.
NEAR_S: Final = 1.0
# Seconds by which exercise begins before it is seen to move: the way into its first posture.
ENTERING_S: Final = 0.5
KINDS: Final = (SegmentKind.TITLE, SegmentKind.REST, SegmentKind.TALK, SegmentKind.EXERCISE)


def segments_of(
    movement: MotionSeries, duration_s: float, sound: Listened | None = None
) -> list[FoundSegment]:
    """The segments, without gaps from 0 to duration_s; at least one. sound: of the film, None without."""
    count = len(movement.times)
    sounds = np.zeros(count) if sound is None else heard(sound, RATE_HZ, count)
    labels = cheapest(_evidence(movement, sounds), CHANGE_S * RATE_HZ)
    edges = np.flatnonzero(np.diff(labels)) + 1
    bounds = [0, *edges.tolist(), len(labels)]
    return [
        FoundSegment(
            KINDS[labels[begin]], begin / RATE_HZ, duration_s if end == len(labels) else end / RATE_HZ
        )
        for begin, end in pairwise(bounds)
        if end > begin
    ]


def _evidence(movement: MotionSeries, sounds: Array) -> Array:
    """(N, 4) how much each moment speaks for each of KINDS. sounds: see `heard`."""
    exercise = _exercise(movement, sounds)
    gestures = _averaged(movement.arms, exercise < 0)
    talk = np.clip(np.log2(np.maximum(gestures, 1e-3) / ARMS_TALK), -1, 1)
    talk = np.where(sounds > 0, 1.0, talk) * SPEAKING
    nobody = np.where(movement.seen, -NOBODY, NOBODY)
    return np.stack([nobody, -exercise - talk, -exercise + talk, exercise], axis=1)


def _exercise(movement: MotionSeries, sounds: Array) -> Array:
    """(N,) how much each moment speaks for exercise, -1 to 1."""
    raised = np.nan_to_num(movement.raised, nan=-1.0)
    speech, repeats = sounds > 0, _most(movement.repeats) > REPEATS
    legs_at = np.where(speech & ~repeats, LEGS_MOVE * LEGS_SPEECH, LEGS_MOVE)
    arms_at = ARMS_MOVE * np.where(speech, ARMS_SPEECH, np.where(sounds < 0, ARMS_MUSIC, 1.0))
    arms_at = np.where(_most(raised) > 0, np.minimum(arms_at, ARMS_REACH), arms_at)
    arms_at = np.where(repeats, ARMS_REPEAT, arms_at)
    measures = (movement.legs / legs_at, movement.trunk / TRUNK_MOVES, movement.arms / arms_at)
    moves = sum(np.nan_to_num(one) ** TOGETHER for one in measures) ** (1 / TOGETHER)
    sits = _averaged(movement.arms, movement.seen) < HELD_ARMS
    with np.errstate(invalid="ignore"):
        held = (
            (movement.lean_deg > HELD_LEAN_DEG)
            | (raised > HELD_RAISED)
            | ((movement.bent_deg > HELD_BENT_DEG) & sits)
        )
    evidence = np.clip(np.log2(np.maximum(moves, 1e-3)), -1, 1)
    evidence = np.where(held, np.maximum(evidence, HELD), evidence)
    ahead = np.append(evidence, np.full(round(ENTERING_S * RATE_HZ), -1.0))[round(ENTERING_S * RATE_HZ) :]
    evidence = np.maximum(evidence, ahead)
    # a body that is not seen says nothing about exercise
    return np.where(movement.seen, np.clip(evidence + LEANING, -1, 1), 0.0)


def _most(values: Array) -> Array:
    """The most of each moment and those within NEAR_S."""
    half = round(NEAR_S * RATE_HZ)
    padded = np.pad(values, half, constant_values=-1.0)
    most: Array = np.lib.stride_tricks.sliding_window_view(padded, 2 * half + 1).max(axis=1)
    return most


def _averaged(values: Array, chosen: NDArray[np.bool_]) -> Array:
    """The mean of the chosen, known values in the GESTURING_S around each moment; 0 where there are none."""
    around = np.ones(2 * round(GESTURING_S * RATE_HZ / 2) + 1)
    known = chosen & np.isfinite(values)
    half = len(around) // 2
    sums, counts = (
        np.convolve(row, around)[half : half + len(values)]
        for row in (np.where(known, values, 0.0), known.astype(np.float64))
    )
    mean: Array = sums / np.maximum(counts, 1)
    return mean
