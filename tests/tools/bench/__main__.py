"""`make bench`: speed and memory, as ratios against peers in one run where there is a peer.

Prints a table and writes build/bench.json. The budgets are the design's; a figure outside its budget is
marked, and the command ends with status 1, so that nobody overlooks it.
"""

import json
import platform
import sys
from pathlib import Path

from tests.tools.bench import admin_page, dtw_ratio, match_cost, night, pose_parity, recognition_cost

BUILD = Path("build")
# name: (limit, whether the figure must lie below it); None has no budget
BUDGETS = {
    "pose_ratio": (1 / 3, True),
    "pose_pck_min": (0.98, False),
    "live_dtw_ratio": (50.0, False),
    "match_dtw_ratio": (5.0, False),
    "station_rss_mb": (350.0, True),
    "first_frame_s": (3.0, True),
    "station_cpu": (1.0, True),
    "station_fps": (29.0, False),
    # two frame times of a camera of 30 pictures a second
    "glass_ms": (66.7, True),
    # on a quarter of the machine: the same score, within what two runs of one film differ by
    "slow_score_difference": (5.0, True),
    "recognition_ms": (1.0, True),
    "recognition_file_mb": (10.0, True),
    "recognition_rss_mb": (25.0, True),
    "admin_rss_mb": (80.0, True),
    "page_ms": (100.0, True),
}


def main():
    """Measure everything; 0 when all budgets hold."""
    figures = {}
    for part in (dtw_ratio, match_cost, recognition_cost, pose_parity, night, admin_page):
        print(f"measuring {part.__name__.rsplit('.', 1)[-1]} ...", file=sys.stderr)
        figures |= part.measure()
    BUILD.mkdir(exist_ok=True)
    (BUILD / "bench.json").write_text(json.dumps(figures, indent=2) + "\n")
    print(f"{'figure':<28}{'value':>10}  budget   ({platform.machine()}, Python {platform.python_version()})")
    held = True
    for name, value in figures.items():
        if not isinstance(value, int | float):
            continue
        limit, below = BUDGETS.get(name, (None, True))
        mark = ""
        if limit is not None:
            good = value <= limit if below else value >= limit
            held = held and good
            mark = f"{'<=' if below else '>='} {limit:.3g}{'' if good else '   MISSED'}"
        print(f"{name:<28}{value:>10.4g}  {mark}")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
