"""A living room for a display: connectors in a folder, SDL's drivers as stand-ins."""

import os
from unittest.mock import patch

import pygame

SIZE = (64, 36)


class Living:
    """A living room: connectors in a folder, and what SDL answers there."""

    def __init__(self, folder, monkeypatch):
        self.cards = folder
        self.opens = True  # whether SDL can open what is plugged in
        self.breaks = False  # whether presenting fails
        self.desktop = SIZE
        self.driver = None
        self.tries = 0
        self.shown = 0
        self._init, self._flip = pygame.display.init, pygame.display.flip
        self._quit, self._set_mode = pygame.display.quit, pygame.display.set_mode
        monkeypatch.setattr(pygame.display, "init", self.init)
        monkeypatch.setattr(pygame.display, "quit", self.quit)
        monkeypatch.setattr(pygame.display, "get_driver", lambda: self.driver)
        monkeypatch.setattr(pygame.display, "get_desktop_sizes", lambda: [self.desktop])
        monkeypatch.setattr(pygame.display, "set_mode", self.set_mode)
        monkeypatch.setattr(pygame.display, "flip", self.flip)
        monkeypatch.setattr(pygame.display, "update", lambda _: self.flip())

    def init(self):
        asked = os.environ.get("SDL_VIDEODRIVER", "x11")
        if asked != "dummy":
            self.tries += 1
            if not self.opens:
                raise pygame.error(f"{asked} not available")
        # what really runs underneath shows nothing
        with patch.dict(os.environ, SDL_VIDEODRIVER="dummy"):
            self._init()
        self.driver = asked

    def set_mode(self, size, *_, **__):
        with patch.dict(os.environ):
            os.environ.pop("PYGAME_FORCE_SCALE", None)  # nothing scales in a driver that shows nothing
            self._set_mode(size)

    def quit(self):
        self._quit()
        self.driver = None

    def flip(self):
        if self.driver != "dummy" and self.breaks:
            raise pygame.error("drmModePageFlip failed")
        self.shown += self.driver != "dummy"
        self._flip()

    def plug(self, name="card1-HDMI-A-1", mode="1920x1080"):
        (self.cards / name).mkdir(exist_ok=True)
        (self.cards / name / "modes").write_text(f"{mode}\n800x600\n")
        (self.cards / name / "status").write_text("connected\n")

    def unplug(self, name="card1-HDMI-A-1"):
        (self.cards / name / "status").write_text("disconnected\n")
