"""The picture of a poster: the lesson's own picture made to fit, or a painted one where there is none.

A wide picture fills the poster and loses a little at its edges; an upright one, as phones take them, stands
whole in the middle of a blurred copy of itself.
"""

from typing import Final
from zlib import crc32

import cv2
import numpy as np

from device.messages import Image
from device.tv.drawing.theme import Box, Colour

# A picture narrower than this (width through height) would lose heads or feet if it filled the poster.
FILLS_FROM: Final = 1.2
BLUR_SIDE: Final = 24  # px of the small copy that is enlarged again: cheaper than any blur
BLUR_DIM: Final = 0.45
# Below this the linear filter skips source px.
LINEAR_DOWN_TO: Final = 0.5
# Pairs of colours for the painted ones: top left and bottom right, light enough apart to be a slope.
PAINTS: Final[tuple[tuple[Colour, Colour], ...]] = (
    ((52, 92, 160), (22, 34, 74)),
    ((28, 122, 128), (14, 44, 62)),
    ((122, 76, 156), (44, 28, 76)),
    ((168, 88, 86), (70, 30, 54)),
    ((70, 122, 84), (22, 50, 48)),
    ((160, 116, 60), (72, 42, 38)),
)
CIRCLES: Final = 3
CIRCLE_SHARE: Final = 0.07  # how much lighter a circle is than its ground
NOT_READY_LIGHT: Final = 0.38
NOT_READY_COLOUR: Final = 0.35  # how much of the colour is left


def fitted(image: Image, width: int, height: int) -> Image:
    """A picture (h, w, 3) of any shape as (height, width, 3). Raises ValueError when it is no RGB picture."""
    if image.dtype != np.uint8 or image.ndim != 3 or image.shape[2] != 3 or 0 in image.shape:
        raise ValueError(f"a picture is uint8 (height, width, 3), not {image.dtype} {image.shape}")
    rows, columns = image.shape[:2]
    if columns >= rows * FILLS_FROM:
        zoom = max(width / columns, height / rows)
        across, down = min(round(width / zoom), columns), min(round(height / zoom), rows)
        left, top = (columns - across) // 2, (rows - down) // 2
        return _resized(image[top : top + down, left : left + across], width, height)
    small = cv2.resize(image, (BLUR_SIDE, BLUR_SIDE), interpolation=cv2.INTER_AREA)
    ground = cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC)
    shown = np.asarray(cv2.convertScaleAbs(ground, alpha=BLUR_DIM), np.uint8)
    place = Box(0, 0, width, height).fitted((columns, rows))
    whole = _resized(image, place.width, place.height)
    shown[place.top : place.bottom, place.left : place.right] = whole
    return shown


def painted(name: str, width: int, height: int) -> tuple[Image, Colour]:
    """A picture (height, width, 3) that belongs to a name, and the colour for a letter on it."""
    seed = crc32(name.encode())
    light, dark = (np.array(colour, np.float32) for colour in PAINTS[seed % len(PAINTS)])
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    slope = ((columns / width + rows / height) / 2)[..., None]
    picture = light * (1 - slope) + dark * slope
    random = np.random.default_rng(seed)
    for _ in range(CIRCLES):
        x, y, radius = random.uniform((0.0, 0.0, 0.25), (1.0, 1.0, 0.7)) * (width, height, height)
        inside = np.clip(radius - np.hypot(columns - x, rows - y) + 0.5, 0, 1)[..., None]
        picture += (255 - picture) * inside * CIRCLE_SHARE
    red, green, blue = (int(part) for part in np.clip(light * 1.1 + 70, 0, 255))
    return np.rint(picture).astype(np.uint8), (red, green, blue)


def dimmed(picture: Image) -> Image:
    """The same picture, dark and almost grey: of a lesson that cannot be played yet."""
    grey = cv2.cvtColor(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)
    colour, rest = NOT_READY_LIGHT * NOT_READY_COLOUR, NOT_READY_LIGHT * (1 - NOT_READY_COLOUR)
    return np.asarray(cv2.addWeighted(picture, colour, grey, rest, 0), np.uint8)


def _resized(image: Image, width: int, height: int) -> Image:
    smooth = cv2.INTER_LINEAR if width >= image.shape[1] * LINEAR_DOWN_TO else cv2.INTER_AREA
    return np.asarray(cv2.resize(image, (width, height), interpolation=smooth), np.uint8)
