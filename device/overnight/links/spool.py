"""What passes between the night, which has no network, and the process that fetches: files in two folders.

    inbox/wanted/N.json          {"url", "bytes_max"}: the night wants job N's link; removed: not any more
    inbox/fetched/N.video        the file as it grows
    inbox/fetched/N.how.json     {"bytes", "of"} as it grows
    inbox/fetched/N.json         {"fetched": true} or {"failed": NAME of a Reason}: it is over

Decides only the names and the words. All files are whole or not there, but for the video.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from device.store.folder import Folder
from models.files import write_atomic


@dataclass(frozen=True, slots=True)
class Spool:
    """Both folders; `job_id` is the only thing that names a file in them."""

    wanted_folder: Path
    fetched_folder: Path

    def make(self) -> None:
        """Make both folders, if they are not there."""
        for folder in (self.wanted_folder, self.fetched_folder):
            folder.mkdir(parents=True, exist_ok=True, mode=0o750)

    def wanted(self, job_id: int) -> Path:
        """The order."""
        return self.wanted_folder / f"{int(job_id)}.json"

    def video(self, job_id: int) -> Path:
        """The file that is fetched."""
        return self.fetched_folder / f"{int(job_id)}.video"

    def how_far(self, job_id: int) -> Path:
        """How far it is."""
        return self.fetched_folder / f"{int(job_id)}.how.json"

    def result(self, job_id: int) -> Path:
        """How it ended."""
        return self.fetched_folder / f"{int(job_id)}.json"

    def all_wanted(self) -> list[int]:
        """The jobs whose links are wanted, the oldest first."""
        names = (path.stem for path in self.wanted_folder.glob("*.json"))
        return sorted(int(name) for name in names if name.isdecimal())

    def clear(self, job_id: int) -> None:
        """Nothing of this job is left, in neither folder."""
        for path in (self.wanted(job_id), self.how_far(job_id), self.result(job_id)):
            path.unlink(missing_ok=True)
        for path in self.fetched_folder.glob(f"{int(job_id)}.video*"):
            path.unlink(missing_ok=True)


def spool_of(folder: Folder) -> Spool:
    """The two folders of a box."""
    return Spool(*folder.links)


def write_json(path: Path, values: dict[str, Any]) -> None:
    """Whole or not at all."""
    write_atomic(path, json.dumps(values).encode())


def read_json(path: Path) -> dict[str, Any] | None:
    """What is there; None when there is nothing that can be read."""
    try:
        values = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    return values if isinstance(values, dict) else None
