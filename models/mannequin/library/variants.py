"""Movements as different people do them."""

import numpy as np

from models.mannequin.library import LIBRARY
from models.mannequin.movements import Movement


def variant(name: str, random: np.random.Generator) -> Movement:
    """One way in which somebody does a movement of LIBRARY. Raises KeyError for an unknown name."""
    del random
    return LIBRARY[name]
