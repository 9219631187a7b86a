"""Draws a body onto a picture: bones in the colours of their levels, joints, and arrows for corrections.

Draws in place on RGB arrays, for the TV and for overlay videos. A bone with a NaN joint is not drawn.
"""

from collections.abc import Sequence
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from device.messages import Image, Level
from device.tv.drawing.strokes import SUBPIXEL_BITS, Point, dashes, discs, fixed, strokes, zigzag
from device.tv.drawing.theme import ACCENT, LEVEL_COLOURS, NEUTRAL, OUTLINE, Colour
from scoring.body.joints import BONE_COUNT, BONES, JOINT_COUNT, Joint

# px at a scale of 1: a body of 600 px in a panel of the 1080p screen.
BONE_WIDTH: Final = 11.0
OUTLINE_WIDTH: Final = 3.5
JOINT_RADIUS: Final = 8.0
NOSE_RADIUS: Final = 11.0
_JOINT_RADII: Final = np.array([NOSE_RADIUS if joint is Joint.NOSE else JOINT_RADIUS for joint in Joint])
# A small body gets thinner bones: full width from this diagonal of the joints on, half of it at the least.
FULL_WIDTH_DIAGONAL: Final = 420.0
THINNEST: Final = 0.5
# A wrong limb also differs in width, for people who cannot tell red from green.
LEVEL_WIDTHS: Final[dict[Level, float]] = {
    Level.UNKNOWN: 0.75,
    Level.GOOD: 1.0,
    Level.FAIR: 1.25,
    Level.BAD: 1.7,
}
# With patterns: right is a plain line, nearly right is dashed, wrong is twice as wide with a dark
# zigzag. Lengths in px at a scale of 1, looked at from three metres.
PATTERN_WIDTHS: Final[dict[Level, float]] = {
    Level.UNKNOWN: 0.75,
    Level.GOOD: 1.0,
    Level.FAIR: 1.3,
    Level.BAD: 2.2,
}
DASHES: Final = (34.0, 16.0)
ZIGZAG_REACH: Final = 6.0
ZIGZAG_STEP: Final = 14.0
ZIGZAG_WIDTH: Final = 6.0
DRAWING_ORDER: Final = (Level.UNKNOWN, Level.GOOD, Level.FAIR, Level.BAD)

ARROW_LENGTH_MIN: Final = 84.0
ARROW_WIDTH: Final = 18.0
ARROW_HEAD: Final = 46.0  # length of the head; it is as wide as long
ARROW_EDGE: Final = 5.0
ARROW_GAP: Final = 18.0  # so that the joint it starts from stays visible

# The overlay of a video whose picture is this high is drawn at a scale of 1.
OVERLAY_HEIGHT: Final = 900.0


def draw_skeleton(
    image: Image,
    joints: NDArray[np.floating],
    levels: Sequence[Level] | None = None,
    scale: float | None = None,
    colour: Colour = NEUTRAL,
    *,
    patterned: bool = False,
) -> None:
    """Draw 15 joints (15, 2), px, NaN where unseen, and the bones between them, in place.

    levels: one per bone in the order of BONES, or None for one neutral `colour`. scale: 1 for a body of the
    match screen at 1080p; None takes it from the height of the image. patterned: levels differ in more than
    colour and width. Raises ValueError on other shapes.
    """
    if image.dtype != np.uint8 or image.ndim != 3 or image.shape[2] != 3:
        raise ValueError(f"a picture is uint8 (height, width, 3), not {image.dtype} {image.shape}")
    if joints.shape != (JOINT_COUNT, 2):
        raise ValueError(f"joints must be ({JOINT_COUNT}, 2), not {joints.shape}")
    if levels is not None and len(levels) != BONE_COUNT:
        raise ValueError(f"there are {BONE_COUNT} bones, not {len(levels)}")
    seen = np.isfinite(joints).all(axis=1)
    if not seen.any():
        return
    size = (image.shape[0] / OVERLAY_HEIGHT) if scale is None else scale
    size *= float(
        np.clip(np.hypot(*np.ptp(joints[seen], axis=0)) / (FULL_WIDTH_DIAGONAL * size), THINNEST, 1.0)
    )
    points = [(x, y) for x, y in joints.tolist()]
    bones: dict[Level, list[tuple[Point, Point]]] = {level: [] for level in DRAWING_ORDER}
    for number, (first, second) in enumerate(BONES):
        if seen[first] and seen[second]:
            level = Level.GOOD if levels is None else levels[number]
            bones[level].append((points[first], points[second]))
    edge = OUTLINE_WIDTH * size
    if levels is None:
        strokes(image, bones[Level.GOOD], BONE_WIDTH * size + 2 * edge, OUTLINE)
        strokes(image, bones[Level.GOOD], BONE_WIDTH * size, colour)
    else:
        _coloured(image, bones, size, patterned=patterned)
    radii = _JOINT_RADII[seen] * size
    discs(image, joints[seen], radii + edge, OUTLINE)
    discs(image, joints[seen], radii, (255, 255, 255))


def _coloured(
    image: Image, bones: dict[Level, list[tuple[Point, Point]]], size: float, *, patterned: bool
) -> None:
    """Bones in the colours of their levels, all dark edges below all colours."""
    widths = PATTERN_WIDTHS if patterned else LEVEL_WIDTHS
    for level, lines in bones.items():
        strokes(image, lines, (BONE_WIDTH * widths[level] + 2 * OUTLINE_WIDTH) * size, OUTLINE)
    for level, lines in bones.items():
        width = BONE_WIDTH * widths[level] * size
        if patterned and level is Level.FAIR:
            for line in lines:
                dashes(image, line, width, (DASHES[0] * size, DASHES[1] * size), LEVEL_COLOURS[level])
            continue
        strokes(image, lines, width, LEVEL_COLOURS[level])
        if patterned and level is Level.BAD:
            for line in lines:
                reach, step, thin = (length * size for length in (ZIGZAG_REACH, ZIGZAG_STEP, ZIGZAG_WIDTH))
                zigzag(image, line, reach, step, thin, OUTLINE)


def draw_arrow(
    image: Image, start: tuple[float, float], end: tuple[float, float], scale: float = 1.0
) -> None:
    """Draw an arrow from `start` to `end`, px, in place: never too short to be seen, kept inside the picture.

    Nothing is drawn for an arrow without a direction or with a NaN.
    """
    tail, tip = np.asarray(start, np.float64), np.asarray(end, np.float64)
    length = float(np.hypot(*(tip - tail)))
    if not np.isfinite(length) or length < 1e-6:
        return
    along = (tip - tail) / length
    tail = tail + ARROW_GAP * scale * along
    room = _room(image, tail, along, (ARROW_HEAD / 2 + ARROW_EDGE) * scale)
    length = max(min(length - ARROW_GAP * scale, room), ARROW_LENGTH_MIN * scale)
    across = np.array([-along[1], along[0]])
    neck = length - ARROW_HEAD * scale
    half, wing = ARROW_WIDTH / 2 * scale, ARROW_HEAD / 2 * scale
    outline = [(0, half), (neck, half), (neck, wing), (length, 0), (neck, -wing), (neck, -half), (0, -half)]
    shape = fixed(np.array([tail + forward * along + side * across for forward, side in outline]))[:, None]
    edge = max(round(2 * ARROW_EDGE * scale), 2)
    cv2.polylines(image, [shape], True, OUTLINE, edge, cv2.LINE_AA, SUBPIXEL_BITS)
    cv2.fillPoly(image, [shape], ACCENT, cv2.LINE_AA, SUBPIXEL_BITS)


def _room(image: Image, tail: NDArray[np.float64], along: NDArray[np.float64], inset: float) -> float:
    """How far one can go from `tail` until the border of the picture, less `inset`."""
    room = np.inf
    for axis, size in ((0, image.shape[1]), (1, image.shape[0])):
        if along[axis] > 0:
            room = min(room, (size - inset - tail[axis]) / along[axis])
        elif along[axis] < 0:
            room = min(room, (inset - tail[axis]) / along[axis])
    return room
