"""What a match costs: memory, processor, pictures a second, and how soon the first one is there.

A whole headless match at 1920 x 1080 with a film in place of the camera, in a process of its own. It runs
twice; the first run warms the kernel cache and is not counted.
"""

import json
import subprocess
import sys
import time
from pathlib import Path

from device.commands.demo import mannequin_films

FOLDER = Path("build/bench")


def measure():
    """first_frame_s, station_fps, station_cpu (cores), station_step_ms, rss_mb."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    lesson, user, _ = mannequin_films(FOLDER)
    for _ in range(2):
        command = [sys.executable, "-m", "tests.bench.match_process", lesson, user, str(time.time())]
        output = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    return json.loads(output.strip().splitlines()[-1])


if __name__ == "__main__":
    for name, value in measure().items():
        print(f"{name:<20}{value:.4g}")
