"""Wrong form: changes single angles of a pose by some degrees and leaves the rest of the body as it is.

Decides the direction of an error and which bones move with the joint. Where a wrong leg lifts both feet, the
body is set down again on its lowest sole.
"""

from collections.abc import Callable
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from models.mannequin.body import Body, Bone
from models.mannequin.channels import ERRORS, INDEX
from models.mannequin.kinematics import Skeleton, solve
from models.mannequin.rotation import Array, about_axis, turn, unit
from models.mannequin.truth import angles_of
from scoring.body.joints import ANGLE_COUNT, Angle, Landmark

# the range of motion of every joint, degrees
ANGLE_MIN_DEG: Final = 12.0
ANGLE_MAX_DEG: Final = 176.0
# the weight of a second axis that keeps a rotation axis defined where two bones are in line
SHOULDER_LEAN: Final = 0.2
HIP_LEAN: Final = 0.35

_ARMS: Final = {
    side: tuple(Bone[f"{side}_{name}"] for name in ("UPPER_ARM", "FOREARM", "HAND", "FINGERS"))
    for side in ("LEFT", "RIGHT")
}
_LEGS: Final = {
    side: tuple(Bone[f"{side}_{name}"] for name in ("THIGH", "SHANK", "FOOT", "TOES"))
    for side in ("LEFT", "RIGHT")
}
_UPPER_BODY: Final = (
    Bone.WAIST,
    Bone.CHEST,
    Bone.NECK,
    Bone.HEAD,
    *_ARMS["LEFT"],
    *_ARMS["RIGHT"],
)
_SIGNS: Final = {"LEFT": 1.0, "RIGHT": -1.0}


def directed(errors: Array, clean: NDArray[np.floating[Any]]) -> Array:
    """Errors (10,) in degrees, each with the sign that keeps the correct angles (T, 10) within their range.

    An error is added to the angle, or subtracted where adding would leave the range of motion further.
    """
    result = errors.copy()
    for angle in range(ANGLE_COUNT):
        error = errors[angle]
        low, high = clean[:, angle].min(), clean[:, angle].max()
        over = max(0.0, high + error - ANGLE_MAX_DEG, ANGLE_MIN_DEG - (low + error))
        over_back = max(0.0, high - error - ANGLE_MAX_DEG, ANGLE_MIN_DEG - (low - error))
        if over > over_back:
            result[angle] = -error
    return result


def posed(channels: Array, body: Body) -> Skeleton:
    """The skeleton of channels (T, COUNT) of `body`, with their errors."""
    return spoil(solve(channels, body), channels[:, [INDEX[name] for name in ERRORS]])


def spoil(pose: Skeleton, errors: Array) -> Skeleton:
    """The pose with errors (T, 10) in degrees added to its angles, within the range of motion."""
    if not errors.any():
        return pose
    result = Skeleton(pose.body, pose.turns.copy(), pose.places.copy())
    hips = errors[:, [Angle.LEFT_HIP, Angle.RIGHT_HIP]]
    # both hips wrong in the same direction: the trunk leans, the legs stay
    shared = np.where(np.prod(np.sign(hips), axis=1) > 0, np.sign(hips[:, 0]) * np.abs(hips).min(axis=1), 0.0)
    _rotate(result, _UPPER_BODY, Bone.PELVIS, result.turns[:, Bone.PELVIS, :, 0], -shared)
    _rotate_measured(result, errors[:, Angle.NECK], Angle.NECK, _nod)
    for side in ("LEFT", "RIGHT"):
        _spoil_arm(result, side, errors)
        _spoil_leg(result, side, errors[:, Angle[f"{side}_HIP"]] - shared, errors[:, Angle[f"{side}_KNEE"]])
    _rotate_measured(result, errors[:, Angle.CROTCH], Angle.CROTCH, _straddle)
    result.places[:, :, 1] += (_sole(pose) - _sole(result))[:, None]
    return result


def _rotate(pose: Skeleton, parts: tuple[Bone, ...], pivot: Bone, axis: Array, degrees: Array) -> None:
    """Rotate `parts` about the origin of `pivot`, in place; axis (T, 3), degrees (T,)."""
    if not degrees.any():
        return
    matrix = about_axis(axis, degrees)
    centre = pose.places[:, pivot].copy()
    for part in parts:
        pose.turns[:, part] = matrix @ pose.turns[:, part]
        pose.places[:, part] = centre + turn(matrix, pose.places[:, part] - centre)


def _room(error: Array, angle: NDArray[np.floating[Any]]) -> Array:
    """The error, clipped to the range of motion; an angle outside it already is not moved back."""
    low, high = np.minimum(ANGLE_MIN_DEG - angle, 0), np.maximum(ANGLE_MAX_DEG - angle, 0)
    return np.clip(error, low, high)


def _spoil_arm(pose: Skeleton, side: str, errors: Array) -> None:
    upper, fore, hand, fingers = _ARMS[side]
    shoulder, elbow = errors[:, Angle[f"{side}_SHOULDER"]], errors[:, Angle[f"{side}_ELBOW"]]
    if shoulder.any():
        angle = angles_of(pose.landmarks)[:, Angle[f"{side}_SHOULDER"]]
        down = unit(pose.places[:, Bone[f"{side}_THIGH"]] - pose.places[:, upper])
        along = unit(pose.places[:, fore] - pose.places[:, upper])
        aside = pose.turns[:, Bone.CHEST, :, 2] * _SIGNS[side] * SHOULDER_LEAN
        _rotate(pose, _ARMS[side], upper, unit(np.cross(down, along) + aside), _room(shoulder, angle))
    if elbow.any():
        angle = angles_of(pose.landmarks)[:, Angle[f"{side}_ELBOW"]]
        _rotate(pose, (fore, hand, fingers), fore, pose.turns[:, upper, :, 0], _room(elbow, angle))


def _spoil_leg(pose: Skeleton, side: str, hip: Array, knee: Array) -> None:
    thigh, shank, foot, toes = _LEGS[side]
    if hip.any():
        angle = angles_of(pose.landmarks)[:, Angle[f"{side}_HIP"]]
        up = unit(pose.places[:, Bone[f"{side}_UPPER_ARM"]] - pose.places[:, thigh])
        along = unit(pose.places[:, shank] - pose.places[:, thigh])
        across = pose.turns[:, Bone.PELVIS, :, 0] * HIP_LEAN
        _rotate_leg(pose, side, _LEGS[side], unit(np.cross(up, along) + across), _room(hip, angle))
    if knee.any():
        angle = angles_of(pose.landmarks)[:, Angle[f"{side}_KNEE"]]
        _rotate_leg(pose, side, (shank, foot, toes), pose.turns[:, thigh, :, 0], -_room(knee, angle))


def _rotate_leg(pose: Skeleton, side: str, parts: tuple[Bone, ...], axis: Array, degrees: Array) -> None:
    """Rotate a leg about the first of `parts`; the foot keeps its orientation."""
    _, _, foot, toes = _LEGS[side]
    feet = pose.turns[:, [foot, toes]].copy()
    ball = pose.places[:, toes] - pose.places[:, foot]
    _rotate(pose, parts, parts[0], axis, degrees)
    pose.turns[:, [foot, toes]] = feet
    pose.places[:, toes] = pose.places[:, foot] + ball


def _rotate_measured(
    pose: Skeleton, error: Array, angle: Angle, move: Callable[[Skeleton, Array], None]
) -> None:
    """Apply `move` so that the measured angle changes by `error`: the neck and the crotch are not hinges."""
    if not error.any():
        return
    clean = angles_of(pose.landmarks)[:, angle]
    wanted = _room(error, clean)
    by = wanted.copy()
    for _ in range(4):
        trial = Skeleton(pose.body, pose.turns.copy(), pose.places.copy())
        move(trial, by)
        by += 0.8 * (wanted - (angles_of(trial.landmarks)[:, angle] - clean))
    move(pose, by)


def _nod(pose: Skeleton, degrees: Array) -> None:
    _rotate(
        pose,
        (Bone.NECK, Bone.HEAD),
        Bone.NECK,
        pose.turns[:, Bone.CHEST, :, 0],
        -degrees,
    )


def _straddle(pose: Skeleton, degrees: Array) -> None:
    middle = pose.places[:, Bone.PELVIS]
    left, right = (pose.places[:, Bone[f"{side}_SHANK"]] - middle for side in _SIGNS)
    # in the plane of both knees, where the whole rotation goes into the angle
    axis = unit(np.cross(right, left))
    for side, sign in _SIGNS.items():
        _rotate_leg(pose, side, _LEGS[side], axis, sign * degrees / 2)


def _sole(pose: Skeleton) -> Array:
    """The height (T,) in m of the lowest heel or toe."""
    feet = [Landmark.LEFT_HEEL, Landmark.RIGHT_HEEL, Landmark.LEFT_FOOT_INDEX, Landmark.RIGHT_FOOT_INDEX]
    return pose.landmarks[:, feet, 1].min(axis=1)
