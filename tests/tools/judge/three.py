"""The part "three exercises" of `make judge`: squat, bench press and deadlift, as in the published work.

Each method as trained on these three (the one that ships knows all, and only these three are asked about), on
made-up people whom no training had, and on real clips. Alone: `python -m tests.tools.judge.three`.
"""

import sys

import numpy as np

from device.match.recognition import RECOGNISERS, SHIPPED, recogniser
from models.recogniser.performances import performed
from models.recogniser.seeds.files import THREE, place
from scoring.body.sampling import resample
from scoring.scorer import SAMPLE_RATE_HZ
from tests.tools.judge.people.clips import NETWORKS, PARTS, WRONG, data_folder, whole

# what the parts of clips that show one of them are called there
REAL = {"squat": "squat", "bench press": "bench_press", "deadlift": "deadlift"}
# methods with one file, which knows every exercise: only these three are asked about
WHOLE = {SHIPPED, "lift"}
# made-up people: sets of each exercise, their length, and their seed, which no training has
SETS, SET_S, SEED = 30, 8.0, 90_000


def measure():
    """By method and whom: clips or sets, the share of them and of answers (windows) that are right."""
    people = {"made up": _made_up()}
    if data_folder() is None:
        print("FORMBOX_DATA is not set: three exercises are told apart on made-up people only")
    else:
        people |= {f"real, {network}": _real(network) for network in NETWORKS}
    return {
        method: {whom: _of_tracks(method, tracks) for whom, tracks in people.items()}
        for method in RECOGNISERS
    }


def of_file(method, path):
    """The same figures of made-up people for a file trained elsewhere."""
    return _of_tracks(method, _made_up(), path)


def _of_tracks(method, tracks, path=None):
    clips, windows = [], []
    for name, track in tracks:
        answers = _answers(method, track, path)
        if answers is None:
            clips.append(False)
            windows.append(0.0)
            continue
        wanted = THREE.index(name)
        clips.append(answers.mean(axis=0).argmax() == wanted)
        windows.append((answers.argmax(axis=1) == wanted).mean())
    return {"clips": len(tracks), "clip": float(np.mean(clips)), "window": float(np.mean(windows))}


def _answers(method, track, path):
    """The probabilities (N, 3) of THREE that a method gave, None where it gave none."""
    one = recogniser(method, None if method in WHOLE else path or place(method, THREE))
    asked = [one.names.index(name) for name in THREE]
    given = [answer for number in range(len(track)) if (answer := one.push(track.pose(number)))]
    return np.array([answer.probabilities[asked] for answer in given]) if given else None


def _made_up():
    """(name, track) of sets."""
    return [
        (name, performed(name, np.random.default_rng([SEED, number]), SET_S).track)
        for name in THREE
        for number in range(SETS)
    ]


def _real(network):
    """(name, track) of the parts of clips that show one of THREE."""
    found = []
    for part in (PARTS | WRONG).values():
        name = REAL.get(part.exercise)
        if name is not None:
            track = whole(part.file, network)
            end_s = min(part.end_s, float(track.times[-1]))
            found.append((name, resample(track, np.arange(part.start_s, end_s, 1 / SAMPLE_RATE_HZ))))
    return found


def show(report):
    """Print a line a method."""
    whom = list(next(iter(report.values())))
    print("\nsquat, bench press, deadlift: share right, of clips / of windows")
    print(f"{'':<16}" + "".join(f"{name:>16}" for name in whom))
    for method, row in report.items():
        cells = (f"{row[name]['clip']:.3f} / {row[name]['window']:.3f}" for name in whom)
        print(f"{method:<16}" + "".join(f"{cell:>16}" for cell in cells))


if __name__ == "__main__":
    show(measure())
    sys.exit(0)
