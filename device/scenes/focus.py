"""Moves a focus index by arrow keys: along a line, and in a grid. It stops at the edges."""

from typing import Final

from device.presses import Press

STEPS: Final = {Press.LEFT: -1, Press.RIGHT: 1, Press.UP: -1, Press.DOWN: 1}


def along(place: int, count: int, press: Press, keys: tuple[Press, Press]) -> int:
    """The next of `count` places in a line; keys: those for back and forth, all others keep the place."""
    if press not in keys or count == 0:
        return place
    return min(max(place + STEPS[press], 0), count - 1)


def in_grid(place: int, count: int, columns: int, press: Press) -> int | None:
    """The next of `count` places in rows of `columns`; None where UP or DOWN leaves the grid."""
    if press is Press.LEFT:
        return place - 1 if place % columns else place
    if press is Press.RIGHT:
        return place + 1 if place % columns < columns - 1 and place + 1 < count else place
    if press is Press.UP:
        return place - columns if place >= columns else None
    if press is Press.DOWN:
        if place // columns == (count - 1) // columns:
            return None
        return min(place + columns, count - 1)
    return place
