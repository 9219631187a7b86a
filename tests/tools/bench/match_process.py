"""One match in a process of its own, watched from inside: started by match_cost.

Arguments: lesson, the camera's film, the wall-clock second at which the process was started, people, where
the result goes, and the cores that it may use ("": all of them). Prints one JSON line.
"""

import contextlib
import itertools
import json
import math
import os
import statistics
import sys
from pathlib import Path

from device.__main__ import main
from tests.tools.bench.station_quota import limited
from tests.tools.bench.station_watch import Watch

WARM_UP_VIEWS = 60


def run(lesson, user, started_at, people, result, cores=""):
    """Play and print what it cost."""
    with limited(os.getpid(), float(cores)) if cores else contextlib.nullcontext():
        return _run(lesson, user, started_at, people, result)


def _run(lesson, user, started_at, people, result):
    os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"
    watch = Watch(WARM_UP_VIEWS)
    watch.wrap()
    status = main(
        ["match", lesson, "--camera", user, "--screen", "headless", "--people", people, "--json", result]
    )
    steady = watch.shown
    if len(steady) < 3:
        print(f"too slow to be measured: {len(steady)} pictures", file=sys.stderr)
        return 1
    wall = steady[-1][0] - steady[0][0]
    steps = [1e3 * (after[0] - before[0]) for before, after in itertools.pairwise(steady)]
    figures = {
        "first_frame_s": watch.first - started_at,
        "station_fps": (len(steady) - 1) / wall,
        "station_cpu": (steady[-1][1] - steady[0][1]) / wall,
        "station_step_ms": statistics.median(steps),
        "station_step_p95_ms": statistics.quantiles(steps, n=20)[-1],
        "glass_ms": 1e3 * statistics.median(watch.ages) if watch.ages else math.nan,
        "glass_p95_ms": 1e3 * statistics.quantiles(watch.ages, n=20)[-1] if len(watch.ages) > 1 else math.nan,
        "poses_a_second": sum(steady[0][0] <= at <= steady[-1][0] for at in watch.poses) / wall,
        "station_rss_mb": _peak_mb(),
    }
    print(json.dumps(figures))
    return status


def _peak_mb():
    """The most memory this process had; getrusage would count what its parent had before."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024


if __name__ == "__main__":
    sys.exit(run(sys.argv[1], sys.argv[2], float(sys.argv[3]), *sys.argv[4:]))
