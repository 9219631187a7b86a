"""More movements than are rendered and judged: what the recognition of exercises learns from.

LIBRARY has every movement by the name of its exercise in `scoring.exercises`.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from models.mannequin.library.arms import ARMS
from models.mannequin.library.cardio import CARDIO
from models.mannequin.library.floor import LYING
from models.mannequin.library.legs import LEGS
from models.mannequin.library.moving import OTHER
from models.mannequin.library.prone import PRONE
from models.mannequin.library.pulls import PULLS
from models.mannequin.library.trunk import TRUNK
from models.mannequin.movements import MOVEMENTS, Movement

_ROOMS: Final = (
    MOVEMENTS.values(),
    ARMS,
    PULLS,
    TRUNK,
    LEGS,
    CARDIO,
    PRONE,
    LYING,
    OTHER,
)
LIBRARY: Final[Mapping[str, Movement]] = MappingProxyType(
    {movement.name: movement for room in _ROOMS for movement in room}
)
