"""`formbox doctor`: checks the box and prints a table: what it found, and what to do about it.

It changes nothing, so it can run during a match; exit status 1 when a check fails. The limits of disk,
temperature and power are in `device.health`.
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
# Networks that every match needs: one finds a body, one follows it.
MATCH_NETWORKS: Final = ("detector", "lite")
LEVEL_WORDS: Final = {
    HealthLevel.GOOD: "ok",
    HealthLevel.FAIR: "warn",
    HealthLevel.BAD: "FAIL",
    HealthLevel.UNKNOWN: "-",
}
GB: Final = 10**9
NO_SENSOR: Final = "This machine has no sensor for it."
POWER: Final = {
    HealthLevel.GOOD: "Sufficient.",
    HealthLevel.FAIR: "It was too low since the start: use the power supply that came with the board.",
    HealthLevel.BAD: (
        "It is too low now: use the power supply that came with the board, or the memory card may be damaged."
    ),
    HealthLevel.UNKNOWN: NO_SENSOR,
}


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found: level, and a sentence."""

    level: HealthLevel
    sentence: str


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its options."""
    parser = commands.add_parser(
        "doctor", help="check disk, power, camera, screen, sound, networks and database"
    )
    parser.set_defaults(run=run)


def run(_: argparse.Namespace) -> int:
    """Check everything and print the table; 1 when something fails."""
    findings = examine(box_folder())
    width = max(map(len, findings))
    for name, finding in findings.items():
        print(f"{LEVEL_WORDS[finding.level]:<5} {name:<{width}}  {finding.sentence}")
    return int(any(finding.level is HealthLevel.BAD for finding in findings.values()))


def examine(folder: Folder, system: Path = SYSTEM) -> dict[str, Finding]:
    """What each check found, by its name; system: the directory that holds /dev, /proc and /sys."""
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
    """Whether there is room for another lesson beside the reserve."""
    place = next((path for path in (folder.root, *folder.root.parents) if path.exists()), SYSTEM)
    found = disks.disk(place)
    if found is None:
        return Finding(HealthLevel.UNKNOWN, f"The disk of {folder.root} cannot be read.")
    level = found.level(_settings(folder).reserve_bytes)
    sentence = f"{found.free / GB:.1f} of {found.total / GB:.1f} GB are free."
    if level is HealthLevel.BAD:
        sentence += " That is too little for uploads: delete lessons."
    return Finding(level, sentence)


def temperature(system: Path) -> Finding:
    """Whether the processor is too hot."""
    celsius = warmth.temperature_c(system)
    level = warmth.level(celsius)
    if celsius is None:
        return Finding(level, NO_SENSOR)
    advice = "" if level is HealthLevel.GOOD else " The processor slows down: give the box more air."
    return Finding(level, f"{celsius:.0f} °C.{advice}")


def power(system: Path) -> Finding:
    """Whether a Raspberry Pi's supply voltage is high enough."""
    level = supply.power(system)
    return Finding(level, POWER[level])


def camera(system: Path) -> Finding:
    """Whether there is a camera that this user may open; it is not opened, as a match may use it."""
    names = cameras.cameras(system)
    if not names:
        return Finding(HealthLevel.FAIR, "None is connected: lessons can be watched, but not scored.")
    nodes = sorted((system / "dev").glob("video*"))
    if not any(os.access(node, os.R_OK | os.W_OK) for node in nodes):
        return Finding(HealthLevel.BAD, f"{names[0]} may not be opened: add this user to the group video.")
    return Finding(HealthLevel.GOOD, f"{', '.join(names)}.")


def networks(folder: Folder) -> Finding:
    """Whether the pose networks of a match and of the night are there, with the right checksum."""
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
            f"Missing or damaged in {cache}: run `python -m models fetch {' '.join(missing)}`.",
        )
    return Finding(HealthLevel.GOOD, f"{', '.join(sorted(wanted))} in {cache}.")


def database(folder: Folder) -> Finding:
    """Whether the database opens, has the box's tables, and (SQLite) passes its own check."""
    if not _database_exists(folder):
        return Finding(HealthLevel.FAIR, f"None yet in {folder.root}: the box makes it at its first start.")
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
    """Which sound cards there are."""
    lines = _read(system / "proc/asound/cards").splitlines()
    cards = [line.partition("]: ")[2] for line in lines if "]: " in line]
    if not cards:
        return Finding(HealthLevel.FAIR, "There is no sound card: lessons play without sound.")
    return Finding(HealthLevel.GOOD, f"{', '.join(cards)}.")


def screen(system: Path) -> Finding:
    """Whether there is a desktop, or a connected screen that this user may open."""
    if os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY"):
        return Finding(HealthLevel.GOOD, "A desktop: the TV is a window.")
    connectors = sorted((system / "sys/class/drm").glob("card*-*/status"))
    connected = [path.parent.name for path in connectors if _read(path) == "connected"]
    if not connected:
        return Finding(
            HealthLevel.BAD, "No screen is connected: check the TV's cable, and that the TV is on."
        )
    card = connected[0].partition("-")[0]
    if not os.access(system / "dev/dri" / card, os.R_OK | os.W_OK):
        return Finding(
            HealthLevel.BAD, f"{connected[0]} may not be opened: add this user to the group video."
        )
    return Finding(HealthLevel.GOOD, f"{connected[0]}, with the driver kmsdrm.")


def _settings(folder: Folder) -> BoxSettings:
    """The box's settings; the defaults when its database cannot be read."""
    if not _database_exists(folder):
        return DEFAULTS
    store = Database(folder.database_url)
    try:
        with store.reading() as session:
            return load(session)
    except DBAPIError:
        return DEFAULTS
    finally:
        store.close()


def _database_exists(folder: Folder) -> bool:
    """Whether there is a database; opening would make an empty SQLite file."""
    url = make_url(folder.database_url)
    return url.get_backend_name() != "sqlite" or Path(url.database or "").is_file()


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8", errors="replace").strip()
    except OSError:
        return ""
