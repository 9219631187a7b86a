"""Which USB cameras are plugged in now, as the kernel lists them. None is opened.

`device.health.camera` lists names for people, sensors of the Pi's own socket among them; here are only the
nodes that give ready pictures, with their numbers.
"""

import contextlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from device.health.camera import NO_CAMERAS, SYSTEM

# The Pi's own socket: raw data of a sensor, which libcamera makes pictures of.
RAW_SENSORS: Final = ("unicam", "rp1-cfe")


@dataclass(frozen=True, slots=True)
class Node:
    """/dev/video<number>, and what the camera calls itself."""

    number: int
    name: str


def capture_nodes(system: Path = SYSTEM) -> list[Node]:
    """Every camera's first node, by number: the further ones carry no pictures but what belongs to them."""
    nodes = []
    for folder in (system / "sys/class/video4linux").glob("video*"):
        number = folder.name.removeprefix("video")
        with contextlib.suppress(OSError):  # unplugged while we look
            name = (folder / "name").read_text(errors="replace").strip()
            first = (folder / "index").read_text().strip() == "0"
            if number.isdecimal() and first and not name.startswith(NO_CAMERAS + RAW_SENSORS):
                nodes.append(Node(int(number), name))
    return sorted(nodes, key=lambda node: node.number)
