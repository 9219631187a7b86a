"""Makes `scoring/repetitions/references.npz`: the line along which each exercise of LIBRARY moves.

From people who do the exercise in their own ways (`performances`): their start posture, their far end, how
both differ between people, and what the network's errors do to each number. Of an exercise that is done with
one side at a time, one side: performances are turned over where their mirror image is nearer to the others.
Ten exercises are also those of real people (`ui_prmd`), where FORMBOX_DATA has them.

`python -m models.recogniser.repetition_references` writes the file.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

import scoring.repetitions
from models.mannequin.library import LIBRARY
from models.recogniser import ui_prmd
from models.recogniser.performances import performed
from scoring.body.track import PoseTrack
from scoring.exercises.catalogue import CATALOGUE
from scoring.exercises.exercise import Counting, Kind
from scoring.repetitions.posture import COUNTS, SIZE, Postures, mirrored
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
QUICK_SHARE: Final = 0.05
# Two ways with a smaller cosine are two movements of one name.
ALIKE_MIN: Final = 0.7


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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ways:
    """R repetitions: starts, ways (R, 58), seconds (R,)."""

    starts: Array
    ways: Array
    seconds: Array


def line_of(name: str, subjects: Sequence[int] = ui_prmd.SUBJECTS) -> dict[str, Array]:
    """The fields of `scoring.repetitions.reference.Reference`.

    subjects: of UI-PRMD, where FORMBOX_DATA has it and they do this exercise: each counts as one more source
    beside the library, so real people are half of it.
    """
    library, errors = _of_library(name)
    sources = [_turned(library, library.ways[0])]
    if name in ui_prmd.EXERCISES and ui_prmd.available():
        sources = _joined(sources[0], _of_subjects(name, tuple(subjects)))
    seconds = np.concatenate([one.seconds for one in sources])
    return _line(sources, errors) | {
        "seconds": np.array(np.median(seconds)),
        "quick_s": np.array(np.quantile(seconds, QUICK_SHARE)),
    }


def _joined(library: Ways, people: Ways) -> list[Ways]:
    """The library and real people, or these alone where they move otherwise."""
    usual = library.ways.mean(axis=0)
    turned = _turned(people, usual)
    ways = [(_alike(turned.ways.mean(axis=0), usual), turned)]
    # some begin where others have their far end: sitting, or standing
    back = _turned(replace(people, starts=people.starts + people.ways, ways=-people.ways), usual)
    ways.append((_alike(back.ways.mean(axis=0), usual), back))
    alike, real = max(ways, key=lambda one: one[0])
    if alike >= ALIKE_MIN:
        return [library, real]
    return [_turned(people, people.ways[0])]


def _alike(way: Array, other: Array) -> float:
    """The cosine between two ways."""
    one, two = way * COUNTS, other * COUNTS
    return float(one @ two / (np.linalg.norm(one) * np.linalg.norm(two)))


@cache
def _of_library(name: str) -> tuple[Ways, Array]:
    """What LIBRARY's people do, and the variances (58,) of the network's errors."""
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
                starts.append(start)
                ways.append(_farthest(clean[first:last], start) - start)
                seconds.append((last - first) / SAMPLE_RATE_HZ)
    found = Ways(starts=np.array(starts), ways=np.array(ways), seconds=np.array(seconds))
    return found, np.nanmedian(errors, axis=0)


@cache
def _of_subjects(name: str, subjects: tuple[int, ...]) -> Ways:
    """What people of UI-PRMD do rightly."""
    starts, ways, seconds = [], [], []
    for one in ui_prmd.episodes():
        if one.exercise == name and one.right and one.subject in subjects:
            rows = postures(one.track)
            rows = rows[np.isfinite(rows).all(axis=1)]
            if len(rows) < CYCLE_MIN:
                continue
            start = np.median(np.concatenate([rows[:3], rows[-3:]]), axis=0)
            starts.append(start)
            ways.append(_farthest(rows, start) - start)
            seconds.append(len(rows) / SAMPLE_RATE_HZ)
    return Ways(starts=np.array(starts), ways=np.array(ways), seconds=np.array(seconds))


def _farthest(rows: Array, start: Array) -> Array:
    found: Array = rows[int(((rows - start) ** 2).sum(axis=1).argmax())]
    return found


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


def _turned(source: Ways, first: Array) -> Ways:
    """The repetitions, each turned over where its mirror image is nearer to the usual way: the mean so far,
    which begins with `first` (58,).
    """
    starts, ways, usual = source.starts.copy(), source.ways.copy(), first.copy()
    for number in range(len(ways)):
        other = mirrored(ways[number])
        if ((other - usual) ** 2).sum() < ((ways[number] - usual) ** 2).sum():
            starts[number], ways[number] = mirrored(starts[number]), other
        usual += (ways[number] - usual) / (number + 2)
    return Ways(starts=starts, ways=ways, seconds=source.seconds)


def _line(sources: Sequence[Ways], errors: Array) -> dict[str, Array]:
    """sources: each counts as much as the others, however many repetitions it has."""
    start = np.mean([one.starts.mean(axis=0) for one in sources], axis=0)
    way = np.mean([one.ways.mean(axis=0) for one in sources], axis=0)
    varies = np.mean([((one.ways - way) ** 2).mean(axis=0) for one in sources], axis=0)
    far = start + way
    differ = np.sqrt(np.mean([((one.starts + one.ways - far) ** 2).mean(axis=0) for one in sources], axis=0))
    variance = (errors + np.abs(mirrored(errors))) / 2 + varies
    gain = COUNTS * way / variance
    agreement = (gain * mirrored(way)).sum() / (gain * way).sum()
    if agreement >= BOTH_SIDES:
        start, way, gain = ((part + mirrored(part)) / 2 for part in (start, way, gain))
        differ = (differ + np.abs(mirrored(differ))) / 2
    noise = np.sqrt((gain**2 * errors).sum()) / (gain * way).sum()
    return {
        "start": start,
        "way": way,
        "gain": gain,
        "differ": differ,
        "agreement": np.array(agreement),
        "noise": np.array(noise),
    }


if __name__ == "__main__":
    sys.exit(main())
