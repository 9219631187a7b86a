"""One picture on the screen, in a rounded panel, with the skeletons and arrows of the people in it.

Redrawn only when something in it changed; a picture counts as unchanged when it is the same array object.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
import pygame
from numpy.typing import NDArray

from device.messages import Arrow, Image, Level
from device.tv.drawing.canvas import Canvas
from device.tv.drawing.depth_bar import lay_depth
from device.tv.drawing.framing import Framing
from device.tv.drawing.skeleton import draw_arrow, draw_skeleton
from device.tv.drawing.theme import DIM, PANEL, TEXT, TRACK, Box, Colour, Type
from device.tv.drawing.typography import draw_rows
from scoring.body.joints import Joint

CORNER_RADIUS: Final = 28
LABEL_INSET: Final = 20
# Below this the linear filter skips source px and the picture flickers.
LINEAR_DOWN_TO: Final = 0.5
# The match screen's panel: its skeletons are drawn at a scale of 1.
SKELETON_HEIGHT: Final = 744
# From the nose up to where a name stands: above the hair, in torso lengths, and px where no torso is seen.
NAME_TORSOS: Final = 0.5
NAME_PX: Final = 60
FIGURE_FROM: Final = 420  # a panel that is lower has no room for the figure that waits for a picture
AWAY_LIGHT: Final = 0.35  # how much light is left where a person is missing


@dataclass(frozen=True, slots=True, eq=False)
class PanelBody:
    """One person in a picture.

    joints (15, 2) px in it, NaN where unseen, None while not seen; levels: one per bone, None for one neutral
    colour; name: stands above the head; away: of two people, this one's half of the picture is dimmed; depth:
    of the running repetition, a step of the bar at the edge of the picture, None for no bar.
    """

    joints: NDArray[np.floating] | None
    levels: Sequence[Level] | None = None
    arrows: tuple[Arrow, ...] = ()
    name: pygame.Surface | None = None
    away: bool = False
    depth: int | None = None


class PicturePanel:
    """Shows one picture in a box of the canvas, with a label in its corner."""

    def __init__(
        self, canvas: Canvas, box: Box, label: str, waiting: str = "", colour: Colour = TEXT
    ) -> None:
        """waiting: written while there is no picture; colour: of the label."""
        self._canvas = canvas
        self._box = box
        self._label = canvas.tag(label, colour) if label else None
        self._waiting = waiting
        self._framing = Framing(box.width / box.height)
        self._radius = canvas.scale.px(CORNER_RADIUS)
        self._scale = box.height / SKELETON_HEIGHT
        self._shown: tuple[object, ...] | None = None

    def draw(
        self,
        image: Image | None,
        bodies: tuple[PanelBody, ...],
        time_s: float,
        *,
        mirrored: bool = False,
        patterned: bool = False,
    ) -> bool:
        """Draw the panel when anything in it changed; returns whether it did. Always as many `bodies`.

        mirrored: left and right change sides, in the picture and in all that is drawn into it, but not in
        what is written; patterned: as in `draw_skeleton`.
        """
        parts = (part for body in bodies for part in _parts_of(body))
        shown = (image, mirrored, patterned, *parts)
        if self._shown is not None and all(_same(*pair) for pair in zip(shown, self._shown, strict=True)):
            return False
        self._shown = shown
        if image is None:
            self._placeholder()
        else:
            self._picture(image, bodies, time_s, mirrored=mirrored, patterned=patterned)
        self._canvas.round_corners(self._box, self._radius)
        for number, body in enumerate(bodies):
            if body.depth is not None and image is not None:
                lay_depth(self._canvas, self._box, body.depth, self._scale, left=number == 0)
        if self._label is not None and image is not None:
            inset = self._canvas.scale.px(LABEL_INSET)
            # at the bottom, because hands are raised and feet stay together; a low panel's would hide legs
            low = self._box.height < self._canvas.scale.px(FIGURE_FROM)
            top = self._box.top + inset if low else self._box.bottom - inset - self._label.get_height()
            self._canvas.stamp(self._label, (self._box.left + inset, top))
        return True

    def _picture(
        self, image: Image, bodies: tuple[PanelBody, ...], time_s: float, *, mirrored: bool, patterned: bool
    ) -> None:
        box = self._box
        height, width = image.shape[:2]
        window = self._framing.follow((width, height), _everybody(bodies), time_s)
        place = box.fitted((window.width, window.height))
        size = place.width, place.height
        for bar in box.around(place):
            self._canvas.clear(bar, PANEL)
        source = image[window.top : window.top + window.height, window.left : window.left + window.width]
        if mirrored:
            # the part alone and before it grows: a twentieth of what turning the finished picture takes
            source = np.asarray(cv2.flip(source, 1), np.uint8)
        target = self._canvas.part(place)
        slight = size[0] >= LINEAR_DOWN_TO * window.width
        smooth = cv2.INTER_LINEAR if slight else cv2.INTER_AREA
        cv2.resize(source, size, dst=target, interpolation=smooth)
        # px centres of the source onto px centres of the target
        ratio = np.array([size[0] / window.width, size[1] / window.height])
        origin = np.array([window.left, window.top], np.float64)

        def onto(points: NDArray[np.floating]) -> NDArray[np.float64]:
            placed = (np.asarray(points, np.float64) - origin + 0.5) * ratio - 0.5
            if mirrored:
                placed[..., 0] = size[0] - 1 - placed[..., 0]
            return placed

        shown = [None if body.joints is None else onto(body.joints) for body in bodies]
        self._dim(target, bodies, shown)
        # the names lie under the skeletons: a raised hand stays visible
        for body, joints in zip(bodies, shown, strict=True):
            if joints is not None and body.name is not None:
                self._name(body.name, joints + np.array([place.left, place.top]))
        for body, joints in zip(bodies, shown, strict=True):
            if joints is not None:
                draw_skeleton(target, joints, body.levels, self._scale, patterned=patterned)
        for arrow in (arrow for body in bodies for arrow in body.arrows):
            (x0, y0), (x1, y1) = onto(np.array([arrow.start, arrow.end])).tolist()
            draw_arrow(target, (x0, y0), (x1, y1), self._scale)

    def _dim(
        self, target: Image, bodies: tuple[PanelBody, ...], shown: list[NDArray[np.float64] | None]
    ) -> None:
        """Darken the half of a person who is away, but not the other person, who may stand in the middle."""
        if len(bodies) != 2:
            return
        width = target.shape[1]
        for number, (body, other) in enumerate(zip(bodies, reversed(shown), strict=True)):
            if not body.away:
                continue
            seen = np.empty(0) if other is None else other[np.isfinite(other[:, 0]), 0]
            margin, edge = self._canvas.scale.px(NAME_PX), width // 2
            if number == 0:
                edge = min(edge, round(seen.min()) - margin) if len(seen) else edge
                part = target[:, : max(edge, 0)]
            else:
                edge = max(edge, round(seen.max()) + margin) if len(seen) else edge
                part = target[:, min(edge, width) :]
            if part.shape[1]:
                cv2.convertScaleAbs(part, dst=part, alpha=AWAY_LIGHT)

    def _name(self, name: pygame.Surface, joints: NDArray[np.floating]) -> None:
        """A name above a head, joints (15, 2) in px of the canvas; nowhere when no joint is seen."""
        seen = joints[np.isfinite(joints).all(axis=1)]
        if len(seen) == 0:
            return
        nose = joints[Joint.NOSE]
        x, y = nose if np.isfinite(nose).all() else (seen[:, 0].mean(), seen[:, 1].min())
        torso = float(np.hypot(*(joints[Joint.SHOULDER_CENTRE] - joints[Joint.HIP_CENTRE])))
        above = NAME_TORSOS * torso if np.isfinite(torso) else self._canvas.scale.px(NAME_PX)
        box, (width, height) = self._box, name.get_size()
        left = min(max(round(x - width / 2), box.left), box.right - width)
        top = min(max(round(y - above) - height, box.top), box.bottom - height)
        self._canvas.stamp(name, (left, top))

    def _placeholder(self) -> None:
        """A quiet figure where the picture will be; a low panel has room for the words alone."""
        box, px, lettering = self._box, self._canvas.scale.px, self._canvas.lettering
        self._canvas.clear(box, PANEL)
        x, y = box.middle
        low = box.height < px(FIGURE_FROM)
        if not low:
            head = px(54)
            self._canvas.rounded(Box(x - head, y - px(190), 2 * head, 2 * head), head, TRACK)
            self._canvas.rounded(Box(x - px(112), y - px(58), px(224), px(190)), px(96), TRACK)
            self._canvas.clear(Box(x - px(112), y + px(60), px(224), px(74)), PANEL)
        room = box.width - 2 * px(LABEL_INSET)
        size = Type.BODY if lettering.width(self._waiting, Type.BODY) <= room else Type.SMALL
        rows = lettering.two_lines(self._waiting, size, room)
        draw_rows(self._canvas, rows, size, (x, y + (0 if low else px(142))), "centre", DIM)


def _parts_of(body: PanelBody) -> tuple[object, ...]:
    return body.joints, body.levels, body.arrows, body.away, body.depth


def _same(new: object, old: object) -> bool:
    if isinstance(new, np.ndarray) or isinstance(old, np.ndarray):
        return new is old
    return bool(new == old)


def _everybody(bodies: tuple[PanelBody, ...]) -> NDArray[np.floating] | None:
    """The joints of everybody and the ends of the arrows: all that should stay in view.

    The person seen best comes first: the framing takes its margin from that torso.
    """
    seen = [(body.joints, body.arrows) for body in bodies if body.joints is not None]
    if not seen:
        return None
    seen.sort(key=lambda each: int(np.isnan(each[0]).sum()))
    ends = [np.array([arrow.end for arrow in arrows]) for _, arrows in seen if arrows]
    return np.vstack([*(joints for joints, _ in seen), *ends])
