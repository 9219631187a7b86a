"""Which cameras are plugged in. None is opened: a match may be using it, and this process may not."""

import contextlib
from pathlib import Path
from typing import Final

SYSTEM: Final = Path("/")
# A Pi's video nodes that give no pictures of a room: its decoder and its image processor.
NO_CAMERAS: Final = ("bcm2835-codec", "bcm2835-isp", "rpivid", "rpi-hevc", "pispbe")


def cameras(system: Path = SYSTEM) -> list[str]:
    """Their names, each once: a camera has several nodes."""
    names = []
    for node in sorted((system / "sys/class/video4linux").glob("video*/name")):
        with contextlib.suppress(OSError):
            name = node.read_text(errors="replace").strip()
            if name and not name.startswith(NO_CAMERAS):
                names.append(name)
    return list(dict.fromkeys(names))
