"""The library: the people who train, the lessons as posters, training without one, settings, and the keys.

Each region is redrawn only when it changed; the mark of a pointing hand lies over all of them.
"""

from typing import Final

import numpy as np

from device.ports import Clock
from device.presses import Spot
from device.trouble import Trouble
from device.tv.drawing.buttons import Target
from device.tv.drawing.canvas import Canvas
from device.tv.drawing.dirty_regions import DirtyRegions
from device.tv.drawing.free_button import draw_free, width_of_free
from device.tv.drawing.pointer_mark import PointerMark
from device.tv.drawing.strokes import disc, stroke
from device.tv.drawing.theme import (
    ACCENT,
    DIM,
    MARGIN_X,
    MARGIN_Y,
    OUTLINE,
    PANEL,
    REFERENCE_SIZE,
    Box,
    Type,
)
from device.tv.drawing.trouble_symbols import draw_symbol
from device.tv.drawing.typography import centred_baseline
from device.tv.screens.notices import HEIGHT as NOTICE_HEIGHT
from device.tv.screens.notices import draw_notices, titles_of
from device.tv.screens.people_chips import FRAME, FRAME_GAP, draw_people
from device.tv.screens.poster import CELL_HEIGHT, INSET
from device.tv.screens.poster_wall import ROWS, WIDTH, PosterWall
from device.views import POSTER_COLUMNS, HomeView
from device.words.lookup import ENGLISH_WORDS, Words

NAME: Final = "Formbox"
HEADER_HEIGHT: Final = 88
GEAR: Final = 68
GEAR_INSET: Final = 10
GEAR_GROWTH: Final = 8  # px that it grows to each side in focus
TEETH: Final = 8
CLOCK_WIDTH: Final = 190
# Everything begins where the posters' pictures do; the row of people has its own room for a frame.
LEFT: Final = MARGIN_X + INSET
PEOPLE_LEFT: Final = LEFT - FRAME - FRAME_GAP
CORNER_WIDTH: Final = GEAR + 2 * GEAR_INSET + CLOCK_WIDTH
FREE_GAP: Final = 24
PEOPLE_WIDTH: Final = MARGIN_X + WIDTH - CORNER_WIDTH - FREE_GAP - PEOPLE_LEFT
# More people need the room of the button's label; its picture stays.
PEOPLE_BESIDE_LABEL: Final = 5
WALL_TOP: Final = 156
FOOT_HEIGHT: Final = NOTICE_HEIGHT
FOOT_TOP: Final = REFERENCE_SIZE[1] - MARGIN_Y - FOOT_HEIGHT
FOOT_GAP: Final = 40
# The empty library: symbol, title, and what to do.
EMPTY_SYMBOL: Final = 210
EMPTY_SYMBOL_TOP: Final = 280
EMPTY_BASELINE: Final = 610
EMPTY_LINE_TOP: Final = 690
EMPTY_PITCH: Final = 56
EMPTY_WIDTH: Final = 1300
# Below a single row: how to add more.
MORE_SYMBOL: Final = 132
MORE_SYMBOL_TOP: Final = WALL_TOP + CELL_HEIGHT + 70
MORE_BASELINE: Final = WALL_TOP + CELL_HEIGHT + 284


class HomeScreen:
    """Draws views of the library onto a canvas that it has for itself until another screen takes over."""

    def __init__(self, canvas: Canvas, words: Words = ENGLISH_WORDS, clock: Clock | None = None) -> None:
        """Begin with an empty canvas; with a clock the posters glide when they scroll."""
        self._canvas = canvas
        self._words = words
        self._regions = DirtyRegions()
        self._pointer = PointerMark(canvas)
        self._clock = clock
        self._wall = PosterWall(canvas, words, (MARGIN_X, WALL_TOP), clock)
        self._people: tuple[Target, ...] = ()
        self._free: tuple[Target, ...] = ()
        self._gear: tuple[Target, ...] = ()
        canvas.clear()

    def draw(self, view: HomeView) -> None:
        """Bring the canvas up to date with a view."""
        self._pointer.lift()
        area = view.focus.area
        on_people = view.focus if area == "people" else None
        if self._regions.changed("people", (view.people, on_people, area == "free")):
            self._draw_people(view, on_people, free=area == "free")
        if self._regions.changed("corner", (view.time, area == "settings")):
            self._draw_corner(view.time, focused=area == "settings")
        rows = min(-(-len(view.posters) // POSTER_COLUMNS), ROWS)
        if self._regions.changed("rows", rows):
            self._draw_around(rows)
        if rows:
            self._wall.draw(view.posters, view.focus.index if area == "posters" else None)
        if self._regions.changed("foot", (view.hint, view.troubles)):
            self._draw_foot(view)
        self._pointer.lay(view.pointer)

    def targets(self) -> tuple[Target, ...]:
        """What a pointer can choose, as last drawn."""
        return self._people + self._free + self._gear + self._wall.targets()

    def _draw_people(self, view: HomeView, focus: Spot | None, *, free: bool) -> None:
        """The people, and at the end of their row how to train without a lesson."""
        canvas = self._canvas
        area = canvas.scale.box(PEOPLE_LEFT, MARGIN_Y, PEOPLE_WIDTH, HEADER_HEIGHT)
        canvas.clear(area)
        label = self._words.text("free")
        if len(view.people) > PEOPLE_BESIDE_LABEL:
            label = ""
        wide = width_of_free(canvas, label)
        button = Box(area.right - wide, area.top, wide, area.height)
        self._free = (draw_free(canvas, button, label, focused=free),)
        room = Box(area.left, area.top, area.width - wide - canvas.scale.px(FREE_GAP), area.height)
        self._people = draw_people(canvas, view.people, room, focus)
        if not view.people:
            baseline = centred_baseline(canvas.scale, area.top + area.height / 2, Type.TITLE)
            canvas.text(NAME, Type.TITLE, (canvas.scale.box(LEFT, 0, 1, 1).left, baseline))

    def _draw_corner(self, time: str, *, focused: bool) -> None:
        """The clock and the gear of the settings."""
        canvas, px = self._canvas, self._canvas.scale.px
        area = canvas.scale.box(MARGIN_X + WIDTH - CORNER_WIDTH, MARGIN_Y, CORNER_WIDTH, HEADER_HEIGHT)
        canvas.clear(area)
        side = px(GEAR)
        gear = Box(area.right - px(GEAR_INSET) - side, area.top + (area.height - side) // 2, side, side)
        by = px(GEAR_GROWTH) if focused else 0
        ground = Box(gear.left - by, gear.top - by, side + 2 * by, side + 2 * by)
        canvas.rounded(ground, ground.height / 2, ACCENT if focused else PANEL)
        _draw_gear(canvas, gear, focused=focused)
        self._gear = ((gear, Spot("settings")),)
        baseline = centred_baseline(canvas.scale, area.top + area.height / 2, Type.TITLE)
        canvas.text(time, Type.TITLE, (gear.left - px(2 * GEAR_INSET + 4), baseline), "right")

    def _draw_around(self, rows: int) -> None:
        """What stands around the wall: with no or few lessons, how to add some. The wall is made anew."""
        canvas, box = self._canvas, self._canvas.scale.box
        canvas.clear(box(MARGIN_X, WALL_TOP, WIDTH, ROWS * CELL_HEIGHT))
        self._wall = PosterWall(canvas, self._words, (MARGIN_X, WALL_TOP), self._clock, max(rows, 1))
        middle = box(0, 0, *REFERENCE_SIZE).middle[0]
        if rows == 1:
            left = (REFERENCE_SIZE[0] - MORE_SYMBOL) / 2
            draw_symbol(canvas, Trouble.NO_LESSONS, box(left, MORE_SYMBOL_TOP, MORE_SYMBOL, MORE_SYMBOL))
            more = canvas.lettering.fit(self._words.sentence("home_more"), Type.SMALL, canvas.scale.px(WIDTH))
            canvas.text(more, Type.SMALL, (middle, box(0, MORE_BASELINE, 1, 1).top), "centre", DIM)
        elif rows == 0:
            self._draw_empty(middle)

    def _draw_empty(self, middle: int) -> None:
        canvas, box = self._canvas, self._canvas.scale.box
        left = (REFERENCE_SIZE[0] - EMPTY_SYMBOL) / 2
        draw_symbol(canvas, Trouble.NO_LESSONS, box(left, EMPTY_SYMBOL_TOP, EMPTY_SYMBOL, EMPTY_SYMBOL))
        title = self._words.text("trouble_no_lessons")
        canvas.text(title, Type.TITLE, (middle, box(0, EMPTY_BASELINE, 1, 1).top), "centre")
        sentence = self._words.sentence(Trouble.NO_LESSONS.value)
        room = canvas.scale.px(EMPTY_WIDTH)
        for number, row in enumerate(canvas.lettering.two_lines(sentence, Type.BODY, room)):
            top = box(0, EMPTY_LINE_TOP + number * EMPTY_PITCH, 1, 1).top
            canvas.text(row, Type.BODY, (middle, top), "centre", DIM)

    def _draw_foot(self, view: HomeView) -> None:
        canvas = self._canvas
        area = canvas.scale.box(LEFT, FOOT_TOP, MARGIN_X + WIDTH - LEFT, FOOT_HEIGHT)
        canvas.clear(area)
        taken = draw_notices(canvas, area, titles_of(view.troubles, self._words))
        baseline = centred_baseline(canvas.scale, area.top + area.height / 2, Type.SMALL)
        room = area.width - (taken + canvas.scale.px(FOOT_GAP) if taken else 0)
        if taken and canvas.lettering.width(view.hint, Type.SMALL) > room:
            return
        hint = canvas.lettering.fit(view.hint, Type.SMALL, room)
        # beside a trouble on the right, else in the middle
        middle = canvas.scale.box(0, 0, *REFERENCE_SIZE).middle[0]
        place = (area.right if taken else middle, baseline)
        canvas.text(hint, Type.SMALL, place, "right" if taken else "centre", DIM)


def _draw_gear(canvas: Canvas, box: Box, *, focused: bool) -> None:
    """A toothed wheel in the middle of a box."""
    colour = OUTLINE if focused else DIM
    middle = np.array([box.left + box.width / 2, box.top + box.height / 2])
    unit = box.width / 2
    for turn in np.arange(TEETH) * (2 * np.pi / TEETH):
        way = np.array([np.cos(turn), np.sin(turn)]) * unit
        start, end = middle + way * 0.3, middle + way * 0.5
        stroke(canvas.pixels, (start[0], start[1]), (end[0], end[1]), unit * 0.2, colour)
    disc(canvas.pixels, (middle[0], middle[1]), unit * 0.42, colour)
    disc(canvas.pixels, (middle[0], middle[1]), unit * 0.18, ACCENT if focused else PANEL)
