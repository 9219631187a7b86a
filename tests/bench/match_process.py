"""One headless match in a process of its own, watched from inside: started by match_cost.

Arguments: lesson, user film, the wall-clock second at which the process was started. Prints one JSON line.
"""

import itertools
import json
import statistics
import sys
import time
from pathlib import Path

from device.__main__ import main
from device.station.television import Television

WARM_UP_VIEWS = 60


def run(lesson, user, started_at):
    """Play and print what it cost."""
    shown = []
    draw = Television.show_match

    def watched(screen, view):
        draw(screen, view)
        shown.append((time.time(), time.process_time()))

    Television.show_match = watched
    status = main(["match", lesson, "--camera", user, "--screen", "headless"])
    steady = shown[WARM_UP_VIEWS:]
    wall = steady[-1][0] - steady[0][0]
    figures = {
        "first_frame_s": shown[0][0] - started_at,
        "station_fps": (len(steady) - 1) / wall,
        "station_cpu": (steady[-1][1] - steady[0][1]) / wall,
        "station_step_ms": statistics.median(
            (after[0] - before[0]) * 1e3 for before, after in itertools.pairwise(steady)
        ),
        "rss_mb": _peak_mb(),
    }
    print(json.dumps(figures))
    return status


def _peak_mb():
    """The most memory this process had; getrusage would count what its parent had before."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024


if __name__ == "__main__":
    sys.exit(run(sys.argv[1], sys.argv[2], float(sys.argv[3])))
