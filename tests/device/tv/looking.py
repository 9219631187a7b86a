"""How the tests look at a picture: which part of it, and how much of that has a colour."""

import numpy as np

from device.tv.drawing.theme import MARGIN_X, MARGIN_Y, REFERENCE_SIZE

SIZES = [(1920, 1080), (1280, 720)]


def region(canvas, left, top, width, height):
    """A part of the picture, in px of 1920 x 1080."""
    return canvas.part(canvas.scale.box(left, top, width, height))


def alike(image, colour, tolerance):
    """Which px (height, width) differ from a colour by no more than so much, as bool."""
    return np.abs(image.astype(int) - np.array(colour)).max(axis=2) <= tolerance


def share_of(image, colour, tolerance=10):
    """Of all px, 0..1."""
    return float(alike(image, colour, tolerance).mean())


def count(image, colour, tolerance=6):
    """In px."""
    return int(alike(image, colour, tolerance).sum())


def clear_inside(canvas):
    """Leave nothing but the margins that a TV may cut off."""
    inner = REFERENCE_SIZE[0] - 2 * MARGIN_X, REFERENCE_SIZE[1] - 2 * MARGIN_Y
    canvas.clear(canvas.scale.box(MARGIN_X, MARGIN_Y, *inner))
