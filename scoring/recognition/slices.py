"""Recognition from slices, as published: a network names what the landmarks of the newest frames show."""

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.recognition.body_frame import framed
from scoring.recognition.newest import WindowRecogniser

Array = NDArray[np.float32]

# Samples from one answer to the next, half a second: a slice costs a network milliseconds, not microseconds.
STEP: Final = 10

# Probabilities (C,) of one slice (T, 19, 3) of `slice_of`.
NameSlice = Callable[[Array], Array]


def slice_of(world: Array, visibility: Array, length: int) -> Array:
    """The last `length` of world landmarks (T, 33, 3) m, visibility (T, 33), as points (length, 19, 3).

    The points are those of `body_frame`. An unseen one stays where it was, before that where it is seen
    first, and is 0 if it never is; a shorter window begins with its first body standing still.
    """
    body = framed(world[-length:], visibility[-length:])
    flat = body.reshape(len(body), -1)
    known = np.isfinite(flat)
    rows = np.where(known, np.arange(len(flat))[:, None], -1)
    last = np.maximum.accumulate(rows, axis=0)
    source = np.where(last < 0, known.argmax(axis=0), last)
    held = np.nan_to_num(np.take_along_axis(flat, source, axis=0)).reshape(body.shape)
    return np.concatenate([np.repeat(held[:1], length - len(held), axis=0), held])


class SliceRecogniser(WindowRecogniser):
    """A `Recogniser`: names the newest `length` samples every STEP, fewer at the beginning."""

    def __init__(self, names: tuple[str, ...], length: int, name_slice: NameSlice) -> None:
        """Nothing was seen yet; names: in the order of the probabilities."""
        super().__init__(
            names, length, STEP,
            lambda _landmarks, visibility, world: name_slice(slice_of(world, visibility, length)),
        )  # fmt: skip
