"""`formbox doctor`: how the box is, as a short table that says what to do about it.

Looks and changes nothing, so it can be asked while a match runs; status 1 when something fails. What the
parts of a check mean is decided beside them: disk, temperature and power in `device.health`.
"""

import argparse
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import func, make_url, select
from sqlalchemy.exc import DBAPIError

from device.health import camera as cameras
from device.health import disk as disks
from device.health import power as supply
from device.health import temperature as warmth
from device.health.level import HealthLevel
from device.store.database import Database
from device.store.folder import Folder, box_folder
from device.store.settings import DEFAULTS, BoxSettings, load
from device.store.tables import Lesson
from models.fetching.manifest import cache_folder, manifest
from models.files import is_whole

SYSTEM: Final = Path("/")
# What every match needs: finding a body, and following it.
MATCH_NETWORKS: Final = ("detector", "lite")
WORDS: Final = {
    HealthLevel.GOOD: "ok",
    HealthLevel.FAIR: "warn",
    HealthLevel.BAD: "FAIL",
    HealthLevel.UNKNOWN: "-",
}
GB: Final = 10**9
POWER: Final = {
    HealthLevel.GOOD: "Enough.",
    HealthLevel.FAIR: "There was too little since the start: use the supply that came with the board.",
    HealthLevel.BAD: (
        "Too little now: use the supply that came with the board, or the memory card will suffer."
    ),
    HealthLevel.UNKNOWN: "This machine does not tell.",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found, as a sentence."""

    level: HealthLevel
    sentence: str


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command's words."""
    parser = commands.add_parser("doctor", help="look at disk, camera, screen, sound, networks and database")
    parser.set_defaults(run=run)


def run(_: argparse.Namespace) -> int:
    """Check everything and print the table; 1 when something fails."""
    findings = examine(box_folder())
    width = max(map(len, findings))
    for name, finding in findings.items():
        print(f"{WORDS[finding.level]:<5} {name:<{width}}  {finding.sentence}")
    return int(any(finding.level is HealthLevel.BAD for finding in findings.values()))


def examine(folder: Folder, system: Path = SYSTEM) -> dict[str, Finding]:
    """Each check's name and what it found; `system`: where /dev, /proc and /sys are."""
    return {
        "disk": disk(folder),
        "temperature": temperature(system),
        "power": power(system),
        "camera": camera(system),
        "networks": networks(folder),
        "database": database(folder),
        "sound": sound(system),
        "screen": screen(system),
    }


def disk(folder: Folder) -> Finding:
    """Whether there is room for another lesson beside what is always kept free."""
    place = next((path for path in (folder.root, *folder.root.parents) if path.exists()), SYSTEM)
    found = disks.disk(place)
    if found is None:
        return Finding(HealthLevel.UNKNOWN, f"The disk of {folder.root} says nothing.")
    level = found.level(_settings(folder).reserve_bytes)
    sentence = f"{found.free / GB:.1f} of {found.total / GB:.1f} GB are free."
    if level is HealthLevel.BAD:
        sentence += " No video is taken in any more: delete lessons."
    return Finding(level, sentence)


def temperature(system: Path) -> Finding:
    """How warm the processor is, and what helps."""
    celsius = warmth.temperature_c(system)
    level = warmth.level(celsius)
    if celsius is None:
        return Finding(level, "This machine does not tell.")
    advice = "" if level is HealthLevel.GOOD else " It slows down: give it air."
    return Finding(level, f"{celsius:.0f} °C.{advice}")


def power(system: Path) -> Finding:
    """Whether a Raspberry Pi gets enough of it."""
    level = supply.power(system)
    return Finding(level, POWER[level])


def camera(system: Path) -> Finding:
    """A camera that this user may open. The picture is not looked at: a match may hold the camera."""
    names = cameras.cameras(system)
    if not names:
        return Finding(HealthLevel.FAIR, "None is plugged in: lessons can be watched, but nobody is scored.")
    nodes = sorted((system / "dev").glob("video*"))
    if not any(os.access(node, os.R_OK | os.W_OK) for node in nodes):
        return Finding(HealthLevel.BAD, f"{names[0]} may not be opened: this user is not in group video.")
    return Finding(HealthLevel.GOOD, f"{', '.join(names)}.")


def networks(folder: Folder) -> Finding:
    """The pose networks of a match and of the night, whole to the last byte."""
    wanted = set(MATCH_NETWORKS) | {_settings(folder).model}
    cache = cache_folder()
    missing = [
        model.name
        for model in manifest().models
        if model.name in wanted and not is_whole(cache / model.file, model.sha256, model.bytes)
    ]
    if missing:
        return Finding(
            HealthLevel.BAD,
            f"Missing or spoiled in {cache}: `python -m models fetch {' '.join(missing)}` brings them.",
        )
    return Finding(HealthLevel.GOOD, f"{', '.join(sorted(wanted))} in {cache}.")


def database(folder: Folder) -> Finding:
    """Whether the database opens, holds the box's tables, and (SQLite) is sound."""
    if not _made(folder):
        return Finding(HealthLevel.FAIR, f"None yet in {folder.root}: the box makes it when it first starts.")
    store = Database(folder.database_url)
    kind = store.engine.dialect.name
    try:
        with store.reading() as session:
            count = session.scalar(select(func.count(Lesson.id)))
            if kind == "sqlite":
                state = session.connection().exec_driver_sql("PRAGMA quick_check(1)").scalar()
                if state != "ok":
                    return Finding(HealthLevel.BAD, f"It is damaged ({state}): restore a backup.")
    except DBAPIError as error:
        return Finding(HealthLevel.BAD, f"It cannot be read: {error.orig}.")
    finally:
        store.close()
    return Finding(HealthLevel.GOOD, f"{kind}, {count} lessons.")


def sound(system: Path) -> Finding:
    """Whether there is a sound card, the TV's own among them."""
    lines = _read(system / "proc/asound/cards").splitlines()
    cards = [line.partition("]: ")[2] for line in lines if "]: " in line]
    if not cards:
        return Finding(HealthLevel.FAIR, "There is no sound card: lessons play without sound.")
    return Finding(HealthLevel.GOOD, f"{', '.join(cards)}.")


def screen(system: Path) -> Finding:
    """Whether something is there to draw on: a desktop, or a connected screen that this user may open."""
    if os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY"):
        return Finding(HealthLevel.GOOD, "A desktop: the box draws in its window.")
    connectors = sorted((system / "sys/class/drm").glob("card*-*/status"))
    connected = [path.parent.name for path in connectors if _read(path) == "connected"]
    if not connected:
        return Finding(
            HealthLevel.BAD, "No screen is connected. Is the TV's cable in, and the TV switched on?"
        )
    card = connected[0].partition("-")[0]
    if not os.access(system / "dev/dri" / card, os.R_OK | os.W_OK):
        return Finding(HealthLevel.BAD, f"{connected[0]} may not be opened: this user is not in group video.")
    return Finding(HealthLevel.GOOD, f"{connected[0]}, by the driver kmsdrm.")


def _settings(folder: Folder) -> BoxSettings:
    """What the owner decided, or the defaults when that cannot be asked."""
    if not _made(folder):
        return DEFAULTS
    store = Database(folder.database_url)
    try:
        with store.reading() as session:
            return load(session)
    except DBAPIError:
        return DEFAULTS
    finally:
        store.close()


def _made(folder: Folder) -> bool:
    """Whether there is a database: SQLite would make an empty one, and this command changes nothing."""
    url = make_url(folder.database_url)
    return url.get_backend_name() != "sqlite" or Path(url.database or "").is_file()


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8", errors="replace").strip()
    except OSError:
        return ""
