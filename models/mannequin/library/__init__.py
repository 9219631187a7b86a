"""More movements than are rendered and judged: what the recognition of exercises learns from.

LIBRARY has every movement by the name of its exercise in `scoring.exercises`.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from models.mannequin.movements import MOVEMENTS, Movement

LIBRARY: Final[Mapping[str, Movement]] = MappingProxyType({**MOVEMENTS})
