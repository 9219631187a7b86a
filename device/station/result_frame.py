"""What both result screens have: the title with the length of the match, and what the colours mean."""

from typing import Final

from device.station.canvas import Canvas
from device.station.theme import (
    DIM,
    GOOD_FROM,
    GREAT_FROM,
    LEVEL_COLOURS,
    MARGIN_X,
    REFERENCE_SIZE,
    Box,
    Type,
    clock_text,
    level_of,
)

CONTENT_WIDTH: Final = REFERENCE_SIZE[0] - 2 * MARGIN_X
HEADER_BASELINE: Final = 106
DURATION_WIDTH: Final = 220


def draw_header(canvas: Canvas, title: str, duration_s: float) -> None:
    """The title, cut where it is too long, and the time that the match took."""
    y = canvas.scale.box(0, HEADER_BASELINE, 1, 1).top
    short = canvas.lettering.fit(title, Type.TITLE, canvas.scale.px(CONTENT_WIDTH - DURATION_WIDTH))
    canvas.text(short, Type.TITLE, (canvas.scale.box(MARGIN_X, 0, 1, 1).left, y))
    right = canvas.scale.box(REFERENCE_SIZE[0] - MARGIN_X, 0, 1, 1).left
    canvas.text(clock_text(duration_s), Type.TITLE, (right, y), "right", DIM)


def draw_legend(canvas: Canvas, middle: int, baseline: int) -> None:
    """From which score on something has which colour, about the column `middle`, px."""
    px = canvas.scale.px
    entries = (
        (f"{GREAT_FROM:.0f}+", GREAT_FROM),
        (f"{GOOD_FROM:.0f}+", GOOD_FROM),
        (f"<{GOOD_FROM:.0f}", 0.0),
    )
    dot, near, apart = px(26), px(10), px(30)
    widths = [canvas.lettering.width(text, Type.SMALL) for text, _ in entries]
    x = middle - (sum(widths) + len(entries) * (dot + near) + (len(entries) - 1) * apart) // 2
    for (text, score), width in zip(entries, widths, strict=True):
        canvas.rounded(Box(x, baseline - dot, dot, dot), dot / 2, LEVEL_COLOURS[level_of(score)])
        canvas.text(text, Type.SMALL, (x + dot + near, baseline), "left", DIM)
        x += dot + near + width + apart
