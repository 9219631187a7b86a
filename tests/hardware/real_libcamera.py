"""Runs the box's own driver for the Pi's camera on a real libcamera and prints what it saw, as JSON.

Inside the system of libcamera.sh: inside.sh SYSTEM /opt/venv/bin/python /mnt/tests/hardware/real_libcamera.py
"""

import json
import sys
import threading
import time
from pathlib import Path

import cv2
import numpy as np

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2])]

import virtual_camera  # noqa: E402 - before picamera2

from device.camera.kept import CameraSource, CameraState, KeptCamera  # noqa: E402
from device.camera.pi import PiCamera, pi_cameras  # noqa: E402
from device.errors import CameraError  # noqa: E402
from device.runtime.clock import SystemClock  # noqa: E402

PICTURES = Path("/frames")
# quarters: top left, top right, bottom left, bottom right
COLOURS = ((200, 40, 40), (40, 180, 60), (50, 70, 200), (210, 210, 210))
LIVES = 3
FRAMES = 45
READ_S = 1.0


def draw():
    """The known picture, several times: libcamera shows one after another."""
    PICTURES.mkdir(exist_ok=True)
    picture = np.zeros((720, 1280, 3), np.uint8)
    for number, colour in enumerate(COLOURS):
        top, left = 360 * (number // 2), 640 * (number % 2)
        picture[top : top + 360, left : left + 640] = colour[::-1]
    for number in range(3):
        cv2.imwrite(str(PICTURES / f"{number}.jpg"), picture, [cv2.IMWRITE_JPEG_QUALITY, 98])


def quarters(image):
    """(4, 3) mean colour in the middle of each quarter."""
    height, width = image.shape[:2]
    middles = []
    for number in range(4):
        y, x = height // 4 + height // 2 * (number // 2), width // 4 + width // 2 * (number % 2)
        middles.append(image[y - 10 : y + 10, x - 10 : x + 10].reshape(-1, 3).mean(0).tolist())
    return middles


def life(clock):
    """Opened, read, closed: what came."""
    opened_at = clock.now()
    camera = PiCamera(0, clock)
    times, ages, frame = [], [], None
    while len(times) < FRAMES:
        frame = camera.read(READ_S) or frame
        times.append(frame.time_s)
        ages.append(clock.now() - frame.time_s)
    started = clock.now()
    nothing = camera.read(0.0)
    short = clock.now() - started
    held = camera._camera.allocator.held
    closing_at = clock.now()
    camera.close()
    camera.close()
    try:
        camera.read(READ_S)
        refused = False
    except CameraError:
        refused = True
    return {
        "opened_s": times[0] - opened_at,
        "closed_s": clock.now() - closing_at,
        "steps_ms": (np.diff(times) * 1000).tolist(),
        "ages_ms": (np.array(ages) * 1000).tolist(),
        "size": frame.image.shape,
        "small": frame.small.shape,
        "colours": quarters(frame.image),
        "small_colours": quarters(frame.small),
        "contiguous": bool(frame.image.flags.c_contiguous and frame.small.flags.c_contiguous),
        "streams": [[each["format"], list(each["size"])] for each in camera._streams],
        "none_in_no_time": nothing is None,
        "no_time_s": short,
        "held": held,
        "refused": refused,
    }


def kept(clock):
    """Through what keeps a camera: opened, silent because its requests hang, opened again."""
    lost_at = None
    camera = KeptCamera(lambda: (CameraSource(pi_cameras()[0], lambda: PiCamera(0, clock)),), clock)
    seen = [camera.state]
    frames = 0
    end = clock.now() + 30
    while frames < 2 * FRAMES and clock.now() < end:
        frame = camera.read(0.2)
        if frame is not None:
            frames += 1
            if frames == FRAMES:
                # the sensor's cable slips: nothing comes any more, and nobody says so
                virtual_camera.pace.flowing = False
                lost_at = clock.now()
        if camera.state is not seen[-1]:
            seen.append(camera.state)
            if camera.state is CameraState.LOST:
                virtual_camera.pace.flowing = True
            elif camera.state is CameraState.LIVE and lost_at is not None:
                lost_at = clock.now() - lost_at
    camera.close()
    return {"states": seen, "frames": frames, "name": camera.name, "back_after_s": lost_at}


def main():
    draw()
    virtual_camera.configure([(1280, 720), (640, 360)], f"{PICTURES}/")
    clock = SystemClock()
    begun = time.monotonic()
    said = {"cameras": pi_cameras(), "lives": [life(clock) for _ in range(LIVES)], "kept": kept(clock)}
    said["seconds"] = time.monotonic() - begun
    said["threads"] = sorted(thread.name for thread in threading.enumerate())
    print(json.dumps(said))


if __name__ == "__main__":
    main()
