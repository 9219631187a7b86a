"""The limbs that a household can leave out of a score. Apart from `scoring.demands`, because the page and the
words need the names and load nothing that computes.
"""

from enum import StrEnum


class Limb(StrEnum):
    """What a household can leave out of the score."""

    ARMS = "arms"
    LEGS = "legs"
    HEAD = "head"
