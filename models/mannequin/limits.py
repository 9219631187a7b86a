"""What a script may say, and the plain sentence when it says something else."""

import difflib
from collections.abc import Iterable


class ScriptError(ValueError):
    """A script that cannot be performed, in one plain sentence."""


def known(name: str, names: Iterable[str], what: str, where: str = "") -> None:
    """Raise ScriptError, with the nearest name that there is, unless `name` is among `names`."""
    every = list(names)
    if name in every:
        return
    near = difflib.get_close_matches(name, every, 1)
    hint = f"; did you mean {near[0]!r}?" if near else f"; there are {', '.join(every)}"
    raise ScriptError(f"unknown {what} {name!r}{f' in {where}' if where else ''}{hint}")


def between(name: str, value: float, low: float, high: float) -> None:
    """Raise ScriptError unless low <= value <= high."""
    if not low <= value <= high:
        raise ScriptError(f"{name} must be from {low:g} to {high:g}, not {value:g}")
