"""Where a picture could be shown: the desktop of this process, or screens plugged into a card.

Looks without opening anything; `display` reacts to changes.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

DRM_CARDS: Final = Path("/sys/class/drm")
# SDL falls back to one of these when the desktop does not answer.
BLIND_DRIVERS: Final = ("dummy", "offscreen", "evdev")

Connector = tuple[str, str]


def blind(environment: Mapping[str, str]) -> bool:
    """Whether the environment names an SDL driver that shows nothing."""
    return environment.get("SDL_VIDEODRIVER") in BLIND_DRIVERS


def desktop(environment: Mapping[str, str]) -> bool:
    """Whether this process belongs to a desktop; whether that answers is not known."""
    return not blind(environment) and bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def connected(drm_cards: Path = DRM_CARDS) -> tuple[Connector, ...]:
    """The screens that are plugged in and awake: name of the connector, and what the screen likes best.

    A TV that is unplugged, and many that are switched off, are not among them. Another TV in the same
    connector likes another mode.
    """
    return tuple(
        (status.parent.name, _line(status.with_name("modes")))
        for status in sorted(drm_cards.glob("card*-*/status"))
        if _line(status) == "connected"
    )


def _line(file: Path) -> str:
    """The first line, or nothing: a card that is pulled out takes its files with it."""
    try:
        return file.read_text().partition("\n")[0].strip()
    except OSError:
        return ""
