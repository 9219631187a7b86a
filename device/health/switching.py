"""Requests a restart or power-off of the box, which this process may not do itself.

A request is a file in the box's runtime folder, for which systemd's formbox-restart.path and
formbox-poweroff.path wait. Without systemd there is no such unit, and the page says so.
"""

import os
from pathlib import Path
from typing import Final

ACTIONS: Final = ("restart", "poweroff")
FILE: Final = "wanted-{}"


def can_switch() -> bool:
    """Whether the process runs under systemd, so that requests are carried out."""
    return "RUNTIME_DIRECTORY" in os.environ


def request_action(run: Path, what: str) -> None:
    """Write the request `what`, one of ACTIONS, into the runtime folder. Raises ValueError for another."""
    if what not in ACTIONS:
        raise ValueError(f"the box cannot be asked to {what}")
    (run / FILE.format(what)).touch()
