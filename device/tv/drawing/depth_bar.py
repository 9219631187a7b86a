"""How far the running repetition went, as a bar that fills from below, with a line where it is far enough.

Beyond the line the bar is wider and has another colour, so that it is seen without colours too. It stands
beside a picture, or at a picture's edge on a ground of its own.
"""

from typing import Final

from device.messages import Level
from device.tv.drawing.canvas import Canvas
from device.tv.drawing.theme import (
    ACCENT,
    BACKGROUND,
    LEVEL_COLOURS,
    OUTLINE,
    TEXT,
    TRACK,
    Box,
    Colour,
)

# The bar ends a little above the reference: who goes further is seen to.
FULL: Final = 1.2
# The line: the share of the reference below which a repetition is said to be shallow.
ENOUGH: Final = 0.65
LINE: Final = 6  # its height
NARROW: Final = 0.62  # of the width, below the line
# The bar moves in so many steps: between two of them nothing is drawn.
STEPS: Final = 60
# At a picture's edge, px at a scale of 1 (a panel of the match screen): its ground reaches further by PAD.
EDGE_WIDTH: Final = 40
EDGE_HEIGHT: Final = 0.56  # of the picture
EDGE_INSET: Final = 22
PAD: Final = 9


def depth_step(depth: float | None) -> int | None:
    """What the bar shows, 0..STEPS: it is drawn again when this changed."""
    if depth is None or depth != depth:  # noqa: PLR0124 - NaN
        return None
    return round(min(max(depth / FULL, 0.0), 1.0) * STEPS)


def lay_depth(canvas: Canvas, picture: Box, step: int, scale: float, *, left: bool) -> None:
    """Draw the bar over the left or the right edge of a picture."""
    width, pad, inset = (round(length * scale) for length in (EDGE_WIDTH, PAD, EDGE_INSET))
    height = round(EDGE_HEIGHT * picture.height)
    x = picture.left + inset + pad if left else picture.right - inset - pad - width
    bar = Box(x, picture.middle[1] - height // 2, width, height)
    ground = Box(bar.left - pad, bar.top - pad, bar.width + 2 * pad, bar.height + 2 * pad)
    canvas.rounded(ground, ground.width / 3, OUTLINE)
    draw_depth(canvas, bar, step, OUTLINE)


def draw_depth(canvas: Canvas, box: Box, step: int | None, ground: Colour = BACKGROUND) -> None:
    """Draw the bar into a box, higher than wide; step: of `depth_step`; ground: the colour around it."""
    canvas.clear(box, ground)
    slim = round(box.width * NARROW)
    inner = Box(box.left + (box.width - slim) // 2, box.top, slim, box.height)
    canvas.rounded(inner, slim / 3, TRACK)
    line = box.bottom - round(box.height * ENOUGH / FULL)
    if step:
        top = box.bottom - round(box.height * step / STEPS)
        reached = top <= line
        shape = box if reached else inner
        colour = LEVEL_COLOURS[Level.GOOD] if reached else ACCENT
        canvas.rounded(Box(shape.left, top, shape.width, box.bottom - top), slim / 3, colour)
    thin = canvas.scale.px(LINE)
    canvas.clear(Box(box.left, line - thin, box.width, 3 * thin), ground)
    canvas.clear(Box(box.left, line, box.width, thin), TEXT)
