"""The files of the box's time: the last one, kept over a power cut, and what is only true until the next."""

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from device.store.folder import Folder
from models.files import write_atomic

KEPT: Final = "clock.json"
EARLY: Final = "early-clock.json"
START: Final = Path("/proc/sys/kernel/random/boot_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptTime:
    """The box's time `at`, when the system's monotonic clock showed `seconds`.

    unsure_since: rows of this time and later may be dated too early, also by earlier starts of the box; None
    when no row may. jumped_at: when a clock that nobody vouches for ran ahead of it by more than is likely.
    """

    at: datetime
    seconds: float
    unsure_since: datetime | None = None
    jumped_at: datetime | None = None

    def expected(self, seconds: float) -> datetime:
        """The earliest that it can be, by the monotonic clock: that one begins at 0 when the box starts, so
        after another start as much time has passed as it shows, or more.
        """
        passed = seconds - self.seconds if seconds >= self.seconds else seconds
        return datetime.fromtimestamp(self.at.timestamp() + passed, UTC)

    def joined(self, other: "KeptTime | None") -> "KeptTime":
        """With what another process knows: the earliest doubt, and the last jump."""
        if other is None:
            return self
        doubts = [one for one in (self.unsure_since, other.unsure_since) if one is not None]
        jumps = [one for one in (self.jumped_at, other.jumped_at) if one is not None]
        return replace(self, unsure_since=min(doubts, default=None), jumped_at=max(jumps, default=None))


def read_kept(folder: Folder) -> KeptTime | None:
    """What was kept last; None on a new box, and where the file is damaged."""
    said = _read(folder.root / KEPT)
    try:
        dates = {name: _moment(said[name]) for name in ("at", "unsure_since", "jumped_at")}
        at = dates["at"]
        if at is None:
            return None
        return KeptTime(
            at=at,
            seconds=float(str(said["seconds"])),
            unsure_since=dates["unsure_since"],
            jumped_at=dates["jumped_at"],
        )
    except (KeyError, TypeError, ValueError, OverflowError):
        return None


def keep(folder: Folder, kept: KeptTime) -> None:
    """Write it; whole or not at all."""
    said = {
        "at": kept.at.isoformat(),
        "seconds": kept.seconds,
        "unsure_since": None if kept.unsure_since is None else kept.unsure_since.isoformat(),
        "jumped_at": None if kept.jumped_at is None else kept.jumped_at.isoformat(),
    }
    write_atomic(folder.root / KEPT, json.dumps(said).encode())


def early_since(folder: Folder) -> datetime | None:
    """Since when rows are dated by a time that is not sure, in this run of the system; None when none is."""
    said = _read(folder.run / EARLY)
    here = _start()
    if here and said.get("start") not in {here, ""}:
        return None
    try:
        return _moment(said.get("since"))
    except (TypeError, ValueError):
        return None


def note_early(folder: Folder, since: datetime) -> None:
    """Remember it until the system stops: on a box the folder is emptied then."""
    said = {"since": since.isoformat(), "start": _start()}
    write_atomic(folder.run / EARLY, json.dumps(said).encode())


def forget_early(folder: Folder) -> None:
    """The time is sure now."""
    (folder.run / EARLY).unlink(missing_ok=True)


def _start() -> str:
    """What tells one run of the system from the next; "" where the process may not see it."""
    try:
        return START.read_text(encoding="ascii").strip()
    except OSError:
        return ""


def _read(path: Path) -> dict[str, object]:
    try:
        said = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}


def _moment(said: object) -> datetime | None:
    if said is None:
        return None
    found = datetime.fromisoformat(str(said))
    if found.tzinfo is None:
        raise ValueError("a time needs its zone")
    return found.astimezone(UTC)
