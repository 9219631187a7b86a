"""The people of a household as coloured names in a row; those chosen are filled and have a tick.

Short names stay whole, long ones are cut where the row is too short.
"""

from collections.abc import Sequence
from typing import Final

from device.presses import Spot
from device.tv.drawing.buttons import Target
from device.tv.drawing.canvas import Canvas
from device.tv.drawing.strokes import disc, stroke
from device.tv.drawing.theme import ACCENT, BACKGROUND, OUTLINE, PANEL, TEXT, Box, Type
from device.tv.drawing.typography import centred_baseline
from device.views import Badge

HEIGHT: Final = 68
MARK: Final = 24  # the square of the dot or tick
# Within a chip: before the mark and after the name, and between both; and from one chip to the next.
ROOMY: Final = (24, 12, 24)
CROWDED: Final = (16, 12, 16)
FRAME: Final = 5
FRAME_GAP: Final = 4
DOT: Final = 10  # its radius
TICK_WIDTH: Final = 6
TICK: Final = ((-0.46, 0.04), (-0.14, 0.34), (0.46, -0.36))


def draw_people(canvas: Canvas, people: Sequence[Badge], area: Box, focus: Spot | None) -> tuple[Target, ...]:
    """Draw the chips into an area that was cleared; returns where each stands, as Spot("people", n)."""
    px = canvas.scale.px
    margin = px(FRAME) + px(FRAME_GAP)
    names = [canvas.lettering.width(person.name, Type.SMALL) for person in people]
    for pad, mark_gap, gap in (ROOMY, CROWDED):
        around = 2 * px(pad) + px(MARK) + px(mark_gap)
        room = area.width - 2 * margin - px(gap) * (len(people) - 1) - around * len(people)
        if sum(names) <= room:
            break
    widths = shared(names, room)
    left, height = area.left + margin, px(HEIGHT)
    top = area.top + (area.height - height) // 2
    targets = []
    for number, (person, width) in enumerate(zip(people, widths, strict=True)):
        chip, spot = Box(left, top, width + around, height), Spot("people", number)
        if spot == focus:
            frame_chip(canvas, chip)
        _chip(canvas, person, chip, px(pad), px(MARK) + px(mark_gap))
        targets.append((chip, spot))
        left = chip.right + px(gap)
    return tuple(targets)


def frame_chip(canvas: Canvas, chip: Box) -> None:
    """The bright frame around what is in focus; `chip` has round ends and is drawn afterwards."""
    px = canvas.scale.px
    for by, colour in ((px(FRAME) + px(FRAME_GAP), ACCENT), (px(FRAME_GAP), BACKGROUND)):
        box = Box(chip.left - by, chip.top - by, chip.width + 2 * by, chip.height + 2 * by)
        canvas.rounded(box, box.height / 2, colour)


def shared(wanted: Sequence[int], room: int) -> list[int]:
    """Widths in px that fill `room` at the most: narrow ones stay, wide ones are cut to the same width."""
    widths = list(wanted)
    left, most = room, len(widths)
    for place in sorted(range(len(widths)), key=lambda place: wanted[place]):
        widths[place] = max(min(wanted[place], left // most), 0)
        left -= widths[place]
        most -= 1
    return widths


def _chip(canvas: Canvas, person: Badge, chip: Box, pad: int, before: int) -> None:
    """`before`: px from the mark's left edge to the name."""
    px = canvas.scale.px
    canvas.rounded(chip, chip.height / 2, person.colour if person.chosen else PANEL)
    x, y = chip.left + pad + px(MARK) / 2, chip.top + chip.height / 2
    if person.chosen:
        points = [(x + across * px(MARK), y + down * px(MARK)) for across, down in TICK]
        stroke(canvas.pixels, points[0], points[1], px(TICK_WIDTH), OUTLINE)
        stroke(canvas.pixels, points[1], points[2], px(TICK_WIDTH), OUTLINE)
    else:
        disc(canvas.pixels, (x, y), DOT * canvas.scale.factor, person.colour)
    name = canvas.lettering.fit(person.name, Type.SMALL, chip.width - 2 * pad - before)
    place = chip.left + pad + before, centred_baseline(canvas.scale, y, Type.SMALL)
    canvas.text(name, Type.SMALL, place, "left", OUTLINE if person.chosen else TEXT)
