"""What naming, following and judging repetitions costs: a process of its own, made-up people at 20 Hz.

`python -m tests.tools.bench.recognition_cost` prints the figures.
"""

import json
import resource
import subprocess
import sys
import time
from pathlib import Path

import numpy as np

PROCESS_MAX_S = 300.0
EXERCISES = ("squat", "jumping_jack", "biceps_curl", "push_up", "dance")
SECONDS = 30.0


def measure():
    """recognition_ms, recognition_p99_ms: an update of names and repetitions together; recognition_file_mb:
    the forest's file; recognition_rss_mb: memory that both take beside a scorer, whose kernels are loaded.
    """
    done = subprocess.run(
        [sys.executable, "-m", "tests.tools.bench.recognition_cost", "here"],
        check=True, stdout=subprocess.PIPE, text=True, timeout=PROCESS_MAX_S,
    )  # fmt: skip
    return json.loads(done.stdout.strip().splitlines()[-1])


def _resident_mb():
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 1e6


def _followed(track):
    """The seconds that each update took."""
    from device.match.recognition import recogniser
    from scoring.recognition.live import LiveNamer
    from scoring.repetitions.live import LiveRepetitions

    namer, repetitions = LiveNamer(recogniser()), LiveRepetitions()
    took = []
    for number in range(len(track)):
        pose = track.pose(number)
        begin = time.perf_counter()
        repetitions.name(namer.push(pose).name)
        repetitions.push(pose)
        took.append(time.perf_counter() - begin)
    return took


def _here():
    from models.recogniser import forest_file
    from models.recogniser.performances import performed
    from scoring.adaptive.scorer import AdaptiveScorer
    from scoring.demands import Demands

    tracks = [performed(name, np.random.default_rng(7), SECONDS).track for name in EXERCISES]
    scorer = AdaptiveScorer(tracks[0], Demands())
    for number in range(len(tracks[0])):
        scorer.push(tracks[0].pose(number))
    before = _resident_mb()
    _followed(tracks[0])
    resident = _resident_mb() - before
    took = np.concatenate([_followed(track) for track in tracks]) * 1e3
    return {
        "recognition_ms": float(np.median(took)),
        "recognition_p99_ms": float(np.percentile(took, 99)),
        "recognition_file_mb": forest_file.FILE.stat().st_size / 1e6,
        "recognition_rss_mb": resident,
    }


def main():
    """Print them as JSON."""
    print(json.dumps(_here() if sys.argv[1:] == ["here"] else measure()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
