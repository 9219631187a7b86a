"""Trains method `lift`, writes its files, and says how well it does on made-up people whom it never saw."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from models.recogniser.lift.file import GRAPH, Said, write
from models.recogniser.lift.sets import Sets, all_words, sets
from models.recogniser.lift.train import answers, graph_of, train
from models.recogniser.method import Chosen
from models.recogniser.vocabulary import KINDS
from scoring.exercises.catalogue import CATALOGUE
from scoring.exercises.exercise import WORD_WEIGHTS, Kind
from scoring.recognition.lift import shares_of_names
from scoring.recognition.words import recall_and_precision, said

Array = NDArray[np.float32]

# A set here is longer than a window of three seconds: of the sets asked for this share is made.
SETS_SHARE: Final = 0.4
# sets of each photographed exercise
PHOTOGRAPHED: Final = 4
EPOCHS: Final = 24
# sets of each name that only its figures are made of, and what is added to the seed for them
UNSEEN: Final = 2
UNSEEN_SEED: Final = 1000


def train_lift(chosen: Chosen) -> list[str]:
    """Train and write; returns lines with its figures. Raises ValueError with too few sets."""
    each = max(1, round(chosen.sets * SETS_SHARE))
    learn_from = sets(chosen.names, each, PHOTOGRAPHED, chosen.seed)
    weights = np.array([WORD_WEIGHTS[KINDS[word]] for word in all_words()], np.float32)
    network, loss = train(learn_from, weights, chosen.seed, EPOCHS)
    graph, path = graph_of(network), chosen.out or GRAPH
    write(graph, Said(words=all_words(), names=chosen.names), path)
    unseen = sets(chosen.names, UNSEEN, 0, chosen.seed + UNSEEN_SEED)
    return [
        f"{len(learn_from.names)} sets, loss {loss:.3f}, {path.name} of {len(graph):,} bytes",
        figures(unseen, *answers(network, unseen), chosen.names),
    ]


def figures(unseen: Sets, words: Array, counts: Array, names: tuple[str, ...]) -> str:
    """Names, words and counts in one line, from the probabilities of words (N, W) and the counts (N,)."""
    shares = [dict(zip(all_words(), row, strict=True)) for row in words]
    told = [recall_and_precision(said(row), name) for row, name in zip(shares, unseen.names, strict=True)]
    recall, precision = np.nanmean(told, axis=0)
    named = [names[int(shares_of_names(row, all_words(), names).argmax())] for row in words]
    counted = np.array([CATALOGUE[name].kind is Kind.EXERCISE for name in unseen.names])
    off = np.abs(np.round(counts) - np.round(unseen.density.sum(axis=1)))[counted]
    return (
        f"made-up people it never saw: {np.mean(np.array(named) == unseen.names):.3f} of names, words "
        f"recall {recall:.3f}, precision {precision:.3f}, counts off by at most one {np.mean(off <= 1):.3f}, "
        f"MAE {off.mean():.2f}"
    )
