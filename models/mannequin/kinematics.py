"""From the channels of a posture to every bone: forward kinematics for trunk, head, free arms and free legs,
inverse kinematics for standing legs and planted arms.

The ankles, and the wrists of planted arms, are given by channels, so nothing that stands on the floor slides.
Who lies or kneels is set down on the lowest part of the body (`contact`). `form` adds errors to the result.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from models.mannequin.body import BALL, KNUCKLES, PELVIS_SHARE, Body, Bone, landmark_places
from models.mannequin.channels import INDEX
from models.mannequin.contact import above_floor
from models.mannequin.rotation import Array, about_x, about_y, about_z, turn, unit

# the share of its length to which a limb extends: fully straight, the direction of the knee is undefined
REACH_MAX: Final = 0.9995
# the shoulder joint rises with the arm beyond this elevation (scapulohumeral rhythm), by up to this share of
# the height
SHRUG_FROM_DEG: Final = 50.0
SHRUG: Final = 0.026
# how far the shoulder joints are shrugged, as a share of the height
SHRUG_UP: Final = 0.035
# from the shoulder line up to the head's origin between the ears, and forward, as shares of the height
NECK_UP: Final = 0.098
NECK_FORWARD: Final = 0.012
# the rotation of fully closed fingers
FIST_DEG: Final = 118.0

SIDES: Final = (("left", 1.0), ("right", -1.0))
_LEG: Final = ("THIGH", "SHANK", "FOOT", "TOES")
_ABOVE_LEGS: Final = tuple(bone for bone in Bone if bone.name.rpartition("_")[2] not in _LEG)


@dataclass(frozen=True, slots=True)
class Skeleton:
    """T postures of one body. turns (T, 21, 3, 3): the axes of each Bone; places (T, 21, 3) m: its origin.

    y is up and 0 on the floor; a bone's origin is the joint that connects it to its parent.
    """

    body: Body
    turns: Array
    places: Array

    @property
    def landmarks(self) -> Array:
        """The 33 landmarks (T, 33, 3) in m, in the same axes."""
        parts, offsets = landmark_places(self.body)
        return self.places[:, parts] + turn(self.turns[:, parts], offsets[None])

    def moved(self, heading_deg: Array, spot: Array) -> "Skeleton":
        """Turned about the upright axis and then moved; heading_deg: () or (T,), spot: (3,) or (T, 3) m."""
        heading = about_y(heading_deg)[..., None, :, :]
        places = turn(heading, self.places) + spot[..., None, :]
        return Skeleton(self.body, heading @ self.turns, places)


def solve(channels: Array, body: Body) -> Skeleton:
    """The skeleton of channels (T, COUNT), without their errors."""

    def value(name: str) -> Array:
        return channels[:, INDEX[name]]

    count = len(channels)
    turns = np.empty((count, len(Bone), 3, 3))
    places = np.empty((count, len(Bone), 3))
    leg = body.leg_m
    hips = np.stack([value("hip_x") * leg, body.ankle_m + value("hip_y") * leg, value("hip_z") * leg], axis=1)
    pelvis = about_y(value("yaw")) @ about_x(value("pitch")) @ about_z(-value("roll"))
    half = about_y(value("twist") / 2) @ about_x(value("bend") / 2) @ about_z(-value("lean") / 2)
    waist = pelvis @ half
    chest = waist @ half
    turns[:, Bone.PELVIS], turns[:, Bone.WAIST], turns[:, Bone.CHEST] = (
        pelvis,
        waist,
        chest,
    )
    places[:, Bone.PELVIS] = hips
    low = np.array([0.0, body.trunk_m * PELVIS_SHARE, 0.0])
    places[:, Bone.WAIST] = places[:, Bone.CHEST] = hips + turn(pelvis, low)
    shoulder_line = places[:, Bone.CHEST] + turn(
        chest, np.array([0.0, body.trunk_m * (1 - PELVIS_SHARE), 0.0])
    )
    turns[:, Bone.NECK] = (
        chest @ about_y(value("look") / 2) @ about_x(value("nod") / 2) @ about_z(-value("tilt") / 2)
    )
    turns[:, Bone.HEAD] = chest @ about_y(value("look")) @ about_x(value("nod")) @ about_z(-value("tilt"))
    places[:, Bone.NECK] = shoulder_line
    size = body.height_m * body.head
    places[:, Bone.HEAD] = shoulder_line + turn(
        turns[:, Bone.NECK], np.array([0.0, NECK_UP, NECK_FORWARD]) * size
    )
    for side, sign in SIDES:
        _arm(channels, body, turns, places, shoulder_line, side, sign)
    hang, settle = value("hang"), value("settle")
    if hang.any():
        places[:, list(_ABOVE_LEGS)] += (hang[:, None] * _to_bar(channels, body, places))[:, None]
    for side, sign in SIDES:
        _leg(channels, body, turns, places, side, sign)
    pose = Skeleton(body, turns, places)
    if settle.any():
        places[:, :, 1] -= (settle * above_floor(pose.landmarks, body))[:, None]
    return pose


def _to_bar(channels: Array, body: Body, places: Array) -> Array:
    """How far (T, 3) in m a body must move to bring its wrists to the height and depth of hand_y, hand_z."""
    by = np.zeros((len(channels), 3))
    for side, _ in SIDES:
        wrist = places[:, Bone[f"{side.upper()}_HAND"]]
        for axis, name in ((1, f"{side}_hand_y"), (2, f"{side}_hand_z")):
            by[:, axis] += (channels[:, INDEX[name]] * body.leg_m - wrist[:, axis]) / len(SIDES)
    return by


def _arm(
    channels: Array, body: Body, turns: Array, places: Array, shoulder_line: Array, side: str, sign: float
) -> None:
    def value(name: str) -> Array:
        return channels[:, INDEX[f"{side}_{name}"]]

    upper_part = Bone[f"{side.upper()}_UPPER_ARM"]
    chest = turns[:, Bone.CHEST]
    shrug = np.clip((value("raise") - SHRUG_FROM_DEG) / (180 - SHRUG_FROM_DEG), 0, 1) * body.height_m * SHRUG
    shrug += value("shrug") * body.height_m * SHRUG_UP
    offset = np.zeros((len(channels), 3))
    offset[:, 0] = sign * (body.shoulder_half_m - 0.35 * shrug)
    offset[:, 1] = shrug
    shoulder = shoulder_line + turn(chest, offset)
    aside = about_y(sign * value("out"))
    upper = chest @ aside @ about_x(-value("raise")) @ about_y(sign * (value("roll_arm") - value("out")))
    bend = value("elbow")
    plant = channels[:, INDEX["plant"]]
    if plant.any():
        drop = np.array([0.0, -1.0, 0.0])
        free = turn(upper, drop * body.upper_arm_m) + turn(upper @ about_x(-bend), drop * body.forearm_m)
        wrist = np.stack(
            [
                sign * (body.shoulder_half_m + value("hand_x") * body.leg_m),
                value("hand_y") * body.leg_m,
                value("hand_z") * body.leg_m,
            ],
            axis=1,
        )
        share = plant[:, None]
        reach = (1 - share) * free + share * (wrist - shoulder)
        elbow_way = turn(
            chest, np.stack([sign * value("elbow_x"), value("elbow_y"), value("elbow_z")], axis=1)
        )
        way = (1 - share) * -upper[:, :, 2] + share * elbow_way
        upper, bend = _reach(reach, -way, body.upper_arm_m, body.forearm_m, -1.0)
    fore = upper @ about_x(-bend)
    hand = fore @ about_y(sign * value("palm")) @ about_z(-sign * value("wrist"))
    if plant.any():
        flat = np.array([[0.0, 0.0, -sign], [sign, 0.0, 0.0], [0.0, -1.0, 0.0]])
        hand = _between(hand, flat, plant * (1 - channels[:, INDEX["grip"]]))
    drop = np.array([0.0, -1.0, 0.0])
    for place, part_turn in enumerate((upper, fore, hand)):
        turns[:, upper_part + place] = part_turn
    places[:, upper_part] = shoulder
    places[:, upper_part + 1] = shoulder + turn(upper, drop * body.upper_arm_m)
    places[:, upper_part + 2] = places[:, upper_part + 1] + turn(fore, drop * body.forearm_m)
    fingers = Bone[f"{side.upper()}_FINGERS"]
    knuckles = np.array(KNUCKLES) * body.height_m
    turns[:, fingers] = hand @ about_z(-sign * FIST_DEG * value("fist"))
    places[:, fingers] = places[:, upper_part + 2] + turn(hand, knuckles * np.array([sign, 1.0, 1.0]))


def _between(first: Array, second: Array, share: Array) -> Array:
    """Axes (T, 3, 3) between `first` and `second`; share (T,): 0 is first, 1 second."""
    part: Array = share[:, None, None]
    mixed = first * (1 - part) + second * part
    axis_y = unit(mixed[:, :, 1])
    axis_x: Array = mixed[:, :, 0]
    axis_z = unit(np.cross(axis_x, axis_y))
    return np.stack([np.cross(axis_y, axis_z), axis_y, axis_z], axis=2)


def _leg(channels: Array, body: Body, turns: Array, places: Array, side: str, sign: float) -> None:
    def value(name: str) -> Array:
        return channels[:, INDEX[f"{side}_{name}"]]

    thigh_part = Bone[f"{side.upper()}_THIGH"]
    hip = places[:, Bone.PELVIS] + turn(turns[:, Bone.PELVIS], np.array([sign * body.hip_half_m, 0.0, 0.0]))
    level = about_y(sign * value("splay") + channels[:, INDEX["yaw"]])
    foot = level @ about_x(value("heel"))
    flat = np.stack(
        [
            sign * (body.hip_half_m + value("foot_x") * body.leg_m),
            body.ankle_m + value("foot_y") * body.leg_m,
            value("foot_z") * body.leg_m,
        ],
        axis=1,
    )
    ball = np.array(BALL) * body.height_m
    ankle = flat + turn(level, ball) - turn(foot, ball)
    heading = about_y(sign * value("knee_out") + channels[:, INDEX["yaw"]]) @ about_x(-value("knee_up"))
    drop = np.array([0.0, -1.0, 0.0])
    reach: Array = ankle - hip
    pole: Array = heading[:, :, 2]
    free = value("free_leg")
    if free.any():
        hanging = (
            turns[:, Bone.PELVIS]
            @ about_x(-value("thigh"))
            @ about_z(sign * value("apart"))
            @ about_y(sign * value("thigh_roll"))
        )
        lower = hanging @ about_x(value("knee"))
        share = free[:, None]
        reach = (1 - share) * reach + share * turn(hanging, drop * body.thigh_m)
        reach += share * turn(lower, drop * body.shank_m)
        pole = (1 - share) * pole + share * hanging[:, :, 2]
        foot = _between(foot, lower @ about_x(value("point")), free)
    thigh, bend = _reach(reach, pole, body.thigh_m, body.shank_m, 1.0)
    shank = thigh @ about_x(bend)
    for place, part_turn in enumerate((thigh, shank, foot)):
        turns[:, thigh_part + place] = part_turn
    places[:, thigh_part] = hip
    places[:, thigh_part + 1] = hip + turn(thigh, drop * body.thigh_m)
    places[:, thigh_part + 2] = places[:, thigh_part + 1] + turn(shank, drop * body.shank_m)
    toes = Bone[f"{side.upper()}_TOES"]
    # a heel that lifts leaves the toes flat; lifted toes go with the foot
    flat_toes = level @ about_x(np.minimum(value("heel"), 0.0))
    turns[:, toes] = _between(flat_toes, foot, free) if free.any() else flat_toes
    places[:, toes] = places[:, thigh_part + 2] + turn(foot, ball)


def _reach(target: Array, pole: Array, upper_m: float, lower_m: float, hinge: float) -> tuple[Array, Array]:
    """The axes (T, 3, 3) of the upper bone and the bend (T,) in degrees with which two bones reach a target.

    target, pole: (T, 3) relative to the upper joint. The middle joint lies towards `pole` with hinge 1
    (knee), away from it with -1 (elbow). A target out of reach is approached as far as the bones go.
    """
    way = unit(target)
    distance = np.clip(
        np.linalg.norm(target, axis=1), abs(upper_m - lower_m) * 1.05, (upper_m + lower_m) * REACH_MAX
    )
    cosine = (upper_m**2 + lower_m**2 - distance**2) / (2 * upper_m * lower_m)
    bend = 180 - np.degrees(np.arccos(np.clip(cosine, -1, 1)))
    lift = np.degrees(
        np.arccos(np.clip((upper_m**2 + distance**2 - lower_m**2) / (2 * upper_m * distance), -1, 1))
    )
    axis_x = unit(np.cross(pole, way))
    axis_y = -way
    base = np.stack([axis_x, axis_y, np.cross(axis_x, axis_y)], axis=2)
    return base @ about_x(-hinge * lift), bend
