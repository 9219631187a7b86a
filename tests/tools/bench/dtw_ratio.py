"""Our DTW kernel against dtaidistance's C, on the same arrays, in one process, one thread.

The live figure is one update: 40 series of ten samples. The match figure is five minutes at 30 a second with
a band of ten seconds; the peer does a few of the 40 series and the time is scaled, because every series costs
the same.
"""

import statistics
import sys
import time

import numpy as np

from scoring.dtw import distances

LIVE_ROUNDS = 200
MATCH_ROUNDS = 3
SERIES = 40
PEER_SERIES = 4
WINDOW = 10
MATCH_SAMPLES, BAND = 9000, 300


def measure():
    """live_dtw_ratio and match_dtw_ratio: how many times faster; and the largest relative difference."""
    try:
        from dtaidistance import dtw_ndim
    except ModuleNotFoundError:
        print("dtaidistance has no wheel for this machine: nothing to compare with", file=sys.stderr)
        return {}

    draw = np.random.default_rng(0)
    one, other = (draw.normal(size=(WINDOW, 2, SERIES)).astype(np.float32) for _ in range(2))
    long_one, long_other = (
        draw.normal(size=(MATCH_SAMPLES, 2, SERIES)).cumsum(axis=0).astype(np.float32) for _ in range(2)
    )

    def peer(left, right, count, window):
        return [
            dtw_ndim.distance_fast(
                np.ascontiguousarray(left[:, :, s], np.float64),
                np.ascontiguousarray(right[:, :, s], np.float64),
                inner_dist="euclidean",
                window=window,
            )
            for s in range(count)
        ]

    ours, theirs = distances(one, other) * WINDOW, np.array(peer(one, other, SERIES, None))
    worst = float(np.abs(ours / theirs - 1).max())
    distances(long_one[:50], long_other[:50], BAND)
    pairs = [
        (_timed(distances, one, other), _timed(peer, one, other, SERIES, None)) for _ in range(LIVE_ROUNDS)
    ]
    live = statistics.median(b for _, b in pairs) / statistics.median(a for a, _ in pairs)
    pairs = [
        (
            _timed(distances, long_one, long_other, BAND),
            # dtaidistance counts the diagonal in its window
            _timed(peer, long_one, long_other, PEER_SERIES, BAND + 1) * SERIES / PEER_SERIES,
        )
        for _ in range(MATCH_ROUNDS)
    ]
    match = statistics.median(b for _, b in pairs) / statistics.median(a for a, _ in pairs)
    return {"live_dtw_ratio": live, "match_dtw_ratio": match, "dtw_difference": worst}


def _timed(call, *arguments):
    start = time.perf_counter()
    call(*arguments)
    return time.perf_counter() - start


if __name__ == "__main__":
    for name, value in measure().items():
        print(f"{name:<20}{value:.4g}")
