"""Judgements made of numbers, for tests that need no body."""

import math

import numpy as np

from scoring.body.joints import BONE_COUNT
from scoring.guidance.corrections import Correction
from scoring.guidance.cues import single
from scoring.guidance.judgement import BONES_OF_PARTS, Judgement, Level, PartJudgement

# down everywhere, and up everywhere
LOW = np.tile(np.array([[0.0], [1.0], [0.0]], np.float32), 16)
HIGH = -LOW


def correction(cue, degrees, **more):
    return Correction(cue=cue, off=math.radians(degrees), seen=math.radians(degrees), **more)


def judgement(time_s, found=(), posture=LOW, *, unseen=(), level=None):
    """A judgement with these corrections; parts that none concerns are right, `unseen` ones unknown.

    level: of every part; without it, BAD from 18 degrees and FAIR from 10 on.
    """
    parts = []
    for part in BONES_OF_PARTS:
        one = next((one for one in found if part in single(one.cue.part)), None)
        off = math.nan if part in unseen else 0.0 if one is None else one.off
        degrees = math.degrees(off)
        seems = Level.BAD if degrees >= 18 else Level.FAIR if degrees >= 10 else Level.GOOD
        seems = Level.UNKNOWN if part in unseen else level or seems
        parts.append(PartJudgement(part=part, off=off, level=seems, correction=one))
    return Judgement(
        time_s=time_s,
        moment_s=time_s,
        parts=tuple(parts),
        corrections=tuple(sorted(found, key=lambda one: -one.off)),
        levels=(Level.GOOD,) * BONE_COUNT,
        user=posture,
        wanted=posture,
        tutor=posture,
    )
