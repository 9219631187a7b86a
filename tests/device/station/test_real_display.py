"""A window and the whole screen on a real X server; skipped where there is no Xvfb."""

import shutil
import subprocess

import cv2
import numpy as np
import pytest

from device.station.display import Display

SIZE = (1280, 720)


@pytest.fixture
def x_server(monkeypatch):
    if shutil.which("Xvfb") is None:
        pytest.skip("Xvfb is not installed")
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-screen", "0", f"{SIZE[0]}x{SIZE[1]}x24"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        number = server.stdout.readline().strip()
        monkeypatch.setenv("DISPLAY", f":{number}")
        for name in ("SDL_VIDEODRIVER", "WAYLAND_DISPLAY"):
            monkeypatch.delenv(name, raising=False)
        yield f":{number}"
    finally:
        server.terminate()
        server.wait(10)
        server.stdout.close()


@pytest.mark.parametrize("mode", ["window", "fullscreen", "auto"])
def test_a_picture_reaches_the_screen(x_server, mode):
    import pygame

    display = Display(mode, SIZE)
    try:
        assert display.mode == ("fullscreen" if mode == "auto" else mode)
        assert pygame.display.get_driver() == "x11"
        picture = np.zeros((SIZE[1], SIZE[0], 3), np.uint8)
        cv2.circle(picture, (640, 360), 200, (255, 200, 0), -1)
        for _ in range(5):
            display.present(picture)
            pygame.event.pump()
    finally:
        display.close()
