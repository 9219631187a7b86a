"""Lists the USB cameras that are plugged in, from the kernel's /sys, without opening them.

`device.health.camera` lists all cameras' names for people, those in the Pi's socket included; this module
lists only the device nodes that give finished pictures.
"""

import contextlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from device.health.camera import NO_CAMERAS, SYSTEM

# Nodes of the Pi's camera socket: they give raw sensor data, which libcamera turns into pictures.
RAW_SENSORS: Final = ("unicam", "rp1-cfe")


@dataclass(frozen=True, slots=True)
class Node:
    """/dev/video<number> and the camera's own name."""

    number: int
    name: str


def capture_nodes(system: Path = SYSTEM) -> list[Node]:
    """The first node of each camera, by number; further nodes of a camera carry metadata only."""
    nodes = []
    for folder in (system / "sys/class/video4linux").glob("video*"):
        number = folder.name.removeprefix("video")
        with contextlib.suppress(OSError):  # unplugged during the listing
            name = (folder / "name").read_text(errors="replace").strip()
            first = (folder / "index").read_text().strip() == "0"
            if number.isdecimal() and first and not name.startswith(NO_CAMERAS + RAW_SENSORS):
                nodes.append(Node(int(number), name))
    return sorted(nodes, key=lambda node: node.number)
