"""What a match costs: memory, processor, pictures a second, how soon the first one is there, how late it is.

A whole match at 1920 x 1080 with sound and a film in place of the camera, in a process of its own: with one
person, with two, and with one on a quarter of the machine. The first run warms the kernel cache and is not
counted. `python -m tests.tools.bench.match_cost` prints the figures.
"""

import json
import math
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.tools.bench.station_films import films
from tests.tools.bench.station_quota import QUOTA, why_not

PROCESS_MAX_S = 300.0
# what of the run on a quarter of the machine is told, as `slow_*`
SLOW = ("station_fps", "station_step_p95_ms", "station_cpu", "glass_ms", "poses_a_second")


def measure():
    """first_frame_s, station_fps, station_cpu (cores), station_rss_mb, glass_ms and more; `two_*`: the same
    for two people; `slow_*`: on half a core, and how far the score is from the one on all of them.
    """
    lesson, one, two = films()
    _played(lesson, one, 1)  # compiles what is not compiled, watches the lesson for the first time
    figures, score = _played(lesson, one, 1)
    figures |= {f"two_{name}": value for name, value in _played(lesson, two, 2)[0].items()}
    if (reason := why_not()) is None:
        slow, slow_score = _played(lesson, one, 1, quota=QUOTA)
        figures |= {f"slow_{name}": slow[name] for name in SLOW}
        figures["slow_score_difference"] = abs(_known(slow_score) - _known(score))
    else:
        print(f"without the run on a quarter of the machine: {reason}", file=sys.stderr)
    return figures


def _played(lesson, camera, people, quota=""):
    """(figures, score of the first person) of one process."""
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "result.json"
        words = [lesson, camera, str(time.time()), str(people), result, quota]
        done = subprocess.run(
            [sys.executable, "-m", "tests.tools.bench.match_process", *map(str, words)],
            check=True, stdout=subprocess.PIPE, text=True, timeout=PROCESS_MAX_S,
        )  # fmt: skip
        kept = json.loads(result.read_text())
    first = kept[0] if isinstance(kept, list) else kept.get("people", [kept])[0]
    return json.loads(done.stdout.strip().splitlines()[-1]), first["final"]


def _known(score):
    """A score, NaN where nothing could be judged: then the machine was too busy to measure anything."""
    return math.nan if score is None else score


def main():
    """Print the figures."""
    for name, value in measure().items():
        print(f"{name:<28}{value:.4g}")


if __name__ == "__main__":
    main()
