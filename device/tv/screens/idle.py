"""The idle screen: clock, the household's week, what the night prepared, and how to open the page on a phone.

The whole picture moves by a few px every minute, so that nothing burns into a screen that shows it all day.
"""

from typing import Final

import cv2
import numpy as np
import segno

from device.messages import Image
from device.tv.drawing.canvas import Canvas
from device.tv.drawing.theme import (
    ACCENT,
    BACKGROUND,
    DIM,
    MARGIN_X,
    MARGIN_Y,
    PANEL,
    REFERENCE_SIZE,
    TEXT,
    TRACK,
    Box,
    Colour,
    Type,
)
from device.tv.drawing.typography import centred_baseline
from device.tv.drawing.week_chart import draw_week
from device.tv.screens.notices import draw_notices, titles_of
from device.views import IdleView
from device.words.lookup import ENGLISH_WORDS, Words

NAME: Final = "Formbox"
LEFT_WIDTH: Final = 980
CLOCK_BASELINE: Final = 236
DATE_BASELINE: Final = 324
# Without a clock, the name stands in its place.
NAME_BASELINE: Final = 160
NIGHT_BASELINE: Final = 436
NIGHT_LINE_BASELINE: Final = 496
NIGHT_PITCH: Final = 56
NIGHT_LINES: Final = 2
NIGHT_BAR_TOP: Final = 528
NIGHT_BAR_HEIGHT: Final = 12
WEEK_TOP: Final = 606
WEEK_TOP_ALONE: Final = 446  # when the night had nothing to do
WEEK_TITLE_DROP: Final = 36
WEEK_BOTTOM: Final = 934
FOOT_TOP: Final = 966
FOOT_HEIGHT: Final = 60
# What a phone needs, on a card of its own.
CARD_LEFT: Final = 1164
CARD_WIDTH: Final = REFERENCE_SIZE[0] - MARGIN_X - CARD_LEFT
CARD_HEIGHT: Final = REFERENCE_SIZE[1] - 2 * MARGIN_Y
CARD_RADIUS: Final = 40
CARD_PAD: Final = 40
# A phone reads it from three metres: 33 modules on 460 px are 14 px each, about 7 mm on a TV of 43 inches.
SQUARE_SIDE: Final = CARD_WIDTH - 2 * CARD_PAD
SQUARE_RADIUS: Final = 24
SCAN_BASELINE: Final = 730
OPEN_BASELINE: Final = 812
ADDRESS_BASELINE: Final = 872
CODE_BASELINE: Final = 980
CODE_HEIGHT: Final = 104  # so much lower is the card without one
# the standard's own quiet zone (ISO/IEC 18004)
QUIET_MODULES: Final = 4
WHITE: Final = (255, 255, 255)
# Where the picture stands in a minute, reference px from its place: a round that never leaves the margins.
DRIFT: Final = ((0, 0), (6, 0), (6, 4), (6, 8), (0, 8), (-6, 8), (-6, 4), (-6, 0))


class IdleScreen:
    """Draws onto a canvas that it has for itself until another screen takes over."""

    def __init__(self, canvas: Canvas, words: Words = ENGLISH_WORDS) -> None:
        """Nothing is drawn yet."""
        self._canvas = canvas
        self._words = words
        self._shown: IdleView | None = None

    def draw(self, view: IdleView) -> None:
        """Draw everything, if the view changed."""
        if view == self._shown:
            return
        self._shown = view
        self._canvas.clear()
        if view.busy:
            self._busy()
            return
        self._clock(view)
        self._night(view)
        self._week(view)
        self._foot(view)
        self._card(view)
        self._drift(view.time)

    def _busy(self) -> None:
        canvas = self._canvas
        middle = canvas.scale.box(0, 0, *REFERENCE_SIZE).middle
        canvas.text(self._words.text("preparing"), Type.TITLE, middle, "centre", DIM)

    def _clock(self, view: IdleView) -> None:
        if view.time:
            self._line(view.time, Type.FINAL, CLOCK_BASELINE)
        else:
            self._line(NAME, Type.SCORE, NAME_BASELINE)
        self._line(view.date, Type.TITLE, DATE_BASELINE, DIM)

    def _night(self, view: IdleView) -> None:
        """What is being prepared now, else what the last night prepared."""
        canvas, px = self._canvas, self._canvas.scale.px
        if view.working is not None:
            name, percent = view.working
            self._line(self._words.text("idle_working"), Type.SMALL, NIGHT_BASELINE, DIM)
            place = canvas.scale.box(MARGIN_X, NIGHT_LINE_BASELINE, LEFT_WIDTH, 1)
            part = canvas.text(f"{percent:.0f} %", Type.BODY, (place.right, place.top), "right", DIM)
            room = part.left - place.left - px(CARD_PAD)
            canvas.text(canvas.lettering.fit(name, Type.BODY, room), Type.BODY, (place.left, place.top))
            bar = canvas.scale.box(MARGIN_X, NIGHT_BAR_TOP, LEFT_WIDTH, NIGHT_BAR_HEIGHT)
            canvas.rounded(bar, bar.height / 2, TRACK)
            done = round(bar.width * min(max(percent / 100, 0.0), 1.0))
            if done >= bar.height:
                canvas.rounded(Box(bar.left, bar.top, done, bar.height), bar.height / 2, ACCENT)
        elif view.prepared:
            self._line(self._words.text("idle_prepared"), Type.SMALL, NIGHT_BASELINE, DIM)
            more = len(view.prepared) - NIGHT_LINES
            if more > 0:
                place = canvas.scale.box(MARGIN_X, NIGHT_BASELINE, LEFT_WIDTH, 1)
                canvas.text(f"+{more}", Type.SMALL, (place.right, place.top), "right", DIM)
            for number, name in enumerate(view.prepared[:NIGHT_LINES]):
                self._line(name, Type.BODY, NIGHT_LINE_BASELINE + number * NIGHT_PITCH)

    def _week(self, view: IdleView) -> None:
        alone = view.working is None and not view.prepared
        top = WEEK_TOP_ALONE if alone else WEEK_TOP
        self._line(self._words.text("idle_week"), Type.SMALL, top + WEEK_TITLE_DROP, DIM)
        total = sum(minutes for day in view.week for _, minutes in day.minutes)
        if total > 0:
            place = self._canvas.scale.box(MARGIN_X, top + WEEK_TITLE_DROP, LEFT_WIDTH, 1)
            text = self._words.text("minutes", count=round(total))
            self._canvas.text(text, Type.SMALL, (place.right, place.top), "right", TEXT)
        below = top + WEEK_TITLE_DROP
        area = self._canvas.scale.box(MARGIN_X, below, LEFT_WIDTH, WEEK_BOTTOM - below)
        draw_week(self._canvas, view.week, area, self._words)

    def _foot(self, view: IdleView) -> None:
        """What is wrong, else how to begin."""
        canvas = self._canvas
        area = canvas.scale.box(MARGIN_X, FOOT_TOP, LEFT_WIDTH, FOOT_HEIGHT)
        notices = titles_of(view.troubles, self._words)
        if notices:
            draw_notices(canvas, area, notices)
        elif not view.code:  # before the first phone is paired, no key does anything
            baseline = centred_baseline(canvas.scale, area.top + area.height / 2, Type.BODY)
            text = canvas.lettering.fit(self._words.text("idle_start"), Type.BODY, area.width)
            canvas.text(text, Type.BODY, (area.left, baseline), "left", TEXT)

    def _line(self, text: str, size: Type, baseline: float, colour: Colour = TEXT) -> None:
        if text:
            place = self._canvas.scale.box(MARGIN_X, baseline, LEFT_WIDTH, 1)
            short = self._canvas.lettering.fit(text, size, place.width)
            self._canvas.text(short, size, (place.left, place.top), "left", colour)

    def _card(self, view: IdleView) -> None:
        """The square of dots, where the page is, and the code of a new phone."""
        canvas, words = self._canvas, self._words
        height = CARD_HEIGHT if view.code else CARD_HEIGHT - CODE_HEIGHT
        down = (CARD_HEIGHT - height) // 2
        card = canvas.scale.box(CARD_LEFT, MARGIN_Y + down, CARD_WIDTH, height)
        canvas.rounded(card, canvas.scale.px(CARD_RADIUS), PANEL)
        self._square(view.link, MARGIN_Y + down + CARD_PAD)
        self._centred(words.text("idle_scan"), Type.SMALL, SCAN_BASELINE + down, DIM)
        hint = "idle_open" if view.code else "idle_choose"
        self._centred(words.text(hint), Type.SMALL, OPEN_BASELINE + down, DIM)
        self._centred(view.address, Type.BODY, ADDRESS_BASELINE + down)
        if view.code:
            self._code(view.code)

    def _code(self, code: str) -> None:
        """The word and six digits on one line, about the middle of the card."""
        canvas, box = self._canvas, self._canvas.scale.box
        word, digits = self._words.text("idle_code"), f"{code[:3]} {code[3:]}"
        gap, lettering = canvas.scale.px(CARD_PAD // 2), canvas.lettering
        width = lettering.width(word, Type.SMALL) + gap + lettering.width(digits, Type.SCORE)
        place = box(CARD_LEFT, CODE_BASELINE, CARD_WIDTH, 1)
        left = place.middle[0] - width / 2
        canvas.text(word, Type.SMALL, (left, place.top), "left", DIM)
        canvas.text(digits, Type.SCORE, (left + width, place.top), "right")

    def _centred(self, text: str, size: Type, baseline: float, colour: Colour = TEXT) -> None:
        canvas = self._canvas
        place = canvas.scale.box(CARD_LEFT + CARD_PAD, baseline, CARD_WIDTH - 2 * CARD_PAD, 1)
        short = canvas.lettering.fit(text, size, place.width)
        canvas.text(short, size, (place.middle[0], place.top), "centre", colour)

    def _square(self, link: str, top: int) -> None:
        canvas, scale = self._canvas, self._canvas.scale
        card = scale.box(CARD_LEFT + CARD_PAD, top, SQUARE_SIDE, SQUARE_SIDE)
        canvas.rounded(card, scale.px(SQUARE_RADIUS), WHITE)
        modules = square_of(link)
        # whole px a module, so that every edge is sharp
        module = card.width // (len(modules) + 2 * QUIET_MODULES)
        side = module * len(modules)
        place = Box(card.middle[0] - side // 2, card.middle[1] - side // 2, side, side)
        canvas.part(place)[:] = cv2.resize(modules, (side, side), interpolation=cv2.INTER_NEAREST)

    def _drift(self, time: str) -> None:
        """Move the whole picture by the shift of this minute."""
        minute = int("0" + "".join(letter for letter in time if letter.isdecimal()))
        x, y = (
            self._canvas.scale.px(abs(step)) * (1 if step > 0 else -1) for step in DRIFT[minute % len(DRIFT)]
        )
        if x or y:
            pixels = self._canvas.pixels
            moved = np.full_like(pixels, BACKGROUND)
            height, width = pixels.shape[:2]
            moved[y:, max(x, 0) : width + min(x, 0)] = pixels[: height - y, max(-x, 0) : width - max(x, 0)]
            pixels[:] = moved


def square_of(link: str) -> Image:
    """The QR code of a text, one px a module, RGB, without its quiet zone."""
    rows = segno.make(link, error="m", micro=False).matrix
    dark = np.array([list(row) for row in rows], np.uint8)
    return np.repeat(((1 - dark) * 255)[..., None], 3, axis=2)
