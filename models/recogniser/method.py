"""What a method of recognition is asked when it is trained."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """How to train. sets: made-up sets of each name to learn from; out: where to write, None for the method's
    own place in the tree.
    """

    names: tuple[str, ...]
    sets: int
    seed: int
    out: Path | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """train: does it and gives lines to print. Raises ImportError without the libraries of training. sets:
    how many of each name the file in the tree was trained on.
    """

    train: Callable[[Chosen], list[str]]
    about: str
    sets: int
