"""Lists the cameras that are plugged in, without opening them: a match may be using one."""

import contextlib
from pathlib import Path
from typing import Final

SYSTEM: Final = Path("/")
# Names of a Pi's video nodes that are no cameras: its decoders and image processors.
NO_CAMERAS: Final = ("bcm2835-codec", "bcm2835-isp", "rpivid", "rpi-hevc", "pispbe")


def cameras(system: Path = SYSTEM) -> list[str]:
    """The cameras' names, without duplicates: a camera has several nodes. system: root of /sys."""
    names = []
    for node in sorted((system / "sys/class/video4linux").glob("video*/name")):
        with contextlib.suppress(OSError):
            name = node.read_text(errors="replace").strip()
            if name and not name.startswith(NO_CAMERAS):
                names.append(name)
    return list(dict.fromkeys(names))
