"""The picture for the TV: one RGB array that OpenCV draws into and pygame writes text onto.

Both use the same memory, so a video frame is resized straight into its place and a recording is one copy.
"""

from typing import Final, Literal

import cv2
import numpy as np
import pygame

from device.messages import Image
from device.tv.drawing.font import FontFile
from device.tv.drawing.text import Lettering
from device.tv.drawing.theme import BACKGROUND, OUTLINE, TEXT, Box, Colour, Scale, Type

Align = Literal["left", "centre", "right"]

CORNER_OVERSAMPLING: Final = 8
TAG_OPACITY: Final = 190


class Canvas:
    """A picture of `size` (width, height) px, with its scale and its letters."""

    def __init__(self, size: tuple[int, int], font: FontFile | None = None) -> None:
        """A picture in the background colour; `font` has the letters that pygame's own lacks.

        Raises ValueError when it is too small to read.
        """
        self.scale = Scale(*size)
        self.lettering = Lettering(self.scale, font)
        self.pixels: Image = np.empty((size[1], size[0], 3), np.uint8)
        self._surface = pygame.image.frombuffer(self.pixels.data, size, "RGB")
        self._corners: dict[tuple[int, Colour, bool], tuple[pygame.Surface, ...]] = {}
        self.clear()

    def clear(self, box: Box | None = None, colour: Colour = BACKGROUND) -> None:
        """Fill a box, or everything, with one colour."""
        area = None if box is None else pygame.Rect(box.left, box.top, box.width, box.height)
        self._surface.fill(colour, area)

    def part(self, box: Box) -> Image:
        """The pixels of a box, to be drawn into."""
        return self.pixels[max(box.top, 0) : box.bottom, max(box.left, 0) : box.right]

    def rounded(self, box: Box, radius: float, colour: Colour) -> None:
        """A filled rectangle whose corners are arcs of `radius` px, at most half of its shorter side."""
        if box.width <= 0 or box.height <= 0:
            return
        arc = min(round(radius), box.width // 2, box.height // 2)
        self.clear(Box(box.left + arc, box.top, box.width - 2 * arc, box.height), colour)
        self.clear(Box(box.left, box.top + arc, box.width, box.height - 2 * arc), colour)
        if arc:
            self._stamp_corners(box, arc, colour, inside=True)

    def round_corners(self, box: Box, radius: int, colour: Colour = BACKGROUND) -> None:
        """Cover the corners of what was drawn in a box, so that it looks rounded."""
        self._stamp_corners(box, radius, colour, inside=False)

    def _stamp_corners(self, box: Box, radius: int, colour: Colour, *, inside: bool) -> None:
        key = (radius, colour, inside)
        if key not in self._corners:
            self._corners[key] = _corners(radius, colour, inside=inside)
        places = _corner_places(box, radius)
        for corner, place in zip(self._corners[key], places, strict=True):
            self._surface.blit(corner, place)

    def text(
        self, text: str, size: Type, place: tuple[float, float], align: Align = "left", colour: Colour = TEXT
    ) -> Box:
        """Write one line whose baseline starts, is centred or ends at `place`; returns the box it fills."""
        line = self.lettering.line(text, size, colour)
        shift = {"left": 0.0, "centre": line.get_width() / 2, "right": float(line.get_width())}[align]
        left = round(place[0] - shift)
        top = round(place[1]) - self.lettering.ascent(size)
        self._surface.blit(line, (left, top))
        return Box(left, top, *line.get_size())

    def stamp(self, surface: pygame.Surface, place: tuple[int, int]) -> None:
        """Put a ready surface with its top left corner at `place`."""
        self._surface.blit(surface, place)

    def tag(self, text: str, colour: Colour) -> pygame.Surface:
        """A label that stays readable on any video: text on a dark translucent ground."""
        line = self.lettering.line(text, Type.SMALL, colour)
        pad = self.scale.px(18)
        tag = pygame.Surface(
            (line.get_width() + 2 * pad, line.get_height() + self.scale.px(8)), pygame.SRCALPHA
        )
        tag.fill((*OUTLINE, TAG_OPACITY))
        width, height = tag.get_size()
        radius = height // 2
        corners = zip(
            _corners(radius, (0, 0, 0), inside=False),
            _corner_places(Box(0, 0, width, height), radius),
            strict=True,
        )
        for corner, place in corners:
            # the opacity of what lies outside the arc is taken away
            tag.blit(corner, place, special_flags=pygame.BLEND_RGBA_SUB)
        tag.blit(line, (pad, (height - line.get_height()) // 2))
        return tag


def _corner_places(box: Box, radius: int) -> tuple[tuple[int, int], ...]:
    """Where the corner pieces of a box go: top left, top right, bottom left, bottom right."""
    right, bottom = box.right - radius, box.bottom - radius
    return (box.left, box.top), (right, box.top), (box.left, bottom), (right, bottom)


def _corners(radius: int, colour: Colour, *, inside: bool) -> tuple[pygame.Surface, ...]:
    """Four surfaces of radius x radius px: what lies inside or outside the arc, for the corners of a box."""
    large = radius * CORNER_OVERSAMPLING
    rows, columns = np.mgrid[0:large, 0:large] + 0.5
    covered = ((np.hypot(large - columns, large - rows) <= large) == inside).astype(np.float32)
    top_left = np.rint(cv2.resize(covered, (radius, radius), interpolation=cv2.INTER_AREA) * 255).astype(
        np.uint8
    )
    corners = []
    for alpha in (top_left, top_left[:, ::-1], top_left[::-1], top_left[::-1, ::-1]):
        pixels = np.empty((radius, radius, 4), np.uint8)
        pixels[..., :3] = colour
        pixels[..., 3] = alpha
        corners.append(pygame.image.frombytes(pixels.tobytes(), (radius, radius), "RGBA"))
    return tuple(corners)
