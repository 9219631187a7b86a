"""The shape of the figure: tapered capsules with a material each, in the axes of the bone that carries them.

Sizes are fractions of the height, so that the proportions hold for every body.
"""

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from models.mannequin.body import Body, Bone
from models.mannequin.kinematics import Skeleton
from models.mannequin.rotation import turn


class Material(IntEnum):
    """The material of a capsule; its row in the palette."""

    SKIN = 0
    FACE = 1  # skin that carries the painted face
    SHIRT = 2
    SHORTS = 3
    SHOES = 4
    SOLE = 5
    HAIR = 6
    SOCKS = 7
    BENCH = 8
    STEEL = 9


@dataclass(frozen=True, slots=True)
class Flesh:
    """P capsules. parts (P,): the Bone of each; start, end (P, 3) m in its axes; radii (P, 2) m; material
    (P,); blend (P,) m: the width over which it blends with the capsules before it.
    """

    parts: NDArray[np.int64]
    start: NDArray[np.float64]
    end: NDArray[np.float64]
    radii: NDArray[np.float64]
    material: NDArray[np.int64]
    blend: NDArray[np.float64]

    def placed(self, pose: Skeleton) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Both ends of every capsule, (T, P, 3) m each, in room axes."""
        turns, places = pose.turns[:, self.parts], pose.places[:, self.parts]
        return places + turn(turns, self.start[None]), places + turn(turns, self.end[None])


@dataclass(frozen=True, slots=True)
class Solid:
    """An object of P capsules in room axes: start, end (P, 3) m; radii (P, 2) m; material (P,)."""

    start: NDArray[np.float64]
    end: NDArray[np.float64]
    radii: NDArray[np.float64]
    material: NDArray[np.int64]


def bench_under(body: Body, hip_y: float, hip_z: float) -> Solid:
    """A bench under a body lying with its hips at the channels hip_y and hip_z (leg lengths)."""
    top = body.ankle_m + hip_y * body.leg_m - BACK * body.height_m * body.girth
    near, far = hip_z * body.leg_m + 0.06, hip_z * body.leg_m - body.trunk_m - 0.22 * body.height_m
    pad, post = 0.045, 0.025
    rows = [
        ((x, top - pad, near), (x, top - pad, far), pad, Material.BENCH) for x in (-0.09, -0.03, 0.03, 0.09)
    ]
    for z in (near - 0.12, far + 0.15):
        rows.append(((0.0, top - pad, z), (0.0, post, z), post, Material.STEEL))
        rows.append(((-0.2, post, z), (0.2, post, z), post, Material.STEEL))
    return Solid(
        np.array([row[0] for row in rows]),
        np.array([row[1] for row in rows]),
        np.array([(row[2], row[2]) for row in rows]),
        np.array([int(row[3]) for row in rows]),
    )


Row = tuple[Bone, tuple[float, float, float], tuple[float, float, float], float, float, Material, float]

# Below, all capsules of trunk and head, and of the left limbs. A capsule with x > 0 at either end, and every
# limb, is mirrored to the other side.

# from the hip centre of a lying person to the skin of the back
BACK: Final = 0.066
# the blend of capsules of the trunk and of a limb
_SOFT: Final = 0.016
_LIMB: Final = 0.007


def _trunk(body: Body) -> list[Row]:
    """In fractions of the height, y of the chest up to the shoulder line."""
    up = body.trunk_m / body.height_m  # shoulder line above the hips
    low = up * 0.38
    top = up - low
    wide = body.shoulders
    hip = body.hips
    p, w, c, n = Bone.PELVIS, Bone.WAIST, Bone.CHEST, Bone.NECK
    return [
        (p, (0.030 * hip, 0.012, -0.010), (0.026 * hip, 0.055, -0.002), 0.060, 0.054, Material.SHORTS, _SOFT),
        (
            p,
            (0.036 * hip, -0.008, -0.022),
            (0.036 * hip, 0.010, -0.020),
            0.050,
            0.050,
            Material.SHORTS,
            _SOFT,
        ),
        (w, (0.036, -0.062, -0.003), (0.022, 0.030, 0.003), 0.0590, 0.0535, Material.SHIRT, _SOFT),
        (c, (0.024, 0.000, 0.003), (0.040 * wide, top * 0.62, 0.004), 0.053, 0.060, Material.SHIRT, _SOFT),
        (
            c,
            (0.045 * wide, top * 0.55, 0.012),
            (0.046 * wide, top * 0.66, 0.014),
            0.050,
            0.046,
            Material.SHIRT,
            _SOFT,
        ),
        (w, (0.010, -0.064, -0.002), (0.010, 0.030, 0.004), 0.0610, 0.0560, Material.SHIRT, _SOFT),
        (c, (0.0, top * 0.70, -0.018), (0.0, top * 0.985, -0.013), 0.0440, 0.0320, Material.SHIRT, 0.02),
        (c, (0.0, top * 0.45, 0.016), (0.0, top * 0.72, 0.018), 0.046, 0.044, Material.SHIRT, _SOFT),
        (
            c,
            (0.016, top * 0.99, -0.008),
            (0.088 * wide, top * 0.96, -0.003),
            0.0300,
            0.0270,
            Material.SHIRT,
            0.02,
        ),
        (
            c,
            (0.010, top * 1.12, -0.012),
            (0.074 * wide, top * 1.02, -0.006),
            0.0200,
            0.0200,
            Material.SHIRT,
            0.02,
        ),
        (
            c,
            (0.050 * wide, top * 0.60, -0.016),
            (0.040 * wide, top * 0.90, -0.014),
            0.044,
            0.038,
            Material.SHIRT,
            _SOFT,
        ),
        (n, (0.0, -0.010, -0.006), (0.0, 0.060, 0.006), 0.035, 0.0315, Material.SKIN, 0.012),
    ]


def _head(body: Body) -> list[Row]:
    """In fractions of the height; the origin lies between the ears' lower ends."""
    k = body.head
    h = Bone.HEAD
    rows: list[Row] = [
        (h, (0.0, 0.036, -0.010), (0.0, 0.030, 0.004), 0.0480, 0.0455, Material.FACE, 0.0),
        (h, (0.0, 0.012, 0.008), (0.0, -0.028, 0.021), 0.0420, 0.0235, Material.FACE, 0.012),
        (h, (0.012, 0.010, 0.026), (0.006, -0.022, 0.031), 0.0230, 0.0160, Material.FACE, 0.010),
        (h, (0.0, 0.0245, 0.0465), (0.0, 0.0075, 0.0575), 0.0040, 0.0058, Material.FACE, 0.006),
        (h, (0.0045, 0.0045, 0.0520), (0.0030, 0.0045, 0.0530), 0.0036, 0.0036, Material.FACE, 0.004),
        (h, (0.0440, 0.0200, -0.006), (0.0425, 0.0060, -0.001), 0.0085, 0.0055, Material.SKIN, 0.003),
        # hair: a cap that is larger than the skull above and behind
        (h, (0.0, 0.0430, -0.0160), (0.0, 0.0480, -0.0040), 0.0500, 0.0470, Material.HAIR, 0.0),
        (h, (0.0, 0.0180, -0.0220), (0.0, 0.0330, -0.0200), 0.0400, 0.0460, Material.HAIR, 0.010),
        (h, (0.0150, 0.0690, 0.0240), (0.0250, 0.0600, 0.0220), 0.0200, 0.0180, Material.HAIR, 0.012),
    ]
    return [(p, _scaled(a, k), _scaled(b, k), ra * k, rb * k, m, s * k) for p, a, b, ra, rb, m, s in rows]


def _arm(body: Body) -> list[Row]:
    upper, fore = body.upper_arm_m / body.height_m, body.forearm_m / body.height_m
    u, f, g = Bone.LEFT_UPPER_ARM, Bone.LEFT_FOREARM, Bone.LEFT_HAND
    return [
        (u, (0.0, -0.030, 0.0), (0.0, -upper, 0.0), 0.0265, 0.0225, Material.SKIN, _LIMB),
        (u, (-0.003, -0.003, 0.0), (0.001, -upper * 0.55, 0.0), 0.0315, 0.0295, Material.SHIRT, _LIMB),
        (f, (0.0, 0.0, 0.0), (0.0, -fore, 0.0), 0.0225, 0.0155, Material.SKIN, _LIMB),
        (f, (0.002, -fore * 0.18, 0.002), (0.001, -fore * 0.45, 0.001), 0.0235, 0.0200, Material.SKIN, _LIMB),
        (g, (0.0, -0.004, 0.000), (0.001, -0.044, 0.0125), 0.0130, 0.0105, Material.SKIN, 0.006),
        (g, (0.0, -0.004, -0.002), (0.001, -0.040, -0.0115), 0.0130, 0.0100, Material.SKIN, 0.006),
        (g, (-0.002, -0.010, 0.012), (-0.010, -0.030, 0.029), 0.0100, 0.0075, Material.SKIN, 0.006),
        (g, (-0.010, -0.030, 0.029), (-0.012, -0.046, 0.032), 0.0075, 0.0062, Material.SKIN, 0.004),
        *[
            (
                Bone.LEFT_FINGERS,
                (0.0, drop, z),
                (-0.005, 2.2 * drop - 0.035, z * 1.15),
                0.0072,
                0.0056,
                Material.SKIN,
                0.003,
            )
            for z, drop in ((0.0155, 0.0), (0.0055, -0.003), (-0.0045, -0.001), (-0.0140, 0.005))
        ],
    ]


def _leg(body: Body) -> list[Row]:
    thigh, shank = body.thigh_m / body.height_m, body.shank_m / body.height_m
    t, s, f, o = Bone.LEFT_THIGH, Bone.LEFT_SHANK, Bone.LEFT_FOOT, Bone.LEFT_TOES
    return [
        (t, (0.004, -0.012, -0.002), (0.0, -thigh, 0.002), 0.0460, 0.0310, Material.SKIN, _LIMB),
        (t, (0.004, -0.004, -0.004), (0.003, -thigh * 0.62, 0.0), 0.0510, 0.0455, Material.SHORTS, 0.014),
        (s, (0.0, 0.0, 0.002), (0.0, -shank * 0.92, -0.002), 0.0310, 0.0200, Material.SKIN, _LIMB),
        (
            s,
            (0.002, -shank * 0.20, -0.010),
            (0.001, -shank * 0.48, -0.007),
            0.0270,
            0.0215,
            Material.SKIN,
            0.010,
        ),
        (s, (0.0, -shank * 0.84, -0.002), (0.0, -shank, 0.0), 0.0218, 0.0225, Material.SOCKS, 0.004),
        (f, (0.0, -0.008, -0.012), (0.001, -0.014, 0.040), 0.0235, 0.0205, Material.SHOES, 0.008),
        (f, (0.0, -0.017, -0.018), (0.003, -0.020, 0.072), 0.0210, 0.0190, Material.SHOES, 0.008),
        (f, (0.0, -0.0265, -0.020), (0.003, -0.0265, 0.070), 0.0225, 0.0220, Material.SOLE, 0.0),
        (o, (0.002, 0.0185, -0.008), (0.004, 0.0180, 0.010), 0.0190, 0.0180, Material.SHOES, 0.006),
        (o, (0.003, 0.0125, -0.005), (0.004, 0.0115, 0.012), 0.0218, 0.0205, Material.SOLE, 0.006),
    ]


def _scaled(place: tuple[float, float, float], factor: float) -> tuple[float, float, float]:
    return place[0] * factor, place[1] * factor, place[2] * factor


_OTHER: Final = {
    part: Bone[part.name.replace("LEFT", "RIGHT")] for part in Bone if part.name.startswith("LEFT")
}


def flesh_of(body: Body) -> Flesh:
    """All capsules of a body. Girth scales the trunk fully, the limbs by 70 %, hands, feet and head not."""
    rows: list[Row] = []
    limb_girth = 1 + (body.girth - 1) * 0.7
    for group, girth in ((_trunk(body), body.girth), (_arm(body), limb_girth), (_leg(body), limb_girth)):
        for part, a, b, ra, rb, material, blend in group:
            hand = part in {
                Bone.LEFT_HAND,
                Bone.LEFT_FINGERS,
                Bone.LEFT_FOOT,
                Bone.LEFT_TOES,
            }
            factor = 1.0 if hand else girth
            rows.append((part, a, b, ra * factor, rb * factor, material, blend))
    rows += _head(body)
    both: list[Row] = []
    for part, a, b, ra, rb, material, blend in rows:
        both.append((part, a, b, ra, rb, material, blend))
        if part in _OTHER or a[0] > 0 or b[0] > 0:
            mirror = ((-a[0], a[1], a[2]), (-b[0], b[1], b[2]))
            both.append((_OTHER.get(part, part), *mirror, ra, rb, material, blend))
    height = body.height_m
    return Flesh(
        np.array([int(row[0]) for row in both]),
        np.array([row[1] for row in both], np.float64) * height,
        np.array([row[2] for row in both], np.float64) * height,
        np.array([row[3:5] for row in both], np.float64) * height,
        np.array([int(row[5]) for row in both]),
        np.array([row[6] for row in both], np.float64) * height,
    )
