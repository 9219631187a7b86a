"""Getting ready: the camera's picture, an outline for each person to step into, advice, and the countdown.

Each region is redrawn only when it changed; the mark of a pointing hand lies over all of them.
"""

from math import ceil, floor
from typing import Final

import cv2
import numpy as np

from device.messages import Image
from device.tv.drawing.buttons import Target, draw_buttons
from device.tv.drawing.canvas import Canvas
from device.tv.drawing.dirty_regions import DirtyRegions
from device.tv.drawing.pointer_mark import PointerMark
from device.tv.drawing.sentence import PRAISE, Tone, draw_sentence
from device.tv.drawing.skeleton import draw_skeleton
from device.tv.drawing.strokes import disc, stroke
from device.tv.drawing.theme import (
    ACCENT,
    BACKGROUND,
    DIM,
    MARGIN_X,
    OUTLINE,
    PANEL,
    REFERENCE_SIZE,
    TEXT,
    TRACK,
    Box,
    Colour,
    Type,
)
from device.tv.drawing.typography import centred_baseline, draw_rows
from device.tv.screens.ready_outline import draw_line, outlines, spotlight
from device.views import Badge, ReadyView, Standing
from device.words.lookup import ENGLISH_WORDS, Words

WIDTH: Final = REFERENCE_SIZE[0] - 2 * MARGIN_X
# A picture of 16:9 fills its place, one of 4:3 has its whole height: feet must be seen.
PICTURE_TOP: Final = 54
PICTURE_WIDTH: Final = 1344
PICTURE_HEIGHT: Final = 756
PICTURE_RADIUS: Final = 28
# Beside it from the top: the title, the people, and the seconds.
SIDE_LEFT: Final = MARGIN_X + PICTURE_WIDTH + 36
SIDE_WIDTH: Final = REFERENCE_SIZE[0] - MARGIN_X - SIDE_LEFT
TITLE_BASELINE: Final = 98
TITLE_LINES_HEIGHT: Final = 120
BADGES_TOP: Final = 190
BADGE_HEIGHT: Final = 92
BADGE_GAP: Final = 20
BADGE_PAD: Final = 24
MARK: Final = 22  # the radius of the mark beside a name
COUNT_SIDE: Final = 348
COUNT_TOP: Final = PICTURE_TOP + PICTURE_HEIGHT - COUNT_SIDE
SKELETON: Final = 0.75  # thinner than in the match: the outline comes first
RING_WIDTH: Final = 22
RING_STEPS: Final = 90  # a second's turn of the ring: more cannot be seen
UPWARDS: Final = -90.0
# Below: one sentence, and the buttons.
SAID_TOP: Final = 818
SAID_HEIGHT: Final = 108
SAID_GAP: Final = 20
BUTTONS_TOP: Final = 934
BUTTONS_HEIGHT: Final = 92


class ReadyScreen:
    """Draws onto a canvas that it has for itself until another screen takes over."""

    def __init__(self, canvas: Canvas, words: Words = ENGLISH_WORDS) -> None:
        """Begin with an empty canvas."""
        self._canvas = canvas
        self._words = words
        self._regions = DirtyRegions()
        self._mark = PointerMark(canvas)
        self._targets: tuple[Target, ...] = ()
        # the arrays themselves: one that is gone could lend its number to the next
        self._pictured: tuple[object, ...] | None = None
        canvas.clear()

    def draw(self, view: ReadyView) -> None:
        """Bring the canvas up to date with a view."""
        self._mark.lift()
        if self._regions.changed("title", view.title):
            self._title(view.title)
        if self._regions.changed("badges", tuple((each.badge, each.fine) for each in view.people)):
            self._badges(view.people)
        turn = None if view.countdown is None else round(view.countdown * RING_STEPS)
        if self._regions.changed("count", turn):
            self._count(view.countdown)
        told = tuple(each.advice for each in view.people)
        if self._regions.changed("said", (view.advice, told, view.note)):
            self._say(view.advice, view.people, view.note)
        if self._regions.changed("buttons", (view.buttons, view.focus)):
            area = self._canvas.scale.box(MARGIN_X, BUTTONS_TOP, WIDTH, BUTTONS_HEIGHT)
            self._canvas.clear(area)
            self._targets = draw_buttons(self._canvas, view.buttons, area, view.focus)
        self._draw_picture(view)
        self._mark.lay(view.pointer)

    def targets(self) -> tuple[Target, ...]:
        """The buttons, as last drawn."""
        return self._targets

    def _draw_picture(self, view: ReadyView) -> None:
        joints = tuple(each.joints for each in view.people)
        fine = tuple((each.badge.colour, each.fine) for each in view.people)
        pictured = (view.image, *joints, fine, view.side, view.mirrored)
        if self._pictured is not None and len(self._pictured) == len(pictured):
            pairs = list(zip(pictured, self._pictured, strict=True))
            arrays, plain = pairs[: 1 + len(joints)], pairs[1 + len(joints) :]
            if all(new is old for new, old in arrays) and all(new == old for new, old in plain):
                return
        self._pictured = pictured
        canvas = self._canvas
        area = canvas.scale.box(MARGIN_X, PICTURE_TOP, PICTURE_WIDTH, PICTURE_HEIGHT)
        if view.image is None:
            canvas.rounded(area, canvas.scale.px(PICTURE_RADIUS), PANEL)
            waiting = canvas.lettering.fit(self._words.text("waiting_camera"), Type.TITLE, area.width)
            canvas.text(waiting, Type.TITLE, area.middle, "centre", DIM)
            return
        height, width = view.image.shape[:2]
        place = area.fitted((width, height))
        for bar in area.around(place):
            canvas.clear(bar, PANEL)
        self._people(view.image, canvas.part(place), (place.width, place.height), view)
        canvas.round_corners(area, canvas.scale.px(PICTURE_RADIUS))

    def _people(self, image: Image, target: Image, size: tuple[int, int], view: ReadyView) -> None:
        """The picture with everybody in it; what can be done in few px is done before it grows."""
        width = image.shape[1]
        smaller = size[0] < width
        if smaller:
            image = np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.uint8)
        if view.mirrored:
            image = np.asarray(cv2.flip(image, 1), np.uint8)
        lit = spotlight(image, tuple(each.fine for each in view.people), PRAISE, side=view.side)
        if smaller:
            target[:] = lit
        else:
            cv2.resize(lit, size, dst=target, interpolation=cv2.INTER_LINEAR)
        lines = outlines(size, len(view.people), view.side)
        for line, each in zip(lines, view.people, strict=True):
            draw_line(target, line, PRAISE if each.fine else each.badge.colour, self._canvas.scale.factor)
        for each in view.people:
            if each.joints is not None:
                joints = (np.asarray(each.joints, np.float64) + 0.5) * (size[0] / width) - 0.5
                if view.mirrored:
                    joints[:, 0] = size[0] - 1 - joints[:, 0]
                draw_skeleton(target, joints, None, SKELETON * size[1] / PICTURE_HEIGHT)

    def _title(self, title: str) -> None:
        canvas, scale = self._canvas, self._canvas.scale
        area = scale.box(SIDE_LEFT, PICTURE_TOP, SIDE_WIDTH, TITLE_LINES_HEIGHT)
        canvas.clear(area)
        baseline = scale.box(0, TITLE_BASELINE, 1, 1).top
        rows = canvas.lettering.two_lines(title, Type.BODY, area.width)
        draw_rows(canvas, rows, Type.BODY, (area.left, baseline))

    def _badges(self, people: tuple[Standing, ...]) -> None:
        canvas, box = self._canvas, self._canvas.scale.box
        canvas.clear(box(SIDE_LEFT, BADGES_TOP, SIDE_WIDTH, COUNT_TOP - BADGES_TOP))
        for number, each in enumerate(people):
            top = BADGES_TOP + number * (BADGE_HEIGHT + BADGE_GAP)
            self._badge(box(SIDE_LEFT, top, SIDE_WIDTH, BADGE_HEIGHT), each.badge, fine=each.fine)

    def _badge(self, pill: Box, badge: Badge, *, fine: bool) -> None:
        """A name in its colour, with a tick when its owner stands well."""
        canvas, px = self._canvas, self._canvas.scale.px
        canvas.rounded(pill, pill.height / 2, PANEL)
        x, y = pill.left + px(BADGE_PAD) + px(MARK), pill.top + pill.height / 2
        colour: Colour = PRAISE if fine else badge.colour
        disc(canvas.pixels, (x, y), px(MARK), colour)
        if fine:
            points = [
                (x + dx * px(MARK), y + dy * px(MARK)) for dx, dy in ((-0.45, 0.05), (-0.1, 0.4), (0.5, -0.4))
            ]
            stroke(canvas.pixels, points[0], points[1], px(6), OUTLINE)
            stroke(canvas.pixels, points[1], points[2], px(6), OUTLINE)
        else:
            disc(canvas.pixels, (x, y), px(MARK - 7), PANEL)
        left = round(x) + px(MARK) + px(BADGE_PAD)
        name = canvas.lettering.fit(badge.name, Type.BODY, pill.right - left - px(BADGE_PAD))
        canvas.text(
            name, Type.BODY, (left, centred_baseline(canvas.scale, y, Type.BODY)), "left", badge.colour
        )

    def _count(self, countdown: float | None) -> None:
        """The seconds that are left, in a ring that empties once a second."""
        canvas, scale = self._canvas, self._canvas.scale
        area = scale.box(SIDE_LEFT + (SIDE_WIDTH - COUNT_SIDE) / 2, COUNT_TOP, COUNT_SIDE, COUNT_SIDE)
        canvas.clear(area)
        if countdown is None:
            return
        seconds = max(ceil(countdown), 1)
        left = min(max(countdown - floor(countdown) if countdown % 1 else 1.0, 0.0), 1.0)
        x, y = area.middle
        thick = scale.px(RING_WIDTH)
        radius = (area.width - thick) // 2 - 2
        cv2.circle(canvas.pixels, (x, y), radius, TRACK, thick, cv2.LINE_AA)
        turn = UPWARDS + 360.0 * left
        cv2.ellipse(canvas.pixels, (x, y), (radius, radius), 0, UPWARDS, turn, ACCENT, thick, cv2.LINE_AA)
        baseline = centred_baseline(scale, y, Type.FINAL)
        canvas.text(str(seconds), Type.FINAL, (x, baseline), "centre", TEXT)

    def _say(self, advice: str | None, people: tuple[Standing, ...], note: str | None) -> None:
        """The advice for everybody, else that for each person, else what is to be known of the lesson."""
        canvas, box = self._canvas, self._canvas.scale.box
        area = box(MARGIN_X, SAID_TOP, WIDTH, SAID_HEIGHT)
        canvas.clear(area, BACKGROUND)
        told = [each.advice for each in people]
        if note is not None and advice is None and not any(told):
            draw_sentence(canvas, area, area.middle[0], (note, Tone.NOTICE), Type.TITLE)
            return
        if advice is not None or len(people) == 1:
            sentence = advice if advice is not None else told[0]
            if sentence is not None:
                draw_sentence(canvas, area, area.middle[0], (sentence, Tone.CUE), Type.TITLE)
            return
        half = (PICTURE_WIDTH - SAID_GAP) / 2
        for place, (each, sentence) in enumerate(zip(people, told, strict=True)):
            if sentence is not None:
                part = box(MARGIN_X + place * (half + SAID_GAP), SAID_TOP, half, SAID_HEIGHT)
                said = (sentence, Tone.CUE)
                edge = each.badge.colour
                draw_sentence(canvas, part, part.middle[0], said, Type.BODY, lines=2, edge=edge)
