"""Method `lift` and the open vocabulary on real people: words, names, counts, what unknown movement is like.

`python -m tests.tools.judge.lift` runs this part alone. Words as in LiFT: said from 0.4 on, weighted by kind,
with partial credit; OBO: the share of counts that are off by at most one; MAE: the mean error.
"""

import json
import sys
from pathlib import Path

import numpy as np

from device.match.lift import answer, lift_recogniser, vocabulary
from models.recogniser.vocabulary import KINDS
from scoring.exercises.catalogue import CATALOGUE
from scoring.exercises.exercise import WORD_WEIGHTS, Kind
from scoring.recognition.lift import shares_of_names
from scoring.recognition.vocabulary import SUGGESTED, distances
from scoring.recognition.words import recall_and_precision, said
from tests.tools.judge.names import EXERCISES
from tests.tools.judge.people.clips import NETWORKS, PARTS, WRONG, data_folder, samples
from tests.tools.judge.people.prmd import sets_of_ten

# UI-PRMD's movements, in its order
PRMD = (
    "squat", "hurdle_step", "lunge", "side_lunge", "sit_to_stand", "straight_leg_raise", "arm_raise_one_side",
    "shoulder_extension", "shoulder_rotation", "scaption",
)  # fmt: skip
# Closer than this, squared, two exercises have the same photographs (half precision errs by less).
SAME = 0.05
# examples of each movement that few-shot naming gets: 40 in all
EXAMPLES = 4


def measure():
    """All rows, or None, with a line, without FORMBOX_DATA."""
    if data_folder() is None:
        print("FORMBOX_DATA is not set: real people are left out")
        return None
    rows = {f"clips, {network}": clips(network) for network in NETWORKS}
    asked = [
        (PRMD[movement - 1], subject, count, answer(world))
        for movement, subject, count, world in sets_of_ten()
    ]
    rows["UI-PRMD, nothing learned"] = _row(asked, [(name, count, found) for name, _, count, found in asked])
    rows[f"UI-PRMD, {EXAMPLES * len(PRMD)} examples"] = few_shot(asked)
    return rows | {"851 names": left_out()} | {f"851 names, clips, {one}": like(one) for one in NETWORKS}


def clips(network):
    """Names, words and counts of the clips; a dance has no name here but its kind."""
    found = [
        (key_of(part), part.file, answer(samples(name, network).world))
        for name, part in (PARTS | WRONG).items()
    ]
    repetitions = {
        Path(row["file"]).name: row["reps"] for row in json.loads((data_folder() / "clips.json").read_text())
    }
    counted = {}
    for _, file, told in found:
        counted[file] = counted.get(file, 0.0) + told.count
    wanted = {file: repetitions[file] or 0 for file in counted}
    exercises = [file for file in counted if repetitions[file]]
    row = _words([(key, told) for key, _, told in found])
    return row | _counts([counted[file] for file in exercises], [wanted[file] for file in exercises])


def key_of(part):
    """The catalogue's name of a part of a clip."""
    return EXERCISES.get(part.exercise, "dance")


def _words(found):
    """Shares of exact names and families, and of words, of (name, Answer)."""
    recogniser = lift_recogniser()
    words, names = recogniser.words, recogniser.names
    told = [names[int(shares_of_names(one.words, words, names).argmax())] for _, one in found]
    both = [recall_and_precision(said(dict(zip(words, one.words, strict=True))), key) for key, one in found]
    recall, precision = np.nanmean(both, axis=0)
    return {
        "names": float(np.mean([one == key for one, (key, _) in zip(told, found, strict=True)])),
        "families": float(
            np.mean([_family(one) == _family(key) for one, (key, _) in zip(told, found, strict=True)])
        ),
        "words": float(recall),
        "precision": float(precision),
        "n": len(found),
    }


def _family(name):
    exercise = CATALOGUE[name]
    return exercise.family if exercise.kind is Kind.EXERCISE else exercise.kind


def _counts(found, wanted):
    off = np.abs(np.round(found) - np.array(wanted))
    return {"obo": float((off <= 1).mean()), "mae": float(off.mean())}


def few_shot(asked):
    """UI-PRMD, each subject named by examples of others: the nearest mean embedding of a movement."""
    random = np.random.default_rng(5)
    found = []
    for subject in sorted({one[1] for one in asked}):
        others = {name: [one for one in asked if one[0] == name and one[1] != subject] for name in PRMD}
        means = np.array(
            [
                np.mean([rows[row][3].embedding for row in random.permutation(len(rows))[:EXAMPLES]], axis=0)
                for rows in others.values()
            ]
        )
        for name, _, _, told in (one for one in asked if one[1] == subject):
            off, apart = told.embedding - means.mean(axis=0), means - means.mean(axis=0)
            alike = apart @ off / np.linalg.norm(apart, axis=1)
            found.append((name, PRMD[int(alike.argmax())]))
    both = np.array([recall_and_precision(frozenset(CATALOGUE[one].words), name) for name, one in found])
    return {
        "names": float(np.mean([one == name for name, one in found])),
        "words": float(both[:, 0].mean()), "precision": float(both[:, 1].mean()), "n": len(found),
    }  # fmt: skip


def _row(asked, counted):
    row = _words([(name, told) for name, _, _, told in asked])
    return row | _counts([told.count for _, _, told in counted], [count for _, count, _ in counted])


def left_out():
    """Each of the 851 named by the others, but for those of the same photographs."""
    known = vocabulary()
    apart = distances(known.postures, known.postures)
    apart[apart < SAME] = np.inf
    order = np.argsort(apart, axis=1, kind="stable")[:, :SUGGESTED]
    return _recalls(
        [
            (known.words[row].split(), [known.words[near].split() for near in order[row]])
            for row in range(len(order))
        ]
    )


def like(network):
    """The clips' exercises, named by the 851."""
    known = dict(zip(vocabulary().names, vocabulary().words, strict=True))
    rows = []
    for name, part in (PARTS | WRONG).items():
        if not part.exercise.startswith("dance"):
            near = vocabulary().nearest(samples(name, network).world)
            rows.append(
                (list(CATALOGUE[EXERCISES[part.exercise]].words), [known[one].split() for one, _ in near])
            )
    return _recalls(rows)


def _recalls(rows):
    """The weighted share of words of (words, [words of the first, of the second ...])."""
    first, best = [], []
    for words, near in rows:
        wanted = sum(WORD_WEIGHTS[KINDS[word]] for word in words)
        if wanted:
            both = [sum(WORD_WEIGHTS[KINDS[word]] for word in words if word in one) / wanted for one in near]
            first.append(both[0])
            best.append(max(both))
    return {"words": float(np.mean(first)), f"words in {SUGGESTED}": float(np.mean(best)), "n": len(first)}


def show(rows):
    """Print a line for each row."""
    columns = ("n", "names", "families", "words", f"words in {SUGGESTED}", "precision", "obo", "mae")
    print("\nlift".ljust(30) + "".join(f"{column:>12}" for column in columns))
    for name, row in rows.items():
        cells = (
            "" if column not in row else f"{row[column]:.3f}" if column != "n" else row[column]
            for column in columns
        )
        print(f"{name:<30}" + "".join(f"{cell:>12}" for cell in cells))


if __name__ == "__main__":
    report = measure()
    if report is not None:
        show(report)
    sys.exit(0)
