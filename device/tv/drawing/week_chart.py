"""The household's week: one column per day, its minutes stacked in the colours of the people who trained.

The longest day fills the height, unless the whole week has less than FULL_MINUTES.
"""

from collections.abc import Sequence
from typing import Final

from device.tv.drawing.canvas import Canvas
from device.tv.drawing.theme import ACCENT, DIM, OUTLINE, PANEL, TEXT, Box, Type
from device.tv.drawing.typography import CAPITAL
from device.views import Day
from device.words.lookup import Words

COLUMNS: Final = 7
COLUMN_WIDTH: Final = 72
NAME_HEIGHT: Final = 64  # below the columns
NAME_DROP: Final = 46  # from the columns' feet to the names' baseline
NAME_PAD: Final = 18
NAME_PILL: Final = 52
NUMBER_HEIGHT: Final = 54  # above the columns
RADIUS: Final = 14
SEAM: Final = 4  # between two people of one day
# A week of a few minutes shows low columns, not a full chart.
FULL_MINUTES: Final = 20.0


def draw_week(canvas: Canvas, week: Sequence[Day], area: Box, words: Words) -> None:
    """Draw the days into an area that was cleared; without days, seven empty columns and an invitation."""
    px = canvas.scale.px
    feet = area.bottom - px(NAME_HEIGHT)
    track = Box(area.left, area.top + px(NUMBER_HEIGHT), area.width, feet - area.top - px(NUMBER_HEIGHT))
    count = len(week) or COLUMNS
    pitch = (area.width - px(COLUMN_WIDTH)) / max(count - 1, 1)
    full = max([sum(minutes for _, minutes in day.minutes) for day in week] + [FULL_MINUTES])
    for number in range(count):
        column = Box(area.left + round(number * pitch), track.top, px(COLUMN_WIDTH), track.height)
        canvas.rounded(column, px(RADIUS), PANEL)
        if week:
            _day(canvas, week[number], column, full)
    if not week:
        room = canvas.lettering.fit(words.text("idle_week_empty"), Type.SMALL, area.width)
        canvas.text(room, Type.SMALL, (area.left, feet + px(NAME_DROP)), "left", DIM)


def _day(canvas: Canvas, day: Day, column: Box, full: float) -> None:
    px = canvas.scale.px
    middle = column.left + column.width / 2
    total = sum(minutes for _, minutes in day.minutes)
    filled = Box(column.left, column.bottom, column.width, 0)
    if total > 0:
        # at least as high as it is wide at its corners, so that a minute is seen
        height = max(round(column.height * min(total / full, 1.0)), 2 * px(RADIUS))
        filled = Box(column.left, column.bottom - height, column.width, height)
        _stack(canvas, day, filled, total)
        number = max(round(total), 1)
        place = middle, filled.top - px(NUMBER_HEIGHT - 38)
        canvas.text(str(number), Type.SMALL, place, "centre", TEXT)
    baseline = column.bottom + px(NAME_DROP)
    if day.today:
        width = canvas.lettering.width(day.name, Type.SMALL) + 2 * px(NAME_PAD)
        top = baseline - round(CAPITAL * Type.SMALL * canvas.scale.factor) - px(NAME_PILL) // 2
        pill = Box(round(middle - width / 2), top, width, px(NAME_PILL))
        canvas.rounded(pill, pill.height / 2, ACCENT)
    canvas.text(day.name, Type.SMALL, (middle, baseline), "centre", OUTLINE if day.today else DIM)


def _stack(canvas: Canvas, day: Day, filled: Box, total: float) -> None:
    """Parts of a column from its foot up, in the order of the day."""
    px = canvas.scale.px
    people = [(colour, minutes) for colour, minutes in day.minutes if minutes > 0]
    done = 0.0
    for number, (colour, minutes) in enumerate(people):
        low = filled.bottom - round(filled.height * done / total)
        done += minutes
        high = filled.bottom - round(filled.height * done / total)
        seam = px(SEAM) if number < len(people) - 1 else 0
        canvas.clear(Box(filled.left, high + seam, filled.width, max(low - high - seam, 1)), colour)
    canvas.round_corners(filled, px(RADIUS), PANEL)
