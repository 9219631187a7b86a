"""The trained files of method `lift`: the graph, and beside it its words and the names it knows."""

import json
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from models.files import write_atomic

GRAPH: Final = Path(__file__).parents[1] / "lift.tflite"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """words: of the network's answer, in its order; names: what it has seen done."""

    words: tuple[str, ...]
    names: tuple[str, ...]


def said_by(graph: Path = GRAPH) -> Said:
    """What the network in this file says. Raises OSError or ValueError without a table that can be read."""
    table = tomllib.loads(_table(graph).read_text("utf-8"))
    return Said(words=tuple(table["words"]), names=tuple(table["names"]))


def write(graph: bytes, said: Said, path: Path = GRAPH) -> None:
    """Write both files, atomically each."""
    rows = (("words", said.words), ("names", said.names))
    text = "# Written by training: what lift.tflite says, in the order of its answer.\n"
    text += "".join(f"{key} = {_listed(values)}\n" for key, values in rows)
    write_atomic(_table(path), text.encode())
    write_atomic(path, graph)


def _listed(values: Sequence[str]) -> str:
    return json.dumps(list(values), indent=4)


def _table(graph: Path) -> Path:
    return graph.with_suffix(".toml")
