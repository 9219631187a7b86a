"""Trains the forest that ships, with scikit-learn; what it becomes is read by `scoring.recognition.forest`.

Decides the size of the forest, and how its probabilities are calibrated: made-up people of another seed, whom
the trees have not seen, say by which power the mean of the trees is raised.
"""

import hashlib
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import RandomForestClassifier

from models.recogniser import forest_file, ui_prmd
from models.recogniser.commonness import weight
from models.recogniser.dataset import Windows, joined, made_up, no_windows, of_photographs
from models.recogniser.method import Chosen
from models.recogniser.recorded import LEARNT, recorded
from scoring.recognition.forest import LEAF, WHOLE, Forest

TREES: Final = 100
LEAF_MIN: Final = 3
# The statistics among which a node chooses: twice the root of their number, since most say nothing of most
# exercises.
TRIED: Final = 32
# Windows of each photographed exercise, and how many of these exercises a name needs for its photographs to
# count as much as its made-up people: real people are told apart better by real ones, few of them badly.
PHOTOGRAPHED: Final = 6
ENOUGH: Final = 13
# Of the weight of an exercise that UI-PRMD has, the share of its people: four people in one room.
RECORDED: Final = 0.3
POWERS: Final = np.arange(0.5, 4.01, 0.1)
# sets to calibrate on, for each to learn from
CALIBRATED: Final = 0.2


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Fitted:
    """A forest, and of the windows that calibrated it: the share named rightly, and the mean log loss."""

    forest: Forest
    right: float
    loss: float


def train(chosen: Chosen) -> list[str]:
    """Train, calibrate and write a forest."""
    people = made_up(chosen.names, chosen.sets, chosen.seed)
    photographs = of_photographs(chosen.names, PHOTOGRAPHED, chosen.seed)
    if ui_prmd.available():
        recordings = recorded(chosen.names, LEARNT, chosen.seed)
        missing = []
    else:
        recordings = no_windows(chosen.names)
        missing = ["FORMBOX_DATA has no UI-PRMD: other than what is shipped, this forest has not seen it"]
    learn = joined(people, photographs, recordings)
    other = made_up(chosen.names, max(1, round(CALIBRATED * chosen.sets)), chosen.seed + 1)
    fitted = fit(learn, other, chosen.seed, weights(people, photographs, recordings))
    path = chosen.out or forest_file.FILE
    forest_file.write(fitted.forest, path)
    data = path.read_bytes()
    return [
        *missing,
        f"{len(learn.values)} windows, {len(chosen.names)} names, {len(fitted.forest.feature)} nodes",
        f"made-up people kept aside: {fitted.right:.3f} of windows right, log loss {fitted.loss:.3f}",
        f"{path}: {len(data)} bytes, sha256 {hashlib.sha256(data).hexdigest()}",
    ]


def weights(people: Windows, photographs: Windows, recordings: Windows) -> NDArray[np.float64]:
    """The weights of the windows of all three, joined: those of a name add up to its commonness."""
    total = np.array([weight(name) for name in people.names])
    count = np.bincount(photographs.labels, minlength=len(total)) / PHOTOGRAPHED
    share = count / (count + ENOUGH)
    moved = np.where(np.bincount(recordings.labels, minlength=len(total)) > 0, RECORDED, 0.0)
    parts = []
    for part, shares in (
        (people, (1 - share) * (1 - moved)), (photographs, share * (1 - moved)), (recordings, moved)
    ):  # fmt: skip
        windows = np.bincount(part.labels, minlength=len(total))
        parts.append((total * shares / np.maximum(windows, 1))[part.labels])
    each: NDArray[np.float64] = np.concatenate(parts)
    return each * len(each) / each.sum()


def fit(learn: Windows, calibrate: Windows, seed: int, weighted: NDArray[np.float64] | None = None) -> Fitted:
    """A forest that names the windows of `learn`; both have the same names, in the same order.

    weighted: a weight for each window; None: all of a name together weigh as much as those of another.
    """
    if learn.names != calibrate.names:
        raise ValueError("a forest is calibrated on the names that it learns")
    trees = RandomForestClassifier(
        TREES,
        min_samples_leaf=LEAF_MIN,
        max_features=TRIED,
        class_weight="balanced" if weighted is None else None,
        random_state=seed,
        n_jobs=-1,
    )
    trees.fit(learn.values, learn.labels, sample_weight=weighted)
    forest = exported(trees, learn.names)
    shares = np.array([forest.probabilities(row) for row in calibrate.values], np.float64)
    rows = np.arange(len(shares))
    losses = []
    for power in POWERS:
        raised = np.maximum(shares, 1 / WHOLE / TREES) ** power
        losses.append(-np.log(raised[rows, calibrate.labels] / raised.sum(axis=1)).mean())
    best = int(np.argmin(losses))
    return Fitted(
        forest=replace(forest, sharpness=float(np.float32(POWERS[best]))),
        right=float((shares.argmax(axis=1) == calibrate.labels).mean()),
        loss=float(losses[best]),
    )


def exported(trees: RandomForestClassifier, names: tuple[str, ...]) -> Forest:
    """The arrays of a forest of scikit-learn, with thresholds and leaves as the file keeps them."""
    parts = [tree.tree_ for tree in trees.estimators_]
    roots = np.cumsum([0, *(part.node_count for part in parts)])[:-1]
    feature = np.concatenate([np.maximum(part.feature, LEAF) for part in parts]).astype(np.int16)
    inner = feature != LEAF
    below = _all(parts, "children_left", roots)
    values = np.concatenate([part.value[:, 0] for part in parts])[~inner]
    above = _all(parts, "children_right", roots)
    above[~inner] = 0
    threshold = np.concatenate([part.threshold for part in parts]).astype(np.float16).astype(np.float32)
    threshold[~inner] = 0
    leaves = np.zeros((len(values), len(names)), np.uint8)
    leaves[:, trees.classes_] = np.rint(WHOLE * values / values.sum(axis=1, keepdims=True))
    # two leaves of three say the same as another one: kept once, they take a third of the memory
    leaves, rows = np.unique(leaves, axis=0, return_inverse=True)
    below[~inner] = rows.ravel()
    return Forest(
        names=names,
        statistics=int(trees.n_features_in_),
        roots=roots.astype(np.int32),
        feature=feature,
        threshold=threshold,
        below=below,
        above=above,
        unknown_below=np.concatenate([part.missing_go_to_left for part in parts]).astype(np.bool_) & inner,
        leaves=leaves,
    )


def _all(parts: list[Any], name: str, roots: NDArray[np.intp]) -> NDArray[np.int32]:
    """The children of all trees as rows of the whole forest."""
    return np.concatenate(
        [getattr(part, name) + first for part, first in zip(parts, roots, strict=True)]
    ).astype(np.int32)
