"""Copies a picture, or the parts of it that changed, to the open display.

Converts pixels to the display's format and scales the picture where the display has another size.
"""

from collections.abc import Sequence
from typing import cast

import cv2
import numpy as np
import pygame

from device.messages import Image
from device.tv.drawing.theme import Box


def blit(pixels: Image, changed: Sequence[Box] | None) -> None:
    """Show a picture (height, width, 3), or only the boxes of it that changed since the last one.

    Raises pygame.error when the display is gone.
    """
    target = pygame.display.get_surface()  # another one after the window was resized
    if target is None:
        raise pygame.error("it has no surface any more")
    room = target.get_size()
    if room != pixels.shape[1::-1]:
        pixels, changed = _fitted(pixels, room), None
    everything = pygame.Rect(0, 0, *room)
    boxes = [everything]
    if changed is not None:
        clipped = (everything.clip(box.left, box.top, box.width, box.height) for box in changed)
        boxes = [box for box in clipped if box]
    if target.get_bytesize() == 4 and target.get_masks()[:3] == (0xFF0000, 0xFF00, 0xFF):
        # straight into the memory of the display, three times as fast as a blit
        raw = np.frombuffer(cast("bytes", target.get_buffer()), np.uint8)
        rows = raw.reshape(room[1], target.get_pitch())[:, : room[0] * 4].reshape(room[1], room[0], 4)
        for box in boxes:
            part = np.s_[box.top : box.bottom, box.left : box.right]
            cv2.cvtColor(pixels[part], cv2.COLOR_RGB2BGRA, dst=rows[part])
    else:
        picture = pygame.image.frombuffer(pixels.data, room, "RGB")
        for box in boxes:
            target.blit(picture, box, box)
    if changed is None:
        pygame.display.flip()
    else:
        pygame.display.update(boxes)


def _fitted(pixels: Image, size: tuple[int, int]) -> Image:
    """A picture scaled into another size, with black bars where the shape differs."""
    place = Box(0, 0, *size).fitted((pixels.shape[1], pixels.shape[0]))
    fitted = np.zeros((size[1], size[0], 3), np.uint8)
    shrunk = place.width < 0.5 * pixels.shape[1]
    cv2.resize(
        pixels,
        (place.width, place.height),
        dst=fitted[place.top : place.bottom, place.left : place.right],
        interpolation=cv2.INTER_AREA if shrunk else cv2.INTER_LINEAR,
    )
    return fitted
