"""Short notices of what is wrong: one pill each, with an amber dot, side by side, as many as fit."""

from collections.abc import Sequence
from typing import Final

from device.messages import Level
from device.trouble import Trouble
from device.tv.drawing.canvas import Canvas
from device.tv.drawing.strokes import disc
from device.tv.drawing.theme import DIM, LEVEL_COLOURS, PANEL, TEXT, Box, Type
from device.tv.drawing.typography import centred_baseline
from device.words.lookup import Words

HEIGHT: Final = 60
PAD: Final = 24
DOT: Final = 9  # its radius
DOT_GAP: Final = 18
GAP: Final = 18


def titles_of(troubles: Sequence[Trouble], words: Words) -> tuple[str, ...]:
    """What troubles are called, as short lines."""
    return tuple(words.text(f"trouble_{trouble.value}") for trouble in troubles)


def draw_notices(canvas: Canvas, area: Box, notices: Sequence[str]) -> int:
    """Draw notices from the left of an area on; "+2" for those without room. Returns the px that they take.

    The area is not cleared. The first is always there, cut if it must be.
    """
    px, lettering = canvas.scale.px, canvas.lettering
    around = 2 * px(PAD) + 2 * px(DOT) + px(DOT_GAP)
    more_width = lettering.width(f"+{len(notices)}", Type.SMALL) + px(GAP)
    left = area.left
    baseline = centred_baseline(canvas.scale, area.top + area.height / 2, Type.SMALL)
    for number, notice in enumerate(notices):
        remaining = len(notices) - number - 1
        room = area.right - left - around - (more_width if remaining else 0)
        if number and lettering.width(notice, Type.SMALL) > room:
            more = canvas.text(f"+{remaining + 1}", Type.SMALL, (left, baseline), "left", DIM)
            return more.right - area.left
        text = lettering.fit(notice, Type.SMALL, room)
        pill = Box(left, area.top, lettering.width(text, Type.SMALL) + around, area.height)
        canvas.rounded(pill, area.height / 2, PANEL)
        dot = pill.left + px(PAD) + px(DOT), pill.top + pill.height / 2
        disc(canvas.pixels, dot, DOT * canvas.scale.factor, LEVEL_COLOURS[Level.FAIR])
        place = pill.left + px(PAD) + 2 * px(DOT) + px(DOT_GAP), baseline
        canvas.text(text, Type.SMALL, place, "left", TEXT)
        left = pill.right + px(GAP)
    return max(left - px(GAP) - area.left, 0)
