"""Opens the display that the canvas is shown on: the whole TV, a window, or none at all.

Decides which SDL driver is asked and with which hints; whoever draws only gets something to present to.
The environment is given back as it was when the display closes.
"""

import logging
import os
from pathlib import Path
from typing import Final, Literal, get_args

import cv2
import numpy as np
import pygame

from device.errors import ScreenError
from device.messages import Image
from device.station.theme import REFERENCE_SIZE

Mode = Literal["auto", "fullscreen", "window", "headless"]

log = logging.getLogger(__name__)

DRM_CARDS: Final = Path("/sys/class/drm")
# On a bare console SDL picks desktop OpenGL, whose calls fail on GLES-only hardware: a black screen that
# reports no error. GLES is what a Raspberry Pi offers; elsewhere SDL's own choice is right.
CONSOLE_HINTS: Final = {
    "SDL_VIDEODRIVER": "kmsdrm",
    "SDL_FRAMEBUFFER_ACCELERATION": "opengles2",
    "SDL_RENDER_DRIVER": "opengles2",
}
# SDL takes one of these by itself when the desktop does not answer.
BLIND_DRIVERS: Final = ("dummy", "offscreen", "evdev")
# A screen of another size gets a smooth picture; pygame's own choice is blocky.
SCALING_HINTS: Final = {"PYGAME_FORCE_SCALE": "photo"}
HEADLESS_HINTS: Final = {"SDL_VIDEODRIVER": "dummy"}
WINDOW_TITLE: Final = "Formbox"
WINDOW_SHARE_MAX: Final = 0.85  # of the desktop, so that its bars and the window's own title fit beside it


def display_available(drm_cards: Path = DRM_CARDS) -> bool:
    """Whether there is a desktop or a connected screen to draw on. Asks without opening anything."""
    return _desktop() or _console(drm_cards)


class Display:
    """An open display. Only one can be open in a process."""

    def __init__(
        self, mode: Mode = "auto", size: tuple[int, int] = REFERENCE_SIZE, drm_cards: Path = DRM_CARDS
    ) -> None:
        """Open it. "auto" is fullscreen where there is a display and headless where there is none.

        Raises ScreenError when a display was asked for and there is none, ValueError for another mode.
        """
        if mode not in get_args(Mode):
            raise ValueError(f"a display is one of {', '.join(get_args(Mode))}, not {mode!r}")
        self.size = size
        self._environment: dict[str, str | None] = {}
        self._is_open = False
        if mode in ("window", "fullscreen") and not display_available(drm_cards):
            raise ScreenError("There is no screen to show this on. Connect one, or choose the headless mode.")
        if mode == "auto":
            mode = "fullscreen" if display_available(drm_cards) else "headless"
            try:
                self._open(mode, size)
            except ScreenError as problem:
                log.warning("no display could be opened, going on without one: %s", problem)
                mode = "headless"
                self._open(mode, size)
        else:
            self._open(mode, size)
        self.mode: Mode = mode
        log.info("display: %s, %s, %d x %d", mode, pygame.display.get_driver(), *size)

    def present(self, pixels: Image) -> None:
        """Show a whole picture (height, width, 3)."""
        if not self._is_open:
            raise ScreenError("The screen is closed.")
        target = pygame.display.get_surface()  # another one after somebody resized the window
        if target is None:
            raise ScreenError("The screen was lost.")
        size = target.get_size()
        shown = pixels if size == self.size else _fitted(pixels, size)
        if target.get_bytesize() == 4 and target.get_masks()[:3] == (0xFF0000, 0xFF00, 0xFF):
            # straight into the memory of the display, three times as fast as a blit
            raw = np.frombuffer(target.get_buffer(), np.uint8)
            rows = raw.reshape(size[1], target.get_pitch())[:, : size[0] * 4]
            cv2.cvtColor(shown, cv2.COLOR_RGB2BGRA, dst=rows.reshape(size[1], size[0], 4))
        else:
            target.blit(pygame.image.frombuffer(shown, size, "RGB"), (0, 0))
        pygame.display.flip()

    def close(self) -> None:
        """Give the display back; safe to call twice."""
        if not self._is_open:
            return
        self._is_open = False
        pygame.display.quit()
        self._restore()

    def _open(self, mode: Mode, size: tuple[int, int]) -> None:
        if mode == "headless":
            self._set(HEADLESS_HINTS)
        else:
            hints = SCALING_HINTS if _desktop() else SCALING_HINTS | CONSOLE_HINTS
            self._set({key: os.environ.get(key, value) for key, value in hints.items()})
        try:
            if pygame.display.get_init():
                pygame.display.quit()  # the driver is chosen when SDL starts
            pygame.display.init()
            if mode != "headless" and pygame.display.get_driver() in BLIND_DRIVERS:
                raise pygame.error("SDL found only a driver that shows nothing")  # noqa: TRY301 - one way out
            if mode == "fullscreen":
                _open_fullscreen(size)
            else:
                # pygame's own scaling knows no window smaller than what is drawn
                window = mode == "window"
                pygame.display.set_mode(
                    _window_size(size) if window else size, pygame.RESIZABLE if window else 0
                )
        except pygame.error as problem:
            pygame.display.quit()
            self._restore()
            raise ScreenError(f"The screen could not be opened ({problem}).") from problem
        self._is_open = True
        pygame.display.set_caption(WINDOW_TITLE)
        pygame.mouse.set_visible(mode == "window")

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


def _open_fullscreen(size: tuple[int, int]) -> None:
    """The whole screen, scaled by the graphics card; with vertical sync, or a moving picture tears."""
    flags = pygame.SCALED | pygame.FULLSCREEN
    try:
        pygame.display.set_mode(size, flags, vsync=1)
    except pygame.error as problem:
        log.info("no vertical sync: %s", problem)
        pygame.display.set_mode(size, flags)


def _window_size(size: tuple[int, int]) -> tuple[int, int]:
    """The size of a window for pictures of `size`: smaller where the desktop is."""
    desktop = pygame.display.get_desktop_sizes()[0]
    share = min(1.0, *(WINDOW_SHARE_MAX * room / side for room, side in zip(desktop, size, strict=True)))
    return round(size[0] * share), round(size[1] * share)


def _fitted(pixels: Image, size: tuple[int, int]) -> Image:
    """A picture scaled into another size, with black bars where the shape differs."""
    height, width = pixels.shape[:2]
    zoom = min(size[0] / width, size[1] / height)
    wide, high = max(round(width * zoom), 1), max(round(height * zoom), 1)
    left, top = (size[0] - wide) // 2, (size[1] - high) // 2
    fitted = np.zeros((size[1], size[0], 3), np.uint8)
    place = fitted[top : top + high, left : left + wide]
    cv2.resize(
        pixels, (wide, high), dst=place, interpolation=cv2.INTER_AREA if zoom < 0.5 else cv2.INTER_LINEAR
    )
    return fitted


def _desktop() -> bool:
    if os.environ.get("SDL_VIDEODRIVER") in BLIND_DRIVERS:
        return False
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _console(drm_cards: Path) -> bool:
    """Whether a screen is plugged into a graphics card that the kernel drives."""
    if os.environ.get("SDL_VIDEODRIVER") in BLIND_DRIVERS:
        return False
    return any(_connected(status) for status in drm_cards.glob("card*-*/status"))


def _connected(status: Path) -> bool:
    try:
        return status.read_text().strip() == "connected"
    except OSError:
        return False


def window_or_headless() -> str:
    """The mode for who tries the box on a laptop: a window, and headless where no screen answers."""
    try:
        Display("window").close()
    except ScreenError:
        return "headless"
    return "window"
