"""Buttons: pills with a label, one of them in focus, in a row or in a column.

A button is as wide as its label. Where the row is too short, the letters become smaller, and at last the
labels take two lines.
"""

from collections.abc import Sequence
from typing import Final

from device.presses import Spot
from device.tv.drawing.canvas import Canvas
from device.tv.drawing.theme import ACCENT, OUTLINE, TEXT, TRACK, Box, Type
from device.tv.drawing.typography import centred_baseline, draw_rows

# What a pointer can choose: where it stands, and what it is.
Target = tuple[Box, Spot]

HEIGHT: Final = 92
TALL: Final = 124  # with two lines
WIDTH_MIN: Final = 220
PAD: Final = 44
PAD_MIN: Final = 26
GAP: Final = 28
RADIUS: Final = 46


def draw_buttons(
    canvas: Canvas,
    labels: Sequence[str],
    area: Box,
    focus: Spot | None,
    *,
    name: str = "buttons",
    upright: bool = False,
) -> tuple[Target, ...]:
    """Draw buttons in the middle of an area and return where each stands, as Spot(name, n).

    `upright` puts one below the other, all as wide as the widest. Draws over what is there: clear the area
    first where something else stood, or its edges shine through.
    """
    if not labels:
        return ()
    size, boxes = (_column if upright else _row)(canvas, labels, area)
    targets = []
    for number, (label, box) in enumerate(zip(labels, boxes, strict=True)):
        spot = Spot(name, number)
        _pill(canvas, label, box, size, focused=focus == spot)
        targets.append((box, spot))
    return tuple(targets)


def _row(canvas: Canvas, labels: Sequence[str], area: Box) -> tuple[Type, list[Box]]:
    """Letters and places of buttons from left to right."""
    px, width = canvas.scale.px, canvas.lettering.width
    gap = px(GAP)
    room = area.width - gap * (len(labels) - 1)
    for size, pad in ((Type.BODY, PAD), (Type.BODY, PAD_MIN), (Type.SMALL, PAD_MIN)):
        widths = [max(width(label, size) + 2 * px(pad), px(WIDTH_MIN)) for label in labels]
        if sum(widths) <= room:
            break
    else:
        # the same for all, and in two lines what needs them
        widths = [room // len(labels)] * len(labels)
    tall = any(
        width(label, size) + 2 * px(PAD_MIN) > wide for label, wide in zip(labels, widths, strict=True)
    )
    height = min(px(TALL if tall else HEIGHT), area.height)
    left = area.left + (room - sum(widths)) // 2
    top = area.top + (area.height - height) // 2
    boxes = []
    for wide in widths:
        boxes.append(Box(left, top, wide, height))
        left += wide + gap
    return size, boxes


def _column(canvas: Canvas, labels: Sequence[str], area: Box) -> tuple[Type, list[Box]]:
    """Letters and places of buttons from top to bottom."""
    px, lettering = canvas.scale.px, canvas.lettering
    gap = px(GAP)
    most = (area.height - gap * (len(labels) - 1)) // len(labels)
    for size, pad in ((Type.BODY, PAD), (Type.SMALL, PAD_MIN)):
        natural = max(lettering.width(label, size) for label in labels) + 2 * px(pad)
        if natural <= area.width:
            break
    wide = min(max(natural, px(WIDTH_MIN)), area.width)
    height = min(px(TALL if natural > area.width else HEIGHT), most)
    left = area.left + (area.width - wide) // 2
    top = area.top + (area.height - height * len(labels) - gap * (len(labels) - 1)) // 2
    return size, [Box(left, top + number * (height + gap), wide, height) for number in range(len(labels))]


def _pill(canvas: Canvas, label: str, box: Box, size: Type, *, focused: bool) -> None:
    canvas.rounded(box, min(box.height / 2, canvas.scale.px(RADIUS)), ACCENT if focused else TRACK)
    rows = canvas.lettering.two_lines(label, size, box.width - 2 * canvas.scale.px(PAD_MIN))
    baseline = centred_baseline(canvas.scale, box.top + box.height / 2, size, len(rows))
    place = box.left + box.width / 2, baseline
    draw_rows(canvas, rows, size, place, "centre", OUTLINE if focused else TEXT)
