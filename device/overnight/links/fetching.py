"""The night's side of a download: writes the request, reads the progress, takes the file.

Decides when to give up, and that only a regular file is accepted from the download process. systemd starts
that process when a request appears (formbox-fetch.path); without systemd the night starts it.
"""

import os
import stat
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from device.failure_reasons import Reason
from device.overnight.links.fetch import PACE_S, TIME_MAX_S
from device.overnight.links.spool import read_json, spool_of, write_json
from device.store.folder import Folder, LessonFiles
from models.files import put_in_place

# Seconds; longer than the process's own limit, for one that hangs.
WAIT_MAX_S: Final = TIME_MAX_S + 600.0
# Seconds until the first progress.
BEGIN_MAX_S: Final = 300.0
# Seconds without a sign of the process, which keeps a pace of its own (`fetch.PACE_S`).
SILENT_MAX_S: Final = 2 * PACE_S
# Seconds until a killed process must be gone.
END_S: Final = 10.0
ROOT: Final = Path(__file__).parents[3]


class Fetching:
    """One job's download. Use it in a `with`, which removes request and partial file at the end."""

    def __init__(self, folder: Folder, job_id: int, url: str, bytes_max: int) -> None:
        """Write the request, and start the process where systemd does not. bytes_max: size limit."""
        self._spool, self._job_id = spool_of(folder), job_id
        self._spool.make()
        self._spool.clear(job_id)
        write_json(self._spool.wanted(job_id), {"url": url, "bytes_max": bytes_max})
        self._process: subprocess.Popen[bytes] | None = None
        if "NOTIFY_SOCKET" not in os.environ:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "device", "fetch"],
                stdin=subprocess.DEVNULL,
                cwd=ROOT,
                env={**os.environ, "FORMBOX_HOME": str(folder.root.resolve())},
            )
        self._began_s: float | None = None
        self._last: tuple[float, dict[str, object]] = (0.0, {})
        self.percent = 0.0
        self.left_s: float | None = None

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Withdraw the request, which ends the download, and remove its files."""
        self._spool.wanted(self._job_id).unlink(missing_ok=True)
        if self._process is not None:
            if self._process.poll() is None:
                self._process.kill()
            self._process.wait(END_S)
        self._spool.clear(self._job_id)

    @property
    def is_there(self) -> bool:
        """Whether the download is complete."""
        result = read_json(self._spool.result(self._job_id))
        return result is not None and result.get("fetched") is True

    def look(self, now_s: float) -> Reason | None:
        """Update percent and left_s; the reason of failure, or None. now_s: monotonic seconds."""
        self._began_s = now_s if self._began_s is None else self._began_s
        waited_s = now_s - self._began_s
        result = read_json(self._spool.result(self._job_id))
        if result is not None:
            if result.get("fetched") is True:
                return None if self._is_ordinary() else Reason.LINK_UNKNOWN
            name = str(result.get("failed"))
            return Reason[name] if name in Reason.__members__ else Reason.LINK_UNKNOWN
        how_far = read_json(self._spool.how_far(self._job_id))
        if how_far is None:
            ended = self._process is not None and self._process.poll() is not None
            return Reason.LINK_SILENT if ended or waited_s > BEGIN_MAX_S else None
        if waited_s > WAIT_MAX_S:
            return Reason.LINK_TOO_SLOW
        if how_far != self._last[1]:
            self._last = waited_s, how_far
        ended = self._process is not None and self._process.poll() is not None and not self.is_there
        if ended or waited_s - self._last[0] > SILENT_MAX_S:
            return Reason.LINK_SILENT
        self._count(how_far, waited_s)
        return None

    def take(self, files: LessonFiles) -> int:
        """Move the file to the lesson's original; its size in bytes."""
        files.root.mkdir(parents=True, exist_ok=True, mode=0o750)
        part = files.root / ".original.part"
        self._spool.video(self._job_id).replace(part)
        put_in_place(part, files.original)
        return files.original.stat().st_size

    def _is_ordinary(self) -> bool:
        try:
            return stat.S_ISREG(self._spool.video(self._job_id).lstat().st_mode)
        except OSError:
            return False

    def _count(self, how_far: dict[str, object], waited_s: float) -> None:
        done, whole = how_far.get("bytes"), how_far.get("of")
        if isinstance(done, int) and isinstance(whole, int) and 0 < done <= whole:
            self.percent = 100.0 * done / whole
            self.left_s = waited_s * (whole - done) / done
