"""The files by which the night, which has no network, and the download process communicate.

    inbox/wanted/N.json          {"url", "bytes_max"}: the request for job N; its removal withdraws it
    inbox/fetched/N.video        the video, growing
    inbox/fetched/N.how.json     {"bytes", "of"}: the progress
    inbox/fetched/N.json         {"fetched": true} or {"failed": NAME of a Reason}: the result

All but the video are written atomically.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from device.store.folder import Folder
from models.files import write_atomic


@dataclass(frozen=True, slots=True)
class Spool:
    """The two folders; files in them are named by job_id only."""

    wanted_folder: Path
    fetched_folder: Path

    def make(self) -> None:
        """Create the folders that are missing."""
        for folder in (self.wanted_folder, self.fetched_folder):
            folder.mkdir(parents=True, exist_ok=True, mode=0o750)

    def wanted(self, job_id: int) -> Path:
        """The request."""
        return self.wanted_folder / f"{int(job_id)}.json"

    def video(self, job_id: int) -> Path:
        """The video."""
        return self.fetched_folder / f"{int(job_id)}.video"

    def how_far(self, job_id: int) -> Path:
        """The progress."""
        return self.fetched_folder / f"{int(job_id)}.how.json"

    def result(self, job_id: int) -> Path:
        """The result."""
        return self.fetched_folder / f"{int(job_id)}.json"

    def all_wanted(self) -> list[int]:
        """The ids of all requested jobs, rising."""
        names = (path.stem for path in self.wanted_folder.glob("*.json"))
        return sorted(int(name) for name in names if name.isdecimal())

    def clear(self, job_id: int) -> None:
        """Remove all files of a job."""
        for path in (self.wanted(job_id), self.how_far(job_id), self.result(job_id)):
            path.unlink(missing_ok=True)
        for path in self.fetched_folder.glob(f"{int(job_id)}.video*"):
            path.unlink(missing_ok=True)


def spool_of(folder: Folder) -> Spool:
    """The spool of a box."""
    return Spool(*folder.links)


def write_json(path: Path, values: dict[str, Any]) -> None:
    """Write atomically."""
    write_atomic(path, json.dumps(values).encode())


def read_json(path: Path) -> dict[str, Any] | None:
    """The file's object; None when it is missing or is not a JSON object."""
    try:
        values = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    return values if isinstance(values, dict) else None
