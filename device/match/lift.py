"""Runs the network of method `lift` with the pose networks' runtime, and what unknown movement is like."""

from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from device.pose.runtime import shipped
from models.recogniser.lift.file import GRAPH, Said, said_by
from models.recogniser.vocabulary import vocabulary_of
from scoring.recognition.lift import Answer, LiftRecogniser
from scoring.recognition.lift import answer as answer_of
from scoring.recognition.vocabulary import Vocabulary

Array = NDArray[np.float32]


def lift_recogniser(path: Path = GRAPH) -> LiftRecogniser:
    """One for a person who was not seen yet. Raises ModelMissingError when the network cannot be opened."""
    said = _said(path)
    return LiftRecogniser(said.words, said.names, lambda picture: predict(picture, path))


def answer(world: Array, path: Path = GRAPH) -> Answer:
    """What the network says of world landmarks (T, 33, 3) m at 20 Hz. Raises ModelMissingError."""
    return answer_of(world, len(_said(path).words), lambda picture: predict(picture, path))


def predict(picture: Array, path: Path = GRAPH) -> Array:
    """The network's row of one picture with its questions. Not thread-safe. Raises ModelMissingError."""
    return shipped(path).run(picture)[0][0]


@cache
def vocabulary() -> Vocabulary:
    """The 851 exercises that unknown movement is compared with; read once."""
    return vocabulary_of()


@cache
def _said(path: Path) -> Said:
    return said_by(path)
