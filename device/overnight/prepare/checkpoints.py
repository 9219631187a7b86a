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
"""

import io
import json
import shutil
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
STARTS: Final = "starts"
# Starts without one more finished stretch, after which the lesson fails: its file brings the box down.
STARTS_MAX: Final = 20


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
        if known.is_file() and known.read_text() == text:
            for part in self.folder.glob(".*"):  # files whose writing was interrupted
                part.unlink()
        else:
            shutil.rmtree(self.folder, ignore_errors=True)
            self.folder.mkdir(parents=True)
            write_atomic(known, text.encode())
        self._count_starts(1 + self._starts())

    def advanced(self) -> None:
        """Note that one more file is finished: the starts are counted from 0 again."""
        self._count_starts(0)

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
    def facts(self) -> Path:
        """The lesson's facts as JSON; there once all files are made and only need to be moved."""
        return self.folder / FACTS

    def part(self, number: int) -> Path:
        """The rendition of stretch `number`."""
        return self.folder / f"part-{number:05d}.nut"

    def poses(self, number: int) -> Path:
        """The poses of stretch `number`."""
        return self.folder / f"poses-{number:05d}.npz"


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
