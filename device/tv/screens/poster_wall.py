"""The posters of the library in rows, scrolled so that the one in focus is seen whole.

Every poster is drawn once and kept as pixels, so moving the focus copies two of them. With a clock the wall
glides to its new place over several calls of draw; without one it is there at once.
"""

from collections import OrderedDict
from collections.abc import Sequence
from typing import Final

from device.messages import Image
from device.ports import Clock
from device.presses import Spot
from device.tv.drawing.buttons import Target
from device.tv.drawing.canvas import Canvas
from device.tv.drawing.theme import DIM, TRACK, Box
from device.tv.screens.poster import CELL_HEIGHT, CELL_WIDTH, INSET, PICTURE_HEIGHT, draw_poster
from device.views import POSTER_COLUMNS, Poster
from device.words.lookup import Words

ROWS: Final = 2  # that are seen whole
WIDTH: Final = 1728
BAR_WIDTH: Final = 8
# Three rows in and out of focus at 1080p are 16 MB.
KEPT: Final = 32
GLIDE_S: Final = 0.25

Key = tuple[object, ...]


class PosterWall:
    """Draws posters into a part of a canvas that it has for itself."""

    def __init__(
        self,
        canvas: Canvas,
        words: Words,
        place: tuple[float, float],
        clock: Clock | None = None,
        rows: int = ROWS,
    ) -> None:
        """`place`: the top left corner in reference px; the wall is WIDTH x `rows` * CELL_HEIGHT of them."""
        self._canvas = canvas
        self._words = words
        self._clock = clock
        self._rows = rows
        box = canvas.scale.box
        self._area = box(*place, CELL_WIDTH * POSTER_COLUMNS, CELL_HEIGHT * rows)
        self._bar = box(
            place[0] + WIDTH - BAR_WIDTH, place[1] + INSET, BAR_WIDTH, CELL_HEIGHT * rows - 2 * INSET
        )
        self._cell = (self._area.width // POSTER_COLUMNS, self._area.height // self._rows)
        self._kept: OrderedDict[Key, tuple[Poster, Image]] = OrderedDict()
        self._posters: Sequence[Poster] = ()
        self._top = 0  # the first row that is seen whole
        self._glide = (0, 0.0)  # px from which, and when it began
        self._drawn: tuple[int, int, dict[int, Key]] | None = None

    def draw(self, posters: Sequence[Poster], focused: int | None) -> bool:
        """Show posters, the `focused` one in view; returns whether anything was drawn."""
        self._posters = posters
        rows = -(-len(posters) // POSTER_COLUMNS)
        offset = self._scroll(rows, None if focused is None else focused // POSTER_COLUMNS)
        height = self._cell[1]
        first = offset // height
        last = min(-(-(offset + self._area.height) // height), rows)
        seen = range(first * POSTER_COLUMNS, min(last * POSTER_COLUMNS, len(posters)))
        keys = {number: _key(posters[number], focused=number == focused) for number in seen}
        before, self._drawn = self._drawn, (offset, rows, keys)
        if before == self._drawn:
            self._foresee(seen, focused)
            return False
        known: dict[int, tuple[object, ...]] = {}
        if before is not None and before[:2] == (offset, rows) and before[2].keys() == keys.keys():
            known = before[2]
        else:
            self._canvas.clear(self._area)
        for number, key in keys.items():
            if known.get(number) != key:
                self._put(number, self._drawing(posters[number], key), offset)
        if before is None or before[:2] != (offset, rows):
            self._mark(rows, offset)
        return True

    def targets(self) -> tuple[Target, ...]:
        """The pictures of the posters that are seen, as last drawn."""
        if self._drawn is None:
            return ()
        offset, _, keys = self._drawn
        px = self._canvas.scale.px
        found = []
        for number in keys:
            cell = self._place(number, offset)
            top = max(cell.top + px(INSET), self._area.top)
            bottom = min(cell.top + px(INSET + PICTURE_HEIGHT), self._area.bottom)
            if bottom > top:
                box = Box(cell.left + px(INSET), top, cell.width - 2 * px(INSET), bottom - top)
                found.append((box, Spot("posters", number)))
        return tuple(found)

    def _scroll(self, rows: int, focused: int | None) -> int:
        """Px that are scrolled away at the top, now."""
        if focused is not None:
            before = self._top
            self._top = min(max(self._top, focused - self._rows + 1), focused)
            self._top = min(self._top, max(rows - self._rows, 0))
            if self._top != before and self._clock is not None and self._drawn is not None:
                self._glide = self._drawn[0], self._clock.now()
        target = self._top * self._cell[1]
        if self._clock is None:
            return target
        start, since = self._glide
        part = min((self._clock.now() - since) / GLIDE_S, 1.0)
        rest = (1.0 - part) ** 3  # quick at first, then soft
        return round(target + (start - target) * rest) if part < 1 else target

    def _drawing(self, poster: Poster, key: Key) -> Image:
        """The pixels of a poster's cell, kept or drawn now."""
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key][1]
        # drawn where a cell of the canvas is, which is put back
        canvas, cell = self._canvas, Box(self._area.left, self._area.top, *self._cell)
        below = canvas.part(cell).copy()
        canvas.clear(cell)
        draw_poster(canvas, self._words, poster, cell, focused=bool(key[0]))
        pixels = canvas.part(cell).copy()
        canvas.part(cell)[:] = below
        # with its poster, so that no other picture can get the same id
        self._kept[key] = poster, pixels
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return pixels

    def _foresee(self, seen: range, focused: int | None) -> None:
        """Draw one poster that the next press may need, while there is time."""
        if focused is None:
            return
        near = (1, -1, POSTER_COLUMNS, -POSTER_COLUMNS)
        wanted = [(focused, False)] + [(focused + step, True) for step in near]
        wanted += [(number, False) for number in range(seen.stop, seen.stop + POSTER_COLUMNS)]
        wanted += [(number, False) for number in range(seen.start - POSTER_COLUMNS, seen.start)]
        for number, in_focus in wanted:
            if 0 <= number < len(self._posters):
                key = _key(self._posters[number], focused=in_focus)
                if key not in self._kept:
                    self._drawing(self._posters[number], key)
                    return

    def _place(self, number: int, offset: int) -> Box:
        """Where a cell stands on the canvas; parts of it may lie outside the area."""
        row, column = divmod(number, POSTER_COLUMNS)
        width, height = self._cell
        return Box(self._area.left + column * width, self._area.top + row * height - offset, width, height)

    def _put(self, number: int, pixels: Image, offset: int) -> None:
        cell = self._place(number, offset)
        top, bottom = max(cell.top, self._area.top), min(cell.bottom, self._area.bottom)
        if bottom > top:
            place = Box(cell.left, top, cell.width, bottom - top)
            self._canvas.part(place)[:] = pixels[top - cell.top : bottom - cell.top]

    def _mark(self, rows: int, offset: int) -> None:
        """The scroll bar; none where everything is seen."""
        bar = self._bar
        self._canvas.clear(bar)
        if rows <= self._rows:
            return
        self._canvas.rounded(bar, bar.width / 2, TRACK)
        length = max(round(bar.height * self._rows / rows), 2 * bar.width)
        most = (rows - self._rows) * self._cell[1]
        top = bar.top + round((bar.height - length) * min(offset / most, 1.0))
        self._canvas.rounded(Box(bar.left, top, bar.width, length), bar.width / 2, DIM)


def _key(poster: Poster, *, focused: bool) -> Key:
    score = None if poster.score is None else str(poster.score)  # NaN equals itself as text
    fields = poster.name, poster.detail, score, poster.left_at, poster.fresh, poster.ready
    return focused, id(poster.image), *fields
