"""Turns everything that SDL receives into presses: keyboard, window, gamepads and mouse.

Decides which key is which press. Gamepads and mouse have files of their own; TV remotes are read in
`device.input`.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

import pygame

from device.input.key_repeat import KeyRepeat
from device.ports import Clock
from device.presses import Press
from device.tv.display.gamepads import Gamepads
from device.tv.display.mouse import Mouse
from device.views import Pointer


def _by_place(scancode: int) -> int:
    """SDL's number of a key that has no letter; pygame names only some of them."""
    return scancode | 1 << 30


KEYS: Final[Mapping[int, Press]] = MappingProxyType(
    {
        pygame.K_UP: Press.UP,
        pygame.K_DOWN: Press.DOWN,
        pygame.K_LEFT: Press.LEFT,
        pygame.K_RIGHT: Press.RIGHT,
        pygame.K_RETURN: Press.OK,
        pygame.K_KP_ENTER: Press.OK,
        pygame.K_SPACE: Press.OK,
        _by_place(119): Press.OK,  # SDL_SCANCODE_SELECT
        pygame.K_BACKSPACE: Press.BACK,
        pygame.K_ESCAPE: Press.BACK,
        pygame.K_AC_BACK: Press.BACK,
        pygame.K_HOME: Press.HOME,
        _by_place(269): Press.HOME,  # SDL_SCANCODE_AC_HOME
        pygame.K_m: Press.MENU,
        pygame.K_F10: Press.MENU,
        pygame.K_MENU: Press.MENU,
        _by_place(101): Press.MENU,  # SDL_SCANCODE_APPLICATION, between the right Alt and Ctrl
        pygame.K_p: Press.PLAY,
        pygame.K_PAUSE: Press.PLAY,
        _by_place(261): Press.PLAY,  # SDL_SCANCODE_AUDIOPLAY: one key for both
        _by_place(260): Press.PAUSE,  # SDL_SCANCODE_AUDIOSTOP
        pygame.K_PLUS: Press.LOUDER,
        pygame.K_EQUALS: Press.LOUDER,  # where + lies on most keyboards
        pygame.K_KP_PLUS: Press.LOUDER,
        _by_place(128): Press.LOUDER,  # SDL_SCANCODE_VOLUMEUP
        pygame.K_MINUS: Press.QUIETER,
        pygame.K_KP_MINUS: Press.QUIETER,
        _by_place(129): Press.QUIETER,  # SDL_SCANCODE_VOLUMEDOWN
        pygame.K_q: Press.LEAVE,
    }
)
LEAVE_EVENTS: Final = (pygame.QUIT, pygame.WINDOWCLOSE)
# The window lost the focus: releases of keys no longer arrive.
LOST_EVENTS: Final = (pygame.WINDOWFOCUSLOST, pygame.WINDOWMINIMIZED)


def presses_of(event: pygame.event.Event) -> tuple[Press, ...]:
    """The press that one event of the keyboard or the window is, or none; without repeats."""
    if event.type in LEAVE_EVENTS:
        return (Press.LEAVE,)
    if event.type == pygame.KEYDOWN and event.key in KEYS:
        return (KEYS[event.key],)
    return ()


class Keys:
    """Everything that SDL hears. Use it from the thread that opened the display, and take often.

    This empties SDL's queue, so nothing else may read it.
    """

    def __init__(self, clock: Clock, picture: tuple[int, int]) -> None:
        """picture: (width, height) px of what is shown in the window."""
        self._clock = clock
        self._held = KeyRepeat()
        self._mouse = Mouse(clock, picture)
        self._gamepads = Gamepads(clock)

    @property
    def pointer(self) -> Pointer | None:
        """Where the mouse points on the screen, None while it rests."""
        return self._mouse.pointer

    def take(self) -> tuple[Press, ...]:
        """What was pressed since the last call; also answers the desktop, so that it does not look hung."""
        if not pygame.display.get_init():
            return ()
        return self.hear(pygame.event.get())

    def hear(self, events: Iterable[pygame.event.Event]) -> tuple[Press, ...]:
        """The presses of `events`, and of what is still held."""
        pressed: list[Press] = []
        for event in events:
            now = self._clock.now()
            if event.type == pygame.KEYUP:
                self._held.up(event.key)
            elif event.type in LOST_EVENTS:
                self._held.release()
            # closing the window gives two events: its own, and QUIT for the last window
            key = event.key if event.type == pygame.KEYDOWN else "window"
            for press in presses_of(event):
                pressed += self._held.down(key, press, now)
            pressed += self._gamepads.hear(event)
            pressed += self._mouse.hear(event)
        pressed += self._held.due(self._clock.now())
        pressed += self._gamepads.due()
        return tuple(pressed)

    def close(self) -> None:
        """Close the gamepads; safe to call twice."""
        self._gamepads.close()
