"""Opens the display that the canvas is shown on: the whole TV, a window, or none; and follows the TV.

Decides which SDL driver is asked and with which hints, and what happens when the TV is off, is switched off,
or is another one: the box continues unseen and takes a screen as soon as there is one. The environment is
restored when the display closes.

How a picture gets there was measured (`python -m tests.tools.bench.station_present`, 1080p, a real X server
without a graphics card, ms of processor a picture, the server's included):

    way                                      whole   0.42 of it   0.04 of it
    surface shared with the server             1.5          1.0          0.2     windows, whole desktops
    SDL's own choice for a window             18           16           19
    pygame.SCALED, opengles2 or software      22           22           22     other sizes, bare consoles
    SDL's Renderer and a streaming Texture    22           22           21

So SDL's renderer and textures are not used where they can be avoided: they cost as much as SCALED, which is
the same inside, and without a card each draws the whole screen again however little changed. On a bare
console SDL has nothing but a texture.

A desktop that ends takes every program on its screen with it: the X library's rule, not mended here.
"""

import logging
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final, Literal

import pygame

from device.choices import SCREEN_MODES, ScreenMode
from device.errors import ScreenError
from device.messages import Image
from device.ports import Clock
from device.runtime.clock import SystemClock
from device.tv.display.blit import blit
from device.tv.display.connectors import BLIND_DRIVERS, DRM_CARDS, blind, connected, desktop
from device.tv.drawing.theme import REFERENCE_SIZE, Box

_Opened = Literal["fullscreen", "window", "headless"]

log = logging.getLogger(__name__)

# On a bare console SDL picks desktop OpenGL, whose calls fail on GLES-only hardware: a black screen that
# reports no error. GLES is what a Raspberry Pi offers.
CONSOLE_HINTS: Final = {
    "SDL_VIDEODRIVER": "kmsdrm",
    "SDL_FRAMEBUFFER_ACCELERATION": "opengles2",
    "SDL_RENDER_DRIVER": "opengles2",
}
# A surface that is shared with the desktop: see the table above.
DESKTOP_HINTS: Final = {"SDL_FRAMEBUFFER_ACCELERATION": "0"}
# A screen of another size gets a smooth picture; pygame's own choice is blocky.
SCALING_HINTS: Final = {"PYGAME_FORCE_SCALE": "photo"}
HEADLESS_HINTS: Final = {"SDL_VIDEODRIVER": "dummy"}
WINDOW_TITLE: Final = "Formbox"
WINDOW_SHARE_MAX: Final = 0.85  # of the desktop, so that its bars and the window's own title fit beside it

# How often the connectors are looked at: it reads a few small files, and switching on a TV takes longer.
LOOK_S: Final = 1.0
# A screen that does not open is asked again after so long, then after twice as long, at most the last.
RETRY_FIRST_S: Final = 1.0
RETRY_MAX_S: Final = 30.0


def display_available(drm_cards: Path = DRM_CARDS) -> bool:
    """Whether there is a desktop or a connected screen to draw on. Asks without opening anything."""
    return not blind(os.environ) and bool(desktop(os.environ) or connected(drm_cards))


class Display:
    """An open display. Only one can be open in a process, and one thread uses it."""

    def __init__(
        self,
        mode: ScreenMode = "auto",
        size: tuple[int, int] = REFERENCE_SIZE,
        drm_cards: Path = DRM_CARDS,
        clock: Clock | None = None,
    ) -> None:
        """Open it. "auto" is fullscreen where there is a display, and elsewhere waits unseen for one.

        Raises ScreenError when a display was asked for and there is none, ValueError for another mode.
        """
        if mode not in SCREEN_MODES:
            raise ValueError(f"a display is one of {', '.join(SCREEN_MODES)}, not {mode!r}")
        self.size = size
        self._drm_cards = drm_cards
        self._clock = SystemClock() if clock is None else clock
        self._environment: dict[str, str | None] = {}
        self._wanted: _Opened = "fullscreen" if mode == "auto" else mode
        self._follows = mode != "headless" and not blind(os.environ)
        self._lost = False
        self._is_open = False
        self._whole = True  # nothing of the last picture is on this screen yet
        self._seen: object = None  # the screens, when this one was opened or tried
        self._look_at = self._retry_at = self._clock.now() + LOOK_S
        self._pause_s = RETRY_FIRST_S
        available = display_available(drm_cards)
        if mode in ("window", "fullscreen") and not available:
            raise ScreenError("There is no screen to show this on. Connect one, or choose the headless mode.")
        if mode == "auto" and not available:
            self._wait()
        else:
            try:
                self._open(self._wanted)
            except ScreenError as problem:
                if mode != "auto":
                    raise
                log.warning("no display could be opened, going on without one: %s", problem)
                self._wait()

    @property
    def lost(self) -> bool:
        """Whether nothing can be seen now; a screen is opened as soon as there is one."""
        return self._lost

    def present(self, pixels: Image, changed: Sequence[Box] | None = None) -> None:
        """Show a picture (height, width, 3), of which only the boxes `changed` differ from the last one.

        None: anything may differ; empty: nothing does, and only the screen itself is looked after. Never
        fails because of a TV. Raises ScreenError after close.
        """
        if not self._is_open:
            raise ScreenError("The screen is closed.")
        self._look()
        if self._whole:
            changed = None
        elif changed is not None and not changed:
            return
        try:
            blit(pixels, changed)
        except pygame.error as problem:
            if not self._follows:
                raise ScreenError(f"The screen was lost ({problem}).") from problem
            log.warning("the screen was lost: %s", problem)
            self._wait()
        else:
            self._whole = False

    def close(self) -> None:
        """Give the display back; safe to call twice."""
        if self._is_open:
            self._shut()

    def _look(self) -> None:
        """Follow what is plugged in."""
        now = self._clock.now()
        if not self._follows or now < self._look_at:
            return
        self._look_at = now + LOOK_S
        there = self._screens()
        if self._lost:
            if there and (there != self._seen or now >= self._retry_at):
                if there != self._seen:  # something new: no reason to be patient with it
                    self._pause_s = RETRY_FIRST_S
                self._retry(there, now)
            elif not there:
                self._seen = there
        elif there != self._seen:
            log.warning("the screens changed: %s, then %s", self._seen, there)
            self._wait()
            if there:
                self._retry(there, now)

    def _retry(self, there: object, now: float) -> None:
        self._shut()
        try:
            self._open(self._wanted)
        except ScreenError as problem:
            log.info("still no display, next try in %.0f s: %s", self._pause_s, problem)
            self._wait()
            self._seen = there
            self._retry_at = now + self._pause_s
            self._pause_s = min(2 * self._pause_s, RETRY_MAX_S)
        else:
            self._pause_s = RETRY_FIRST_S

    def _screens(self) -> object:
        """What a picture could be shown on now, to be compared; false when there is nothing."""
        if not desktop(self._outside()):
            return connected(self._drm_cards)
        if self._lost:
            return ("desktop",)  # how large it is only an open display can tell
        return tuple(pygame.display.get_desktop_sizes())

    def _wait(self) -> None:
        """Go on unseen, in SDL's driver that shows nothing: events and letters need one."""
        if self._is_open:
            self._shut()
        self._open("headless")
        self._lost = self._follows

    def _open(self, mode: _Opened) -> None:
        on_desktop = desktop(self._outside())
        if mode == "headless":
            self._set(HEADLESS_HINTS)
        else:
            hints = SCALING_HINTS | (DESKTOP_HINTS if on_desktop else CONSOLE_HINTS)
            self._set({key: os.environ.get(key, value) for key, value in hints.items()})
        try:
            if pygame.display.get_init():
                pygame.display.quit()  # the driver is chosen when SDL starts
            pygame.display.init()
            if mode != "headless" and pygame.display.get_driver() in BLIND_DRIVERS:
                raise pygame.error("SDL found only a driver that shows nothing")  # noqa: TRY301 - one way out
            if mode == "fullscreen":
                _open_fullscreen(self.size, on_desktop=on_desktop)
            elif mode == "window":
                # pygame's own scaling knows no window smaller than what is drawn
                pygame.display.set_mode(_window_size(self.size), pygame.RESIZABLE)
            else:
                pygame.display.set_mode(self.size)
        except pygame.error as problem:
            pygame.display.quit()
            self._restore()
            raise ScreenError(f"The screen could not be opened ({problem}).") from problem
        self._is_open = True
        self._lost = False
        self._whole = True
        self.mode: _Opened = mode
        if mode != "headless":
            self._seen = self._screens()
        pygame.display.set_caption(WINDOW_TITLE)
        pygame.mouse.set_visible(mode == "window")
        log.info("display: %s, %s, %d x %d", mode, pygame.display.get_driver(), *self.size)

    def _shut(self) -> None:
        self._is_open = False
        pygame.display.quit()
        self._restore()

    def _outside(self) -> dict[str, str]:
        """The environment as it is without this display's hints."""
        outside = os.environ | self._environment
        return {key: value for key, value in outside.items() if value is not None}

    def _set(self, hints: dict[str, str]) -> None:
        for key, value in hints.items():
            self._environment.setdefault(key, os.environ.get(key))
            os.environ[key] = value

    def _restore(self) -> None:
        for key, value in self._environment.items():
            if value is None:
                os.environ.pop(key, None)
            else:
                os.environ[key] = value
        self._environment.clear()


def _open_fullscreen(size: tuple[int, int], *, on_desktop: bool) -> None:
    """The whole screen. Of another size it is scaled by the graphics card, and in step with the screen."""
    if on_desktop and pygame.display.get_desktop_sizes()[0] == size:
        pygame.display.set_mode(size, pygame.FULLSCREEN)
        return
    flags = pygame.SCALED | pygame.FULLSCREEN
    try:
        pygame.display.set_mode(size, flags, vsync=1)
    except pygame.error as problem:
        log.info("no vertical sync: %s", problem)
        pygame.display.set_mode(size, flags)


def _window_size(size: tuple[int, int]) -> tuple[int, int]:
    """The size of a window for pictures of `size`: smaller where the desktop is."""
    room = pygame.display.get_desktop_sizes()[0]
    share = min(1.0, *(WINDOW_SHARE_MAX * space / side for space, side in zip(room, size, strict=True)))
    return round(size[0] * share), round(size[1] * share)


def window_or_headless() -> str:
    """The mode for a laptop: a window, or headless where no screen answers."""
    try:
        Display("window").close()
    except ScreenError:
        return "headless"
    return "window"
