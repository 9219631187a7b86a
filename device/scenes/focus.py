"""Where the focus goes when an arrow is pressed: in a row, in a column, and in rows of a grid.

Decides the arithmetic, with an end at every edge: nothing wraps round. What is focused is the scene's.
"""

from typing import Final

from device.presses import Press

STEPS: Final = {Press.LEFT: -1, Press.RIGHT: 1, Press.UP: -1, Press.DOWN: 1}


def along(place: int, count: int, press: Press, keys: tuple[Press, Press]) -> int:
    """The next place of `count` in a line whose two `keys` go back and forth; the same one otherwise."""
    if press not in keys or count == 0:
        return place
    return min(max(place + STEPS[press], 0), count - 1)


def in_grid(place: int, count: int, columns: int, press: Press) -> int | None:
    """The next place in rows of `columns`; None where an arrow up or down leaves the grid."""
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
