"""Movements in which left and right take turns."""

from collections.abc import Mapping
from typing import Final

from models.mannequin.channels import MIRROR_SIGN, other_side

Values = Mapping[str, float]
Keys = tuple[tuple[float, Values], ...]
# the phases at which a side is done
TURNS: Final = (0.5, 1.0)


def both_sides(keys: Keys) -> Keys:
    """Keys with phases below 0.5, the posture of the start at 0.5, and the same of the other side after it.

    The start posture has to be its own mirror image.
    """
    return (*keys, (0.5, {}), *((phase + 0.5, mirror(values)) for phase, values in keys))


def mirror(values: Values) -> Values:
    """The same posture with left and right exchanged."""
    return {other_side(name): -value if name in MIRROR_SIGN else value for name, value in values.items()}
