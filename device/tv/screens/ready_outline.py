"""The outline of a standing body, to step into: where it is light in a picture, and the line around it.

Decides its shape from the front and from the side, its size, and where each of one or two people stands. The
outlines lie well within what `device.match.ready` accepts.
"""

from functools import lru_cache
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from device.messages import Image
from device.tv.drawing import figure
from device.tv.drawing.figure import rim
from device.tv.drawing.strokes import SUBPIXEL_BITS, fixed
from device.tv.drawing.theme import OUTLINE, Colour

# In parts of the picture: a body of this height still has room above its head and below its feet.
HEIGHT: Final = 0.78
TOP: Final = 0.12
PLACES: Final[dict[int, tuple[float, ...]]] = {1: (0.5,), 2: (0.27, 0.73)}
ROOM: Final = 0.012  # clothes and hair, around the body, in its heights
DARK: Final = 0.42  # how much light is left outside
WHITE: Final = (255,)  # of a mask
TINT: Final = 0.36  # share of the colour over a person who stands well
LINE: Final = 9.0  # px of a picture of 1080 lines
EDGE: Final = 4.0
ROUNDER: Final = 0.015  # in heights: the corners between arm and trunk are filled so far
STRAIGHT: Final = 0.0008  # in heights: so far may the line be beside its curve, half a px

# The arms stand off, so that they can be told from the trunk, in heights: elbow, wrist, hand.
ARMS_OUT: Final = (0.022, 0.05, 0.058)

# Seen from the side, facing right, in heights as in `figure`: pairs of (x, y, radius).
SIDE_CAPSULES: Final = (
    ((0.012, 0.078, 0.07), (0.012, 0.08, 0.07)),
    ((0.062, 0.088, 0.02), (0.08, 0.094, 0.012)),
    ((-0.008, 0.14, 0.033), (-0.014, 0.2, 0.038)),
    ((-0.012, 0.25, 0.066), (0.0, 0.37, 0.06)),
    ((0.0, 0.37, 0.06), (-0.008, 0.49, 0.07)),
    ((-0.004, 0.51, 0.066), (0.004, 0.725, 0.044)),
    ((0.004, 0.725, 0.044), (-0.016, 0.93, 0.027)),
    ((-0.024, 0.962, 0.02), (0.085, 0.97, 0.016)),
    ((-0.012, 0.235, 0.04), (0.01, 0.375, 0.032)),
    ((0.01, 0.375, 0.032), (0.085, 0.5, 0.024)),
)


def _front() -> tuple[tuple[tuple[float, float, float], tuple[float, float, float]], ...]:
    """The capsules of the body figure, both sides."""
    (x, y), radius = figure.HEAD
    capsules = [((x, y, radius), (x, y + 0.004, radius))]
    (x0, y0), (x1, y1), r0, r1 = figure.NECK
    capsules.append(((x0, y0, r0), (x1, y1, r1)))
    upper, waist, lower = figure.TORSO
    elbow, wrist, hand = (
        (x + out, y)
        for (x, y), out in zip((figure.ELBOW, figure.WRIST, figure.HAND[0]), ARMS_OUT, strict=True)
    )
    for side in (1, -1):
        for start, end, radii in (
            (figure.SHOULDER, elbow, figure.UPPER_ARM),
            (elbow, wrist, figure.FOREARM),
            (wrist, hand, (figure.FOREARM[1], figure.HAND[1])),
            (figure.HIP, figure.KNEE, figure.THIGH),
            (figure.KNEE, figure.ANKLE, figure.SHANK),
            (figure.ANKLE, figure.TOES, figure.FOOT),
        ):
            capsules.append(((side * start[0], start[1], radii[0]), (side * end[0], end[1], radii[1])))
        for (xa, ya, ra), (xb, yb, rb) in ((upper, waist), (waist, lower)):
            # from one side of the trunk to the other
            near = (side * xa, ya, ra)
            capsules += [(near, (-side * xb, yb, rb)), (near, (side * xb, yb, rb))]
    return tuple(capsules)


FRONT_CAPSULES: Final = _front()


@lru_cache(maxsize=8)
def outlines(size: tuple[int, int], people: int, side: bool) -> tuple[NDArray[np.float32], ...]:
    """A closed line (N, 2), px, around each of 1 or 2 bodies in a picture of `size` (width, height)."""
    width, height = size
    body = height * HEIGHT
    line = _body_line(side)
    return tuple(
        (line * body + np.array([place * width, TOP * height])).astype(np.float32) for place in PLACES[people]
    )


@lru_cache(maxsize=2)
def _body_line(side: bool) -> NDArray[np.float64]:
    """The line around one body, (N, 2) in heights, x from its middle: smooth and without inner loops."""
    px, shift = 1000, 500
    mask = np.zeros((px + 200, px), np.uint8)
    for start, end in SIDE_CAPSULES if side else FRONT_CAPSULES:
        rims = [rim(x, y, radius + ROOM) for x, y, radius in (start, end)]
        hull = cv2.convexHull((np.concatenate(rims) * px + np.array([shift, 100])).astype(np.float32))
        cv2.fillConvexPoly(mask, fixed(hull), WHITE, cv2.LINE_AA, SUBPIXEL_BITS)
    radius = round(ROUNDER * px)
    brush = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * radius + 1, 2 * radius + 1))
    filled = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, brush)
    found, _ = cv2.findContours(filled, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    points = max(found, key=len)[:, 0].astype(np.float64)
    # a running mean over a hundredth of a height takes the steps of the px away
    reach = px // 100
    wrapped = np.concatenate([points[-reach:], points, points[:reach]])
    kernel = np.ones(2 * reach + 1) / (2 * reach + 1)
    smooth = np.stack([np.convolve(wrapped[:, axis], kernel, "valid") for axis in (0, 1)], axis=1)
    closed = True
    # few points: a thick line costs by its corners, and is drawn in every picture
    few = cv2.approxPolyDP(smooth.astype(np.float32), STRAIGHT * px, closed)[:, 0].astype(np.float64)
    return (few - np.array([shift, 100])) / px


def spotlight(image: Image, fine: tuple[bool, ...], colour: Colour, *, side: bool) -> Image:
    """A darkened copy of a picture, light where bodies are to stand, and in a colour where one does well."""
    size = image.shape[1], image.shape[0]
    masks = _masks(size, len(fine), side)
    shown = np.asarray(cv2.convertScaleAbs(image, alpha=DARK), np.uint8)
    for mask, well in zip(masks, fine, strict=True):
        if not well:
            cv2.copyTo(image, mask, shown)
            continue
        left, top, width, height = cv2.boundingRect(mask)
        part = np.s_[top : top + height, left : left + width]
        tinted = cv2.addWeighted(image[part], 1 - TINT, _paint((height, width), colour), TINT, 0)
        cv2.copyTo(tinted, mask[part], shown[part])
    return shown


@lru_cache(maxsize=4)
def _paint(size: tuple[int, int], colour: Colour) -> Image:
    return np.full((*size, 3), colour, np.uint8)


@lru_cache(maxsize=4)
def _masks(size: tuple[int, int], people: int, side: bool) -> tuple[Image, ...]:
    masks = []
    for line in outlines(size, people, side):
        mask = np.zeros((size[1], size[0]), np.uint8)
        cv2.fillPoly(mask, [fixed(line)], WHITE, cv2.LINE_8, SUBPIXEL_BITS)
        masks.append(mask)
    return tuple(masks)


def draw_line(image: Image, line: NDArray[np.floating], colour: Colour, scale: float) -> None:
    """The line around a body, with a dark edge, in place; scale: px for one of 1080 lines."""
    closed = True
    for width, paint in ((LINE + 2 * EDGE, OUTLINE), (LINE, colour)):
        thickness = max(round(width * scale), 1)
        cv2.polylines(image, [fixed(line)], closed, paint, thickness, cv2.LINE_AA, SUBPIXEL_BITS)
