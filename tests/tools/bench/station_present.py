"""How long it takes to bring a 1080p picture onto a real X screen, by each way that SDL offers.

`python -m tests.tools.bench.station_present` starts Xvfb, tries the ways one after the other, each in a
process of its own, and prints a table: what a presented picture costs our process and the X server
(processor time) and how long it takes (wall). `changed` is the share of the picture that is given as changed.
Why the display presents as it does stands on these figures.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

SIZE = (1920, 1080)
WARM_UP = 10
PICTURES = 90
# what changes in a match when only the two pictures move, and when only the score does
PARTS = {
    "1.00": (),
    "0.42": ((60, 170, 800, 540), (1060, 170, 800, 540)),
    "0.04": ((880, 170, 160, 540),),
}
# name: (environment, what brings the picture)
WAYS = {
    "display, window": ({}, "window"),
    "display, window, shared memory": ({"SDL_FRAMEBUFFER_ACCELERATION": "0"}, "window"),
    "display, whole, shared memory": ({"SDL_FRAMEBUFFER_ACCELERATION": "0"}, "whole"),
    "display, fullscreen, opengles2": ({"SDL_RENDER_DRIVER": "opengles2"}, "fullscreen"),
    "display, fullscreen, software": ({"SDL_RENDER_DRIVER": "software"}, "fullscreen"),
    "texture, opengles2": ({"SDL_RENDER_DRIVER": "opengles2"}, "texture"),
    "texture, software": ({"SDL_RENDER_DRIVER": "software"}, "texture"),
    "dummy": ({"SDL_VIDEODRIVER": "dummy"}, "window"),
}


def _surface_way(mode):
    """The display as it is: pixels into the surface's memory, then update or flip."""
    import cv2
    import pygame

    pygame.display.init()
    if mode == "window":
        pygame.display.set_mode(SIZE)
    elif mode == "whole":
        pygame.display.set_mode(SIZE, pygame.FULLSCREEN)
    else:
        pygame.display.set_mode(SIZE, pygame.SCALED | pygame.FULLSCREEN)
    target = pygame.display.get_surface()
    rows = np.frombuffer(target.get_buffer(), np.uint8).reshape(SIZE[1], target.get_pitch())
    shown = rows[:, : SIZE[0] * 4].reshape(SIZE[1], SIZE[0], 4)

    def present(pixels, boxes):
        for left, top, width, height in boxes or ((0, 0, *SIZE),):
            part = np.s_[top : top + height, left : left + width]
            cv2.cvtColor(pixels[part], cv2.COLOR_RGB2BGRA, dst=shown[part])
        if boxes:
            pygame.display.update(boxes)
        else:
            pygame.display.flip()

    return present


def _texture_way():
    """SDL's renderer with a streaming texture that is updated in whole or in part."""
    import cv2
    import pygame
    from pygame._sdl2.video import Renderer, Texture

    pygame.display.init()
    window = pygame.Window("bench", SIZE)
    renderer = Renderer(window)
    texture = Texture(renderer, SIZE, depth=32, streaming=True)
    canvas = pygame.Surface(SIZE, 0, 32, (0xFF0000, 0xFF00, 0xFF, 0))
    rows = np.frombuffer(canvas.get_buffer(), np.uint8).reshape(SIZE[1], canvas.get_pitch())
    shown = rows.reshape(SIZE[1], SIZE[0], 4)

    def present(pixels, boxes):
        for left, top, width, height in boxes or ((0, 0, *SIZE),):
            part = np.s_[top : top + height, left : left + width]
            cv2.cvtColor(pixels[part], cv2.COLOR_RGB2BGRA, dst=shown[part])
            texture.update(canvas.subsurface((left, top, width, height)), (left, top, width, height))
        texture.draw()
        renderer.present()

    present.window = window  # whoever drops it closes it
    return present


def run(way, boxes, server):
    """Print what one way costs, ms a picture, as JSON."""
    import cv2
    import pygame

    cv2.setNumThreads(1)
    present = _texture_way() if way == "texture" else _surface_way(way)
    rng = np.random.default_rng(1)
    pictures = [rng.integers(0, 255, (SIZE[1], SIZE[0], 3), np.uint8) for _ in range(2)]
    for number in range(WARM_UP + PICTURES):
        if number == WARM_UP:
            began = time.perf_counter(), time.process_time(), _cpu_s(server)
        present(pictures[number % 2], boxes)
        pygame.event.pump()
    if os.environ.get("SDL_VIDEODRIVER") != "dummy":
        time.sleep(0.5)  # what the server still has in its queue is counted too
    wall = time.perf_counter() - began[0] - (0.5 if server else 0.0)
    spent = time.process_time() - began[1], _cpu_s(server) - began[2]
    print(json.dumps([1e3 * value / PICTURES for value in (wall, *spent)]))


def _cpu_s(process):
    if not process:
        return 0.0
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measure():
    """{(way, changed): (wall, ours, the server's) ms a picture, or None where it does not work}."""
    if shutil.which("Xvfb") is None:
        raise FileNotFoundError("Xvfb is not installed")
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-screen", "0", f"{SIZE[0]}x{SIZE[1]}x24"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    try:
        display = f":{server.stdout.readline().strip()}"
        return {
            (name, changed): _told(way, boxes, environment | {"DISPLAY": display}, server.pid)
            for name, (environment, way) in WAYS.items()
            for changed, boxes in PARTS.items()
        }
    finally:
        server.terminate()
        server.wait(10)
        server.stdout.close()


def _told(way, boxes, environment, server):
    kept = {
        key: value for key, value in os.environ.items() if key not in ("SDL_VIDEODRIVER", "WAYLAND_DISPLAY")
    }
    process = 0 if environment.get("SDL_VIDEODRIVER") == "dummy" else server
    done = subprocess.run(
        [sys.executable, "-m", "tests.tools.bench.station_present", way, json.dumps(boxes), str(process)],
        env=kept | environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return json.loads(done.stdout.splitlines()[-1]) if done.returncode == 0 else done.stderr


def main():
    """Print the table."""
    if len(sys.argv) > 1:
        run(sys.argv[1], json.loads(sys.argv[2]), int(sys.argv[3]))
        return
    print(f"{'way':<34}{'changed':>8}{'wall ms':>9}{'ours':>8}{'server':>8}")
    for (name, changed), cost in measure().items():
        row = (
            "".join(f"{value:>8.2f}" for value in cost)
            if isinstance(cost, list)
            else f"  {cost.splitlines()[-1]}"
        )
        print(f"{name:<34}{changed:>8} {row}")


if __name__ == "__main__":
    main()
