"""Makes `scoring/repetitions/references.npz`: the line along which each exercise of LIBRARY moves.

From people who do the exercise in their own ways (`performances`): their start posture, their far end, how
both differ between people, and what the network's errors do to each number. Of an exercise that is done with
one side at a time, one side: performances are turned over where their mirror image is nearer to the others.

`python -m models.recogniser.repetition_references` writes the file.
"""

import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

import scoring.repetitions
from models.mannequin.library import LIBRARY
from models.recogniser.performances import performed
from scoring.body.track import PoseTrack
from scoring.exercises.catalogue import CATALOGUE
from scoring.exercises.exercise import Counting, Kind
from scoring.repetitions.posture import ANGLES, SIZE, Postures, mirrored
from scoring.repetitions.reference import BOTH_SIDES, FILE
from scoring.scorer import SAMPLE_RATE_HZ

Array = NDArray[np.float64]

SEED: Final = 12
SETS: Final = 24
SECONDS: Final = 14.0
# Sets of which the network's errors are taken.
NOISY: Final = 6
# A cycle of fewer samples is cut off by the end of the set.
CYCLE_MIN: Final = 6
# How much the parts of a direction across and along the heading count beside its slope and the angles: the
# heading and the depth are what real networks know worst. Of 0, 0.5 and 1 the middle counted best.
HORIZONTAL: Final = 0.5
QUICK_SHARE: Final = 0.05


def main() -> int:
    """Write the file."""
    rows = {name: line_of(name) for name in tqdm([name for name in LIBRARY if moves(name)], mininterval=5)}
    target = Path(scoring.repetitions.__path__[0]) / FILE
    names = sorted(rows)
    parts = {key: np.array([rows[name][key] for name in names], np.float32) for key in rows[names[0]]}
    np.savez_compressed(target, names=np.array(names), **parts)
    print(f"{target}: {len(names)} exercises, {target.stat().st_size} bytes")
    return 0


def moves(name: str) -> bool:
    """Whether something is repeated in this exercise."""
    known = CATALOGUE[name]
    return known.kind is Kind.EXERCISE and known.counting not in {Counting.HELD, Counting.NOTHING}


def line_of(name: str) -> dict[str, Array]:
    """The fields of `scoring.repetitions.reference.Reference`."""
    starts: list[Array] = []
    ways: list[Array] = []
    seconds: list[float] = []
    errors: list[Array] = []
    for number in range(SETS):
        exact = performed(name, np.random.default_rng((SEED, number)), SECONDS, noisy=False)
        clean = postures(replace(exact.track, visibility=np.ones_like(exact.track.visibility)))
        if number < NOISY:
            noisy = performed(name, np.random.default_rng((SEED, number)), SECONDS)
            errors.append(_varies(postures(noisy.track) - clean))
        ends = np.clip(np.round(exact.ends * SAMPLE_RATE_HZ).astype(int), 0, len(clean) - 1)
        inside = [int(end) for end in ends if 0 < end < len(clean) - 1]
        for first, last in pairwise(inside):
            if last - first >= CYCLE_MIN:
                start = np.median(clean[inside], axis=0)
                way = clean[first + int(((clean[first:last] - start) ** 2).sum(axis=1).argmax())] - start
                starts.append(start)
                ways.append(way)
                seconds.append((last - first) / SAMPLE_RATE_HZ)
    return _line(np.array(starts), np.array(ways), np.nanmedian(errors, axis=0)) | {
        "seconds": np.array(np.median(seconds)),
        "quick_s": np.array(np.quantile(seconds, QUICK_SHARE)),
    }


def postures(track: PoseTrack) -> Array:
    """(T, 58): the postures of a track."""
    of_person = Postures()
    return np.array([of_person.of(track.pose(row)) for row in range(len(track))]).reshape(-1, SIZE)


def _varies(errors: Array) -> Array:
    """(58,): the variances of errors (T, 58), NaN where hardly anything is seen."""
    enough = np.isfinite(errors).sum(axis=0) > SAMPLE_RATE_HZ
    result = np.full(SIZE, np.nan)
    result[enough] = np.nanvar(errors[:, enough], axis=0)
    return result


def _line(starts: Array, ways: Array, errors: Array) -> dict[str, Array]:
    for number in range(1, len(ways)):
        usual = ways[:number].mean(axis=0)
        other = mirrored(ways[number])
        if ((other - usual) ** 2).sum() < ((ways[number] - usual) ** 2).sum():
            starts[number], ways[number] = mirrored(starts[number]), other
    start, way = starts.mean(axis=0), ways.mean(axis=0)
    differ = (starts + ways).std(axis=0)
    variance = (errors + np.abs(mirrored(errors))) / 2 + ways.var(axis=0)
    counts = np.full(SIZE, HORIZONTAL)
    lines = ANGLES.start // 3
    counts[lines : 2 * lines] = counts[ANGLES] = 1.0
    gain = counts * way / variance
    agreement = (gain * mirrored(way)).sum() / (gain * way).sum()
    if agreement >= BOTH_SIDES:
        start, way, gain = ((part + mirrored(part)) / 2 for part in (start, way, gain))
        differ = (differ + np.abs(mirrored(differ))) / 2
    return {"start": start, "way": way, "gain": gain, "differ": differ, "agreement": np.array(agreement)}


if __name__ == "__main__":
    sys.exit(main())
