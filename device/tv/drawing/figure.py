"""The body figure of the result: limbs as capsules, each in the colour of its joints' mean score.

It faces the viewer as the person in the pictures beside it does, the left arm on the right, with L and R
below its hands. `device.limbs` has the joints of each limb.
"""

from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from device.limbs import HEAD_JOINTS, TRUNK_JOINTS, Side, joints_of
from device.tv.drawing.canvas import Canvas
from device.tv.drawing.strokes import SUBPIXEL_BITS, disc, fixed
from device.tv.drawing.theme import BACKGROUND, DIM, LEVEL_COLOURS, Box, Colour, Type, level_of
from device.words.lookup import ENGLISH_WORDS, Words
from scoring.body.joints import JOINT_COUNT, Joint

# In figure heights, from the crown of the head, y down, x from the middle axis.
HEIGHT_TO_WIDTH: Final = 0.56
HEAD: Final = ((0.0, 0.078), 0.072)
NECK: Final = ((0.0, 0.14), (0.0, 0.19), 0.03, 0.034)
SHOULDER: Final = (0.118, 0.215)
ELBOW: Final = (0.178, 0.375)
WRIST: Final = (0.215, 0.52)
HAND: Final = ((0.225, 0.56), 0.027)
HIP: Final = (0.062, 0.505)
KNEE: Final = (0.08, 0.725)
ANKLE: Final = (0.09, 0.93)
TOES: Final = (0.122, 0.968)
# radius at the near and at the far end
UPPER_ARM: Final = (0.04, 0.031)
FOREARM: Final = (0.031, 0.021)
THIGH: Final = (0.058, 0.041)
SHANK: Final = (0.041, 0.024)
FOOT: Final = (0.02, 0.017)
TORSO: Final = (
    (0.098, 0.213, 0.034),
    (0.068, 0.36, 0.04),
    (0.066, 0.475, 0.045),
)  # x, y, radius, down one side
GAP: Final = 0.006  # between two limbs
ROUND_STEPS: Final = 24
# em of the letters from a hand's end to their baseline: beside a small figure's hand they would lie over it
LETTER_BELOW: Final = 1.05
# as one faces the figure, x grows towards the person's left
SIDES: Final[tuple[tuple[Side, int], ...]] = (("left", 1), ("right", -1))


def draw_figure(
    canvas: Canvas, box: Box, joint_scores: NDArray[np.floating], words: Words = ENGLISH_WORDS
) -> None:
    """Draw the figure into a box as large as it fits; joint_scores (15,), 0..100, NaN is grey."""
    if joint_scores.shape != (JOINT_COUNT,):
        raise ValueError(f"there are {JOINT_COUNT} joint scores, not {joint_scores.shape}")
    height = min(box.height, box.width / HEIGHT_TO_WIDTH)
    origin = np.array([box.left + box.width / 2, box.top + (box.height - height) / 2])
    pixels = canvas.pixels

    def capsules(shapes: tuple[tuple[tuple[float, float, float], ...], ...], colour: Colour) -> None:
        for grow, paint in ((GAP, BACKGROUND), (0.0, colour)):
            for discs in shapes:
                rims = [rim(x, y, radius + grow) for x, y, radius in discs]
                hull = cv2.convexHull((np.concatenate(rims) * height + origin).astype(np.float32))
                cv2.fillConvexPoly(pixels, fixed(hull), paint, cv2.LINE_AA, SUBPIXEL_BITS)

    def limb(
        side: int, start: tuple[float, float], end: tuple[float, float], radii: tuple[float, float]
    ) -> None:
        ends = ((side * start[0], start[1], radii[0]), (side * end[0], end[1], radii[1]))
        capsules((ends,), colour)

    def colour_of(names: tuple[str, ...]) -> Colour:
        return limb_colour(joint_scores, *(Joint[name.upper()] for name in names))

    for name, side in SIDES:
        colour = colour_of(joints_of(name, "shank"))
        limb(side, ANKLE, TOES, FOOT)
        limb(side, KNEE, ANKLE, SHANK)
        colour = colour_of(joints_of(name, "thigh"))
        limb(side, HIP, KNEE, THIGH)
        colour = colour_of(joints_of(name, "forearm"))
        disc(
            pixels,
            tuple(np.array([side * HAND[0][0], HAND[0][1]]) * height + origin),
            HAND[1] * height,
            colour,
        )
        limb(side, ELBOW, WRIST, FOREARM)
        colour = colour_of(joints_of(name, "upper_arm"))
        limb(side, SHOULDER, ELBOW, UPPER_ARM)
    colour = colour_of(HEAD_JOINTS)
    capsules((((*NECK[0], NECK[2]), (*NECK[1], NECK[3])),), colour)
    disc(pixels, tuple(np.array(HEAD[0]) * height + origin), HEAD[1] * height, colour)
    torso = colour_of(TRUNK_JOINTS)
    upper, waist, lower = (((-x, y, r), (x, y, r)) for x, y, r in TORSO)
    capsules((upper + waist, waist + lower), torso)
    for side, key in ((1, "figure_left"), (-1, "figure_right")):
        x, y = np.array([side * HAND[0][0], HAND[0][1] + HAND[1]]) * height + origin
        baseline = y + LETTER_BELOW * Type.SMALL * canvas.scale.factor
        canvas.text(words.text(key), Type.SMALL, (x, baseline), "centre", DIM)


def limb_colour(joint_scores: NDArray[np.floating], *joints: int) -> Colour:
    """The colour of the mean of those joints' scores that are known; grey when none is."""
    known = joint_scores[list(joints)]
    known = known[np.isfinite(known)]
    return LEVEL_COLOURS[level_of(float(known.mean()) if len(known) else None)]


def rim(x: float, y: float, radius: float) -> NDArray[np.float64]:
    """Points (N, 2) on a circle: the hull of two circles is a limb."""
    turns = np.linspace(0, 2 * np.pi, ROUND_STEPS, endpoint=False)
    return np.stack([x + radius * np.cos(turns), y + radius * np.sin(turns)], axis=1)
