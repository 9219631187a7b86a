"""A list of settings, each with its value on the right; or a list of facts, when nothing is in focus.

The list scrolls so that the row in focus is seen; a note on that row stands below.
"""

from typing import Final

from device.presses import Spot
from device.tv.drawing.buttons import Target
from device.tv.drawing.canvas import Canvas
from device.tv.drawing.dirty_regions import DirtyRegions
from device.tv.drawing.pointer_mark import PointerMark
from device.tv.drawing.strokes import stroke
from device.tv.drawing.theme import ACCENT, DIM, MARGIN_X, OUTLINE, PANEL, TEXT, TRACK, Box, Type
from device.tv.drawing.typography import centred_baseline
from device.tv.screens.title_and_hint import HINT_TOP, WIDTH, draw_hint, draw_title
from device.views import Row, SettingsView
from device.words.lookup import ENGLISH_WORDS, Words

LIST_TOP: Final = 156
FACTS_TOP: Final = 176  # further from the title: no panel sets them apart
ROWS: Final = 8  # that are seen at a time
ROW_PITCH: Final = 88
ROW_HEIGHT: Final = 76
ROW_RADIUS: Final = 24
PAD: Final = 36
GAP: Final = 40  # between a name and its value
NAME_SHARE: Final = 0.62  # of the row, at the most, where the value is long
BAR_WIDTH: Final = 8
BAR_GAP: Final = 24
# Facts are read, not chosen: closer together.
FACTS: Final = 13
FACT_PITCH: Final = 58
FACT_NAME_WIDTH: Final = 620
FEW_FACTS: Final = 9  # up to so many stand in larger letters
FEW_PITCH: Final = 82
NOTE_TOP: Final = 876
NOTE_HEIGHT: Final = 90
NOTE_BASELINE: Final = 910
NOTE_PITCH: Final = 44
ARROW: Final = 20  # its height; half as wide
ARROW_LINE: Final = 6
ARROW_GAP: Final = 22


class SettingsScreen:
    """Draws views of a list onto a canvas that it has for itself until another screen takes over."""

    def __init__(self, canvas: Canvas, words: Words = ENGLISH_WORDS) -> None:  # noqa: ARG002 - as any screen
        """Begin with an empty canvas; the view brings every word."""
        self._canvas = canvas
        self._regions = DirtyRegions()
        self._pointer = PointerMark(canvas)
        self._targets: tuple[Target, ...] = ()
        self._first = 0
        canvas.clear()

    def draw(self, view: SettingsView) -> None:
        """Bring the canvas up to date with a view."""
        self._pointer.lift()
        focused = view.focus.index if view.focus is not None and view.focus.area == "rows" else None
        if self._regions.changed("title", view.title):
            draw_title(self._canvas, view.title)
        facts = view.focus is None
        self._scroll(focused, len(view.rows))
        everything = self._regions.changed("list", (facts, len(view.rows), self._first))
        if everything:
            self._canvas.clear(self._canvas.scale.box(MARGIN_X, LIST_TOP, WIDTH, HINT_TOP - LIST_TOP))
            self._mark(len(view.rows), facts=facts)
        if facts:
            self._facts(view.rows, everything=everything)
        else:
            self._rows(view.rows, focused, everything=everything)
        note = view.rows[focused].note if focused is not None and focused < len(view.rows) else None
        if (self._regions.changed("note", note) or everything) and not facts:
            self._note(note or "")
        if self._regions.changed("hint", view.hint):
            draw_hint(self._canvas, view.hint)
        self._pointer.lay(view.pointer)

    def targets(self) -> tuple[Target, ...]:
        """The rows that are seen, as last drawn; none on a page of facts."""
        return self._targets

    def _scroll(self, focused: int | None, count: int) -> None:
        if focused is not None:
            self._first = min(max(self._first, focused - ROWS + 1), focused)
        self._first = min(self._first, max(count - ROWS, 0))

    def _rows(self, rows: tuple[Row, ...], focused: int | None, *, everything: bool) -> None:
        targets = []
        for place, number in enumerate(range(self._first, min(self._first + ROWS, len(rows)))):
            row = rows[number]
            width = WIDTH - BAR_GAP - BAR_WIDTH
            box = self._canvas.scale.box(MARGIN_X, LIST_TOP + place * ROW_PITCH, width, ROW_HEIGHT)
            if self._regions.changed(f"row {place}", (row.name, row.value, number == focused)) or everything:
                self._canvas.clear(box)
                self._row(row, box, focused=number == focused)
            targets.append((box, Spot("rows", number)))
        self._targets = tuple(targets)

    def _row(self, row: Row, box: Box, *, focused: bool) -> None:
        canvas, px, lettering = self._canvas, self._canvas.scale.px, self._canvas.lettering
        canvas.rounded(box, px(ROW_RADIUS), ACCENT if focused else PANEL)
        baseline = centred_baseline(canvas.scale, box.top + box.height / 2, Type.BODY)
        y, end = box.top + box.height / 2, box.right - px(PAD)
        colour = OUTLINE if focused else TEXT
        arrow = px(ARROW) // 2 + px(ARROW_GAP)
        if row.value is None:
            self._arrow((end, y), 1, focused=focused)
            end -= arrow
        else:
            room = box.width - 2 * px(PAD) - px(GAP) - 2 * arrow
            least = min(lettering.width(row.name, Type.BODY), round(room * NAME_SHARE))
            value = lettering.fit(row.value, Type.BODY, room - least)
            # the value stands still when the focus comes and brings its arrows
            end -= arrow
            if focused:
                self._arrow((end + arrow, y), 1, focused=True)
            drawn = canvas.text(value, Type.BODY, (end, baseline), "right", OUTLINE if focused else DIM)
            end = drawn.left - arrow
            if focused:
                self._arrow((end, y), -1, focused=True)
        name = lettering.fit(row.name, Type.BODY, end - px(GAP) // 2 - box.left - px(PAD))
        canvas.text(name, Type.BODY, (box.left + px(PAD), baseline), "left", colour)

    def _arrow(self, tip: tuple[float, float], way: int, *, focused: bool) -> None:
        """The head of an arrow whose tip is at `tip`; `way` is 1 to the right and -1 to the left."""
        px = self._canvas.scale.px
        x, y = tip
        for side in (-1, 1):
            tail = x - way * px(ARROW) / 2, y + side * px(ARROW) / 2
            stroke(self._canvas.pixels, tail, tip, px(ARROW_LINE), OUTLINE if focused else DIM)

    def _facts(self, rows: tuple[Row, ...], *, everything: bool) -> None:
        self._targets = ()
        canvas = self._canvas
        if not self._regions.changed("facts", rows) and not everything:
            return
        if not everything:
            canvas.clear(canvas.scale.box(MARGIN_X, LIST_TOP, WIDTH, HINT_TOP - LIST_TOP))
        few = len(rows) <= FEW_FACTS
        size, pitch = (Type.BODY, FEW_PITCH) if few else (Type.SMALL, FACT_PITCH)
        for number, row in enumerate(rows[:FACTS]):
            baseline = FACTS_TOP + number * pitch + size
            place = canvas.scale.box(MARGIN_X, baseline, WIDTH, 1)
            if not row.value:  # a sentence of its own
                whole = canvas.lettering.fit(row.name, size, place.width)
                canvas.text(whole, size, (place.left, place.top), "left", TEXT)
                continue
            names = canvas.scale.px(FACT_NAME_WIDTH)
            name = canvas.lettering.fit(row.name, size, names - canvas.scale.px(GAP))
            canvas.text(name, size, (place.left, place.top), "left", DIM)
            value = canvas.lettering.fit(row.value, size, place.width - names)
            canvas.text(value, size, (place.left + names, place.top), "left", TEXT)

    def _note(self, note: str) -> None:
        canvas = self._canvas
        canvas.clear(canvas.scale.box(MARGIN_X, NOTE_TOP, WIDTH, NOTE_HEIGHT))
        place = canvas.scale.box(MARGIN_X + PAD, NOTE_BASELINE, WIDTH - 2 * PAD, 1)
        for number, row in enumerate(canvas.lettering.two_lines(note, Type.SMALL, place.width)):
            top = place.top + number * canvas.scale.px(NOTE_PITCH)
            canvas.text(row, Type.SMALL, (place.left, top), "left", TEXT)

    def _mark(self, count: int, *, facts: bool) -> None:
        """The scroll bar; none where everything is seen."""
        if facts or count <= ROWS:
            return
        height = ROW_PITCH * (ROWS - 1) + ROW_HEIGHT
        bar = self._canvas.scale.box(MARGIN_X + WIDTH - BAR_WIDTH, LIST_TOP, BAR_WIDTH, height)
        self._canvas.rounded(bar, bar.width / 2, TRACK)
        length = round(bar.height * ROWS / count)
        top = bar.top + round((bar.height - length) * self._first / (count - ROWS))
        self._canvas.rounded(Box(bar.left, top, bar.width, length), bar.width / 2, DIM)
