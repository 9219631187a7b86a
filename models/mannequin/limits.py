"""Checks of a script's values; ScriptError says in one English sentence what is wrong."""

import difflib
from collections.abc import Iterable


class ScriptError(ValueError):
    """A script that cannot be performed; the text is for the command line."""


def known(name: str, names: Iterable[str], what: str, where: str = "") -> None:
    """Raise ScriptError, suggesting the most similar name, unless `name` is among `names`."""
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
