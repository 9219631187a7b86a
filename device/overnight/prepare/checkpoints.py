"""Keeps the work done so far for one lesson in its work folder, so that a power cut costs a few seconds.

Decides what belongs to this file, this network and this version of the program, and what is ignored. Every
file is written atomically. The poses of a stretch are a NumPy archive without pickles:

    format                               ()     int64, FORMAT
    times                                (N,)   as in scoring.body.track.PoseTrack
    landmarks, visibility, world         (P, N, ...)  as there, of each of the P people that are followed
    size                                 (2,)   int64, width and height of the pictures in px
    model                                ()     text: which network
    state.*                                     the estimator's memory after the stretch: device.pose.state

The networks are not in it: they remember nothing from one picture to the next.

Beside each film and each output lies its sum, because a disk may lose what it has confirmed.
"""

import io
import json
import shutil
import zlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from device.failure_reasons import PreparationError, Reason
from device.pose.state import State, joined, part_of
from models.files import write_atomic
from scoring.body.track import PoseTrack

# Seconds of video between two checkpoints. A whole number of 1/30 s, see device.media.rendition.
STRETCH_S: Final = 8.0
# Of the work folder: raise it when renditions that an older program began cannot be continued.
VERSION: Final = 1
# Of the archive of poses: raise it when the arrays of an older program cannot be continued.
FORMAT: Final = 2
ORDER: Final = "order.json"
FACTS: Final = "facts.json"
ORIGINAL: Final = "original.json"
STARTS: Final = "starts"
# Starts without one more finished stretch, after which the lesson fails: its file brings the box down.
STARTS_MAX: Final = 20
SUM: Final = ".sum"
CHUNK: Final = 1 << 20


class WorkDamagedError(Exception):
    """A file of the work folder is not what was written: the work begins anew, and the original stays.

    reason: why the lesson fails if new work comes to the same.
    """

    def __init__(self, reason: Reason = Reason.DISK) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Checkpoints:
    """The work folder of one lesson."""

    folder: Path

    def open(self, original: Path, model: str) -> None:
        """Continue the work in the folder if it belongs to this file and network, else empty the folder.

        Raises PreparationError after STARTS_MAX starts without progress.
        """
        state = original.stat()
        order = {
            "version": VERSION,
            "model": model,
            "bytes": state.st_size,
            "changed": state.st_mtime_ns,
            "stretch_s": STRETCH_S,
        }
        text = json.dumps(order, sort_keys=True)
        known = self.folder / ORDER
        if _read(known) == text.encode():
            for part in self.folder.glob(".*"):  # files whose writing was interrupted
                part.unlink()
        else:
            self.throw_away()
            self.folder.mkdir(parents=True)
            write_atomic(known, text.encode())
        self._count_starts(1 + self._starts())

    def throw_away(self) -> None:
        """Remove all work, whatever lies there."""
        _remove(self.folder)

    def advanced(self, film: Path | None = None) -> None:
        """Note that one more file is finished: the starts are counted from 0 again.

        film: a finished file, which gets its sum.
        """
        if film is not None:
            write_atomic(_sum_of(film), _summed(film))
        self._count_starts(0)

    def has(self, film: Path) -> bool:
        """Whether a film is finished, and what it was then. A damaged one is removed."""
        with suppress(OSError):
            if _sum_of(film).read_bytes() == _summed(film):
                return True
        _remove(film)
        return False

    def _starts(self) -> int:
        try:
            return int((self.folder / STARTS).read_text())
        except (OSError, ValueError):
            return 0

    def _count_starts(self, count: int) -> None:
        write_atomic(self.folder / STARTS, str(count).encode())
        if count > STARTS_MAX:
            raise PreparationError(Reason.CUT_SHORT)

    @property
    def video(self) -> Path:
        """The finished rendition."""
        return self.folder / "tv.mp4"

    @property
    def original(self) -> Path:
        """What the original had, as `losses` notes it; there before the rendition."""
        return self.folder / ORIGINAL

    @property
    def facts(self) -> Path:
        """The lesson's facts as JSON; there once all files are made and only need to be moved."""
        return self.folder / FACTS

    def part(self, number: int) -> Path:
        """The rendition of stretch `number`."""
        return self.folder / f"part-{number:05d}.nut"

    def poses(self, number: int) -> Path:
        """The poses of stretch `number`."""
        return self.folder / f"poses-{number:05d}.npz"


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _sum_of(film: Path) -> Path:
    return film.with_name(film.name + SUM)


def _summed(film: Path) -> bytes:
    """Size and CRC-32 of a file, as text: enough against a disk, which has no intentions."""
    size, crc = 0, 0
    with film.open("rb") as file:
        while chunk := file.read(CHUNK):
            size, crc = size + len(chunk), zlib.crc32(chunk, crc)
    return f"{size} {crc:08x}".encode()


def save_poses(path: Path, tracks: list[PoseTrack], state: State) -> None:
    """Write the poses of one stretch, a track for each person, and the estimator's state after it."""
    archive = io.BytesIO()
    track = tracks[0]
    np.savez(
        archive,
        format=np.array(FORMAT, np.int64),
        times=track.times,
        landmarks=np.stack([one.landmarks for one in tracks]),
        visibility=np.stack([one.visibility for one in tracks]),
        world=np.stack([one.world for one in tracks]),
        size=np.array([track.width, track.height], np.int64),
        model=np.array(track.model),
        **joined({"state": state}),
    )
    write_atomic(path, archive.getvalue())


def load_poses(path: Path) -> tuple[list[PoseTrack], State] | None:
    """The poses of one stretch and the state after it; None if the file is missing, damaged or foreign."""
    try:
        # opened here, because NumPy does not close a file that turns out to be no archive
        with path.open("rb") as file, np.load(file, allow_pickle=False) as archive:
            arrays = {name: archive[name] for name in archive.files}
        if arrays["format"] != FORMAT:
            return None
        width, height = (int(side) for side in arrays["size"])
        people = zip(arrays["landmarks"], arrays["visibility"], arrays["world"], strict=True)
        tracks = [
            PoseTrack(arrays["times"], *person, width, height, str(arrays["model"])) for person in people
        ]
        return tracks, part_of(arrays, "state")
    except Exception:  # noqa: BLE001 - on damaged archives NumPy raises whatever its parsers do
        return None
