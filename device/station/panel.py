"""One picture of a person on the screen: framed, with skeleton and arrows, in a rounded panel.

It redraws only when something in it changed: a picture is taken for unchanged when it is the same array.
What the skeleton looks like is decided by `skeleton`, what part is shown by `framing`.
"""

from collections.abc import Sequence
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from device.messages import Arrow, Image, Level
from device.station.canvas import Canvas
from device.station.framing import Framing
from device.station.skeleton import draw_arrow, draw_skeleton
from device.station.theme import DIM, PANEL, TEXT, TRACK, Box, Type

CORNER_RADIUS: Final = 28
LABEL_INSET: Final = 20
# Below this the linear filter skips source px and the picture flickers.
LINEAR_DOWN_TO: Final = 0.5
# The match screen's panel: its skeletons are drawn at a scale of 1.
SKELETON_HEIGHT: Final = 744


class PicturePanel:
    """Shows one person in a box of the canvas, with a label in its corner."""

    def __init__(self, canvas: Canvas, box: Box, label: str, waiting: str = "") -> None:
        """`waiting` is written as long as there is no picture."""
        self._canvas = canvas
        self._box = box
        self._label = canvas.tag(label, TEXT) if label else None
        self._waiting = waiting
        self._framing = Framing(box.width / box.height)
        self._radius = canvas.scale.px(CORNER_RADIUS)
        self._scale = box.height / SKELETON_HEIGHT
        self._shown: tuple[object, ...] | None = None

    def draw(
        self,
        image: Image | None,
        joints: NDArray[np.floating] | None,
        levels: Sequence[Level] | None,
        arrows: tuple[Arrow, ...],
        time_s: float,
    ) -> bool:
        """Draw the panel when anything in it changed; returns whether it did."""
        shown = (image, joints, levels, arrows)
        if self._shown is not None and all(_same(*pair) for pair in zip(shown, self._shown, strict=True)):
            return False
        self._shown = shown
        if image is None:
            self._placeholder()
        else:
            self._picture(image, joints, levels, arrows, time_s)
        self._canvas.round_corners(self._box, self._radius)
        if self._label is not None and image is not None:
            inset = self._canvas.scale.px(LABEL_INSET)
            # at the bottom, because hands are raised and feet stay together
            top = self._box.bottom - inset - self._label.get_height()
            self._canvas.stamp(self._label, (self._box.left + inset, top))
        return True

    def _picture(
        self,
        image: Image,
        joints: NDArray[np.floating] | None,
        levels: Sequence[Level] | None,
        arrows: tuple[Arrow, ...],
        time_s: float,
    ) -> None:
        box = self._box
        height, width = image.shape[:2]
        window = self._framing.follow((width, height), _with_arrows(joints, arrows), time_s)
        zoom = min(box.width / window.width, box.height / window.height)
        size = (min(round(window.width * zoom), box.width), min(round(window.height * zoom), box.height))
        place = Box(box.left + (box.width - size[0]) // 2, box.top + (box.height - size[1]) // 2, *size)
        self._fill_around(place)
        source = image[window.top : window.top + window.height, window.left : window.left + window.width]
        target = self._canvas.part(place)
        smooth = cv2.INTER_LINEAR if zoom >= LINEAR_DOWN_TO else cv2.INTER_AREA
        cv2.resize(source, size, dst=target, interpolation=smooth)
        # px centres of the source onto px centres of the target
        ratio = np.array([size[0] / window.width, size[1] / window.height])
        origin = np.array([window.left, window.top], np.float64)
        if joints is not None:
            draw_skeleton(target, (joints - origin + 0.5) * ratio - 0.5, levels, self._scale)
        for arrow in arrows:
            start = (np.array(arrow.start) - origin + 0.5) * ratio - 0.5
            end = (np.array(arrow.end) - origin + 0.5) * ratio - 0.5
            draw_arrow(target, (start[0], start[1]), (end[0], end[1]), self._scale)

    def _fill_around(self, place: Box) -> None:
        box = self._box
        for bar in (
            Box(box.left, box.top, box.width, place.top - box.top),
            Box(box.left, place.bottom, box.width, box.bottom - place.bottom),
            Box(box.left, place.top, place.left - box.left, place.height),
            Box(place.right, place.top, box.right - place.right, place.height),
        ):
            if bar.width > 0 and bar.height > 0:
                self._canvas.clear(bar, PANEL)

    def _placeholder(self) -> None:
        """A quiet figure where the picture will be."""
        box, px = self._box, self._canvas.scale.px
        self._canvas.clear(box, PANEL)
        x, y = box.middle
        head = px(54)
        self._canvas.rounded(Box(x - head, y - px(190), 2 * head, 2 * head), head, TRACK)
        self._canvas.rounded(Box(x - px(112), y - px(58), px(224), px(190)), px(96), TRACK)
        self._canvas.clear(Box(x - px(112), y + px(60), px(224), px(74)), PANEL)
        if self._waiting:
            text = self._canvas.lettering.fit(self._waiting, Type.BODY, box.width - 2 * px(LABEL_INSET))
            self._canvas.text(text, Type.BODY, (x, y + px(142)), "centre", DIM)


def _same(new: object, old: object) -> bool:
    if isinstance(new, np.ndarray) or isinstance(old, np.ndarray):
        return new is old
    return bool(new == old)


def _with_arrows(
    joints: NDArray[np.floating] | None, arrows: tuple[Arrow, ...]
) -> NDArray[np.floating] | None:
    """The joints and the ends of the arrows: all that should stay in view."""
    if joints is None or not arrows:
        return joints
    return np.vstack([joints, np.array([arrow.end for arrow in arrows])])
