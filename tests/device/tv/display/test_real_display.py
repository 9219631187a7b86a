"""A window and the whole screen on a real X server; skipped where there is no Xvfb."""

import shutil
import struct
import subprocess

import cv2
import numpy as np
import pygame
import pytest

from device.tv.display.display import LOOK_S, RETRY_FIRST_S, Display
from device.tv.drawing.theme import Box
from tests.device.runtime.stepped_clock import SteppedClock
from tests.needs import Need

SIZE = (1280, 720)
XWD_COLOUR_BYTES = 12


@pytest.fixture
def x_server(monkeypatch, tmp_path):
    """Starts X servers, whose screen lies in a file."""
    if shutil.which("Xvfb") is None:
        Need.X_SERVER.skip()
    running = []

    def start(size=SIZE, number=None):
        name = [] if number is None else [number]
        command = ["Xvfb", *name, "-displayfd", "1", "-screen", "0", f"{size[0]}x{size[1]}x24"]
        server = subprocess.Popen(
            [*command, "-fbdir", str(tmp_path)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        running.append(server)
        return f":{server.stdout.readline().strip()}"

    for name in ("SDL_VIDEODRIVER", "WAYLAND_DISPLAY", "DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    yield start
    pygame.display.quit()  # before its server goes, or the X library ends this process
    for server in running:
        server.terminate()
        server.wait(10)
        server.stdout.close()


@pytest.fixture
def picture():
    image = np.full((SIZE[1], SIZE[0], 3), (20, 40, 60), np.uint8)
    cv2.circle(image, (640, 360), 200, (255, 200, 0), -1)
    return image


def seen(folder):
    """What is on the X server's screen: RGB. The file is an XWD dump: header, colours, pixels."""
    raw = (folder / "Xvfb_screen0").read_bytes()
    header = struct.unpack(">25I", raw[:100])
    width, height, row, colours = header[4], header[5], header[12], header[19]
    start = header[0] + colours * XWD_COLOUR_BYTES
    pixels = np.frombuffer(raw, np.uint8, row * height, start).reshape(height, row // 4, 4)
    return cv2.cvtColor(pixels[:, :width], cv2.COLOR_BGRA2RGB)


def settle(display, picture, changed=None):
    """Present as often as a window takes to be there, and wait until the server has drawn it."""
    for _ in range(5):
        display.present(picture, changed)
        pygame.event.pump()
    pygame.display.get_window_position()  # asks the server, which answers in turn


@pytest.mark.parametrize("mode", ["window", "fullscreen", "auto"])
def test_a_picture_reaches_the_screen(x_server, monkeypatch, tmp_path, picture, mode):
    monkeypatch.setenv("DISPLAY", x_server())
    display = Display(mode, SIZE)
    try:
        assert display.mode == ("fullscreen" if mode == "auto" else mode)
        assert pygame.display.get_driver() == "x11"
        settle(display, picture)
        screen = seen(tmp_path)
        if mode == "window":
            assert (screen == (255, 200, 0)).all(axis=2).mean() > 0.05
        else:
            assert (screen == picture).all()
    finally:
        display.close()


def test_only_the_changed_part_is_drawn_again(x_server, monkeypatch, tmp_path, picture):
    monkeypatch.setenv("DISPLAY", x_server())
    display = Display("fullscreen", SIZE)
    try:
        settle(display, picture)
        other = np.full_like(picture, 255)
        settle(display, other, (Box(100, 50, 200, 100),))
        expected = picture.copy()
        expected[50:150, 100:300] = 255
        assert (seen(tmp_path) == expected).all()
    finally:
        display.close()


def test_a_desktop_that_comes_later_is_taken(x_server, monkeypatch, tmp_path, picture):
    number = x_server()
    monkeypatch.setenv("DISPLAY", ":9999")
    clock = SteppedClock()
    display = Display("auto", SIZE, tmp_path, clock)
    try:
        assert (display.mode, display.lost) == ("headless", True)
        display.present(picture)
        clock.sleep(LOOK_S)
        display.present(picture)
        assert display.lost
        monkeypatch.setenv("DISPLAY", number)  # it answers now
        clock.sleep(LOOK_S + 2 * RETRY_FIRST_S)
        settle(display, picture)
        assert (display.mode, display.lost) == ("fullscreen", False)
        assert (seen(tmp_path) == picture).all()
    finally:
        display.close()
