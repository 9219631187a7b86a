"""Reads scripts from TOML files.

A file with `follow = "other.toml"` starts from that file's table and replaces top-level entries of it.

    title = "Wake up"
    bpm = 100
    [[timeline]]
    movement = "squat"
    repetitions = 6
    [[people]]
    body = { height_m = 1.68 }
    errors = { squat = { left_knee = 20 } }
"""

import tomllib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, TypeVar, get_type_hints

from models.mannequin.limits import ScriptError, known
from models.mannequin.script import Script, Step

T = TypeVar("T")
_WORDS: Final = {str: "text", bool: "true or false", int: "a whole number", float: "a number"}


def read_script(path: Path) -> Script:
    """Read a script. Raises ScriptError, naming the file, when it cannot be read or is not valid."""
    try:
        return _build(Script, _load(path, ()), path.name)
    except ScriptError as error:
        raise ScriptError(f"{path.name}: {error}") from None


def _load(path: Path, above: tuple[Path, ...]) -> dict[str, Any]:
    """The table of a file; with `follow`, over the table of the file that it follows."""
    place = path.resolve()
    if place in above:
        raise ScriptError(f"{path.name} follows itself")
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise ScriptError(f"cannot read {path}: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ScriptError(f"not valid TOML: {error}") from None
    followed = table.pop("follow", None)
    if followed is None:
        return table
    if not isinstance(followed, str):
        raise ScriptError("follow names another script, as text")
    return _load(path.parent / followed, (*above, place)) | table


def _build(kind: type[T], table: object, where: str) -> T:
    """The dataclass `kind` from a table. Raises ScriptError for unknown keys and wrong types."""
    if not isinstance(table, dict):
        raise ScriptError(f"{where} must be a table")
    hints = get_type_hints(kind)
    names = [entry.name for entry in fields(kind)]  # type: ignore[arg-type]
    values: dict[str, Any] = {}
    for name, value in table.items():
        known(name, names, "key", where)
        values[name] = _convert(hints[name], value, name)
    if kind in {Script, Step} and not any(name in values for name in ("timeline", "movement")):
        raise ScriptError(f"{where} needs {'a timeline' if kind is Script else 'a movement'}")
    try:
        return kind(**values)
    except ScriptError:
        raise
    except ValueError as error:
        raise ScriptError(f"{where}: {error}") from None


def _convert(hint: Any, value: object, name: str) -> Any:
    """`value` converted to the declared type of a field."""
    if is_dataclass(hint):
        return _build(hint, value, name)  # type: ignore[arg-type]
    origin = getattr(hint, "__origin__", None)
    if origin is tuple:
        if not isinstance(value, list):
            raise ScriptError(f"{name} must be a list of tables, written [[{name}]]")
        return tuple(_convert(hint.__args__[0], item, name) for item in value)
    if origin is Mapping:
        if not isinstance(value, dict):
            raise ScriptError(f"{name} must be a table")
        inner = hint.__args__[1]
        return MappingProxyType({key: _convert(inner, item, f"{name}.{key}") for key, item in value.items()})
    wanted = {str: str, bool: bool, int: int}.get(hint, float)
    if wanted is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, wanted) or (isinstance(value, bool) and wanted is not bool):
        raise ScriptError(f"{name} must be {_WORDS[wanted]}, not {value!r}")
    return value
