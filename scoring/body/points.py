"""Turns the errors of a stretch into 0 to 100 points, by one curve for the whole body and for each part.

An error is measured in units of what another careful person shows of the same movement. What moves most in
the tutor counts most. A bias counts against the body's usual bias in the same stretch: where a camera, a
build or the network puts everything off by ten degrees, ten degrees of one arm mean nothing; where all else
agrees to two, they do.

The constants stand where `make calibrate` measures people that tune (docs/MEASURED.md, "Calibration");
powers, weights and caps were chosen by how well pairs of real people and of mannequins are told apart.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from scoring.body.joints import ANGLE_COUNT, ANGLE_JOINTS, BONE_COUNT, BONES, JOINT_COUNT, Joint
from scoring.body.part_errors import PartErrors
from scoring.calibration import Curve
from scoring.dtw import FAST_MATH
from scoring.limb import Limb

# A careful person's stray, radians: of a part that the tutor holds still, and for each radian that it moves.
STRAY_STILL: Final = 0.12
STRAY_MOVING: Final = 0.5
# A careful person's bias, radians, for each radian of the body's usual bias, and its limits.
BIAS_USUAL: Final = 2.5
BIAS_LEAST: Final = 0.15
BIAS_MOST: Final = 0.45
# A larger bias than this, in units of the expected one, says no more: something else is held there.
BIAS_CAP: Final = 3.0
# A part's weight is its movement as a share of the largest one in the stretch (which counts as at least
# MOVE_LEAST and at most MOVE_MOST, radians), to the power of MOVE_POWER.
MOVE_LEAST: Final = 0.08
MOVE_MOST: Final = 0.9
MOVE_POWER: Final = 1.6
WEIGHT_LEAST: Final = 0.02
# A part that the user moves more than the tutor weighs as if the tutor moved it by this share of the user's
# stray: somebody who squats in a lesson of curls does something else. Arms swing as people like.
OWN_MOVE: Final = 0.5
OWN_MOVE_ARMS: Final = 0.25
# The weight of the bias of a part that does not move: trunk, legs and head place the body; arms are held as
# people like, unless nothing moves (below STILL_MOVE radians), as in a plank.
PLACES: Final = 0.5
HELD: Final = 0.0
STILL_MOVE: Final = 0.12
# The powers of the means over parts: with 1 nine good parts hide a bad one, infinity gives the maximum.
STRAY_POWER: Final = 2.0
BIAS_POWER: Final = 4.5
# What the square of the mean bias counts, where that of the mean stray counts 1.
BIAS_SHARE: Final = 1.0
# Below this share of all weights in view there is no score. A lying person hides nearly half of it.
WEIGHT_SEEN_MIN: Final = 0.45
# The points of an error, in units of a careful person's.
CURVE: Final = Curve(1.75, 7.0)
_HALF: Final = CURVE.half
_POWER: Final = CURVE.power

Array = NDArray[np.float64]
_ARMS: Final = frozenset({Joint.LEFT_ELBOW, Joint.RIGHT_ELBOW, Joint.LEFT_WRIST, Joint.RIGHT_WRIST})
_LEGS: Final = frozenset({Joint.LEFT_KNEE, Joint.RIGHT_KNEE, Joint.LEFT_ANKLE, Joint.RIGHT_ANKLE})
_PARTS: Final = (*BONES, *ANGLE_JOINTS)


def limb_of(part: int) -> Limb | None:
    """The limb of a part, 0 to 23 (14 bones, then 10 angles); None: the trunk."""
    joints = set(_PARTS[part])
    if joints & _ARMS:
        return Limb.ARMS
    if joints & _LEGS:
        return Limb.LEGS
    return Limb.HEAD if Joint.NOSE in joints else None


LIMBS: Final = tuple(limb_of(part) for part in range(len(_PARTS)))
_IN_ARMS: Final = np.array([limb is Limb.ARMS for limb in LIMBS])
_OWN_MOVES: Final = np.where(_IN_ARMS, OWN_MOVE_ARMS, OWN_MOVE)


# How well each part tells one movement from another, where a limb has 1: how much farther from the tutor it
# is in another movement than in the same one. Lines across the body lie in depth from the side, and shake.
RELIABLE: Final = np.array(
    [1, 1, 1, 1, 0.6, 0.6, 1, 1, 1, 1, 0.15, 0.15, 0.5, 0.6, 0.8, 0.8, 1, 1, 1, 1, 1.2, 1.2, 0.3, 1]
)
RELIABLE.setflags(write=False)


def _parts_of_joints() -> Array:
    """(15, 24): 1 where an error counts for a joint: the angle at the joint and the bones that end there."""
    table = np.zeros((JOINT_COUNT, BONE_COUNT + ANGLE_COUNT))
    for number, (start, end) in enumerate(BONES):
        # a bone places its far end; the lines across the body and along the trunk place both of theirs
        table[end, number] = 1
        if "CENTRE" in Joint(start).name + Joint(end).name or Joint(start).name[4:] == Joint(end).name[5:]:
            table[start, number] = 1
    for number, (_, vertex, _) in enumerate(ANGLE_JOINTS):
        table[vertex, BONE_COUNT + number] = 1
    return table


PARTS_OF_JOINTS: Final = _parts_of_joints()
PARTS_OF_JOINTS.setflags(write=False)


@dataclass(frozen=True, slots=True)
class Points:
    """0 to 100, NaN where too little was seen: the whole body, its joints (15,) and its angles (10,)."""

    total: float
    joints: Array
    angles: Array


NOTHING_SEEN: Final = Points(np.nan, np.full(JOINT_COUNT, np.nan), np.full(ANGLE_COUNT, np.nan))


def points_of(errors: PartErrors, ignored: AbstractSet[Limb] = frozenset()) -> Points:
    """The points of a stretch. ignored: limbs that count nothing and get none.

    A joint gets the points of the root mean square of its parts' errors (PARTS_OF_JOINTS). Raises ValueError
    on errors of another number of parts.
    """
    if not len(errors.bias) == len(errors.stray) == len(errors.amplitude) == len(_PARTS):
        raise ValueError(f"a body has {len(_PARTS)} parts, not {len(errors.bias)}")
    counts = _counts(frozenset(ignored))
    strays, biases, shares, own, seen = _units_kernel(
        errors.bias, errors.stray, errors.amplitude, counts, _OWN_MOVES
    )
    total = np.nan
    if seen >= WEIGHT_SEEN_MIN:
        total = _total_kernel(strays, biases, shares, own, errors.amplitude, _IN_ARMS, RELIABLE)
    joints, angles = _parts_kernel(strays**2 + biases**2, PARTS_OF_JOINTS)
    return Points(float(total), joints, angles)


@cache
def _counts(ignored: frozenset[Limb]) -> NDArray[np.bool_]:
    """(24,) whether each part counts."""
    return np.array([limb not in ignored for limb in LIMBS])


@njit(cache=True, fastmath=FAST_MATH, nogil=True)
def _units_kernel(bias, stray, amplitude, counts, own_moves):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - numba infers them
    """Stray and bias (24,) in units of a careful person's, NaN where not judged; the tutor's movement of each
    part as a share of the largest one that is judged, without and with the user's own; and which share of all
    movement is judged.
    """
    judged = np.isfinite(stray) & np.isfinite(amplitude) & counts
    strays, biases = np.full(len(bias), np.nan), np.full(len(bias), np.nan)
    shares, own = np.zeros(len(bias)), np.zeros(len(bias))
    if not judged.any():
        return strays, biases, shares, own, 0.0
    expected = min(max(BIAS_USUAL * np.median(bias[judged]), BIAS_LEAST), BIAS_MOST)
    most = min(max(amplitude[judged].max(), MOVE_LEAST), MOVE_MOST)
    shown, asked = 0.0, 0.0
    every = most
    for k in range(len(bias)):
        if counts[k] and amplitude[k] > every:
            every = min(amplitude[k], MOVE_MOST)
    for k in range(len(bias)):
        if not counts[k] or np.isnan(amplitude[k]):
            continue
        weight = max(min(amplitude[k] / every, 1.0), WEIGHT_LEAST)
        asked += weight
        if judged[k]:
            shown += weight
            shares[k] = max(min(amplitude[k] / most, 1.0), WEIGHT_LEAST)
            own[k] = max(min(own_moves[k] * stray[k] / most, 1.0), shares[k])
            strays[k] = stray[k] / np.sqrt(STRAY_STILL**2 + (STRAY_MOVING * amplitude[k]) ** 2)
            biases[k] = min(bias[k] / expected, BIAS_CAP)
    return strays, biases, shares, own, shown / asked


@njit(cache=True, fastmath=FAST_MATH, nogil=True)
def _total_kernel(strays, biases, shares, own, amplitude, in_arms, reliable):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - numba infers them
    still = True
    for k in range(len(strays)):
        still = still and not (amplitude[k] > STILL_MOVE and not np.isnan(strays[k]))
    moved, move_weight, own_moved, own_weight, placed, place_weight = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
    for k in range(len(strays)):
        if np.isnan(strays[k]):
            continue
        weight, own_share = reliable[k] * shares[k] ** MOVE_POWER, reliable[k] * own[k] ** MOVE_POWER
        moved += weight * strays[k] ** STRAY_POWER
        move_weight += weight
        own_moved += own_share * strays[k] ** STRAY_POWER
        own_weight += own_share
        placing = max(shares[k] ** MOVE_POWER, HELD if in_arms[k] and not still else PLACES)
        placed += placing * biases[k] ** BIAS_POWER
        place_weight += placing
    # the user's own movement never excuses another part
    stray = max(moved / move_weight, own_moved / own_weight) ** (1 / STRAY_POWER)
    bias = (placed / place_weight) ** (1 / BIAS_POWER)
    return _worth_kernel(np.sqrt(stray**2 + BIAS_SHARE * bias**2))


@njit(cache=True, fastmath=FAST_MATH, nogil=True)
def _parts_kernel(squares, table):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - numba infers them
    joints, angles = np.full(len(table), np.nan), np.full(len(squares) - BONE_COUNT, np.nan)
    for joint in range(len(table)):
        share, square = 0.0, 0.0
        for k in range(len(squares)):
            if table[joint, k] > 0 and not np.isnan(squares[k]):
                share += table[joint, k]
                square += table[joint, k] * squares[k]
        if share > 0:
            joints[joint] = _worth_kernel(np.sqrt(square / share))
    for angle in range(len(angles)):
        if not np.isnan(squares[BONE_COUNT + angle]):
            angles[angle] = _worth_kernel(np.sqrt(squares[BONE_COUNT + angle]))
    return joints, angles


@njit(cache=True, fastmath=FAST_MATH, nogil=True)
def _worth_kernel(error):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - numba infers them
    """`calibration.worth` of CURVE."""
    return 100 / (1 + (error / _HALF) ** _POWER)
