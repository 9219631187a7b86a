"""How long the match screen takes to draw: new tutor and user pictures, joints and score on every view.

`python tests/tools/bench/station_draw.py` prints the figures as JSON.
"""

import json
import statistics
import sys
import time
from pathlib import Path

import cv2
import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))  # run as a file

from device.messages import Arrow, Level, MatchView, PlayerView
from device.tv.television import Television
from scoring.body.joints import BONE_COUNT, JOINT_COUNT

VIEWS = 240
FPS = 30


def measure(size=(1920, 1080), views=VIEWS):
    """Median and 95th percentile ms of show, and the median ms of picture(), on one thread."""
    threads = cv2.getNumThreads()
    cv2.setNumThreads(1)
    rng = np.random.default_rng(1)
    tutors = [rng.integers(0, 255, (720, 1280, 3), np.uint8) for _ in range(3)]
    users = [rng.integers(0, 255, (480, 640, 3), np.uint8) for _ in range(3)]
    body = rng.uniform(0.25, 0.75, (JOINT_COUNT, 2)).astype(np.float32)
    levels = tuple(Level(number % 4) for number in range(BONE_COUNT))
    draws, copies = [], []
    screen = Television("headless", size)
    try:
        for number in range(views):
            sway = np.float32(0.02 * np.sin(number / 9))
            joints = (body + sway) * np.array([640, 480], np.float32)
            arrows = tuple(
                Arrow(joint, tuple(joints[joint].tolist()), (float(joints[joint][0]) + 60, 200.0))
                for joint in (4, 5, 9)
            )
            view = MatchView(
                "Morning stretch",
                number / FPS,
                views / FPS,
                tutors[number % 3],
                (body - sway) * np.array([1280, 720], np.float32),
                users[number % 3],
                (PlayerView(joints, levels, arrows, 50 + 40 * float(np.sin(number / 20))),),
            )
            start = time.perf_counter()
            screen.show(view)
            drawn = time.perf_counter()
            screen.picture()
            copies.append(time.perf_counter() - drawn)
            draws.append(drawn - start)
    finally:
        screen.close()
        cv2.setNumThreads(threads)
    return {
        "station_draw_ms": round(1e3 * statistics.median(draws), 2),
        "station_draw_p95_ms": round(1e3 * statistics.quantiles(draws, n=20)[-1], 2),
        "station_picture_ms": round(1e3 * statistics.median(copies), 2),
    }


if __name__ == "__main__":
    print(json.dumps({f"{h}p": measure((w, h)) for w, h in ((1920, 1080), (1280, 720))}, indent=2))
