"""Restarting the box and switching it off, as a wish: this process may do neither.

Under systemd a unit waits for a file in the box's runtime folder (systemd/formbox-restart.path and
formbox-poweroff.path) and does the rest. Elsewhere nobody waits, and the page says so.
"""

import os
from pathlib import Path
from typing import Final

ACTIONS: Final = ("restart", "poweroff")
FILE: Final = "wanted-{}"


def can_switch() -> bool:
    """Whether somebody waits for the wish."""
    return "RUNTIME_DIRECTORY" in os.environ


def request_action(run: Path, what: str) -> None:
    """Leave the wish in the runtime folder. Raises ValueError for one that there is not."""
    if what not in ACTIONS:
        raise ValueError(f"the box cannot be asked to {what}")
    (run / FILE.format(what)).touch()
