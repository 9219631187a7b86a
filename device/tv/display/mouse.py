"""A mouse on a laptop's window, used like a pointing hand: it points, a click is OK.

Decides where on the shown picture it points and for how long that counts.
"""

from typing import Final

import pygame

from device.ports import Clock
from device.presses import Press
from device.views import Pointer

# A mouse that rests gives the focus back to the keys.
SHOWN_S: Final = 3.0
# The first event of a window is where the mouse happens to be: it must be moved by so many px to count.
MOVED_MIN_PX: Final = 3


class Mouse:
    """Follows the events of one window."""

    def __init__(self, clock: Clock, picture: tuple[int, int]) -> None:
        """picture: (width, height) px of what is shown, fitted into the window with bars where it must."""
        self._clock = clock
        self._picture = picture
        self._place: tuple[float, float] | None = None
        self._moved_s = 0.0

    @property
    def pointer(self) -> Pointer | None:
        """Where it points in parts of the picture, None beside it or when it has rested for a while."""
        if self._place is None or self._clock.now() - self._moved_s > SHOWN_S:
            return None
        return Pointer(*self._place)

    def hear(self, event: pygame.event.Event) -> tuple[Press, ...]:
        """OK for the left button, BACK for the right one, up and down for the wheel."""
        if event.type == pygame.MOUSEMOTION:
            if max(map(abs, event.rel)) >= MOVED_MIN_PX or self.pointer is not None:
                self._move(event.pos)
        elif event.type == pygame.MOUSEBUTTONDOWN and event.button == pygame.BUTTON_LEFT:
            self._move(event.pos)
            return (Press.OK,) if self._place is not None else ()
        elif event.type == pygame.MOUSEBUTTONDOWN and event.button == pygame.BUTTON_RIGHT:
            return (Press.BACK,)
        elif event.type == pygame.MOUSEWHEEL and event.y:
            self._place = None  # the focus is moved now, not pointed at
            return (Press.UP if event.y > 0 else Press.DOWN,)
        elif event.type == pygame.WINDOWLEAVE:
            self._place = None
        return ()

    def _move(self, pos: tuple[int, int]) -> None:
        surface = pygame.display.get_surface()
        width, height = self._picture if surface is None else surface.get_size()
        zoom = min(width / self._picture[0], height / self._picture[1])
        x = 0.5 + (pos[0] + 0.5 - width / 2) / (zoom * self._picture[0])
        y = 0.5 + (pos[1] + 0.5 - height / 2) / (zoom * self._picture[1])
        self._place = (x, y) if 0 <= x <= 1 and 0 <= y <= 1 else None
        self._moved_s = self._clock.now()
