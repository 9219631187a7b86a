"""What the night has done so far for one lesson, in its work folder, so that a power cut costs a few seconds.

Decides how work is known to belong to this file, this network and this version of the program, and what of it
counts. Every file is whole or not there. A stretch of poses carries the state of the tracker behind it: the
networks are left out of it and put in again, all else is kept to the last bit.
"""

import io
import json
import pickle
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from device.failure_reasons import PreparationError, Reason
from device.pose.detector import BlazePoseDetector
from device.pose.estimator import BlazePose
from device.pose.landmarker import BlazePoseLandmarker
from models.files import write_atomic
from scoring.body.track import PoseTrack

# Work is kept so often, in seconds of video. A whole number of 1/30 s, see device.media.rendition.
STRETCH_S: Final = 8.0
# Change it when work begun by an older program cannot be gone on with.
VERSION: Final = 1
ORDER: Final = "order.json"
FACTS: Final = "facts.json"
STARTS: Final = "starts"
# Begun so often without one stretch more: the file does something to the box that no attempt survives.
STARTS_MAX: Final = 20
_NETWORKS: Final = (BlazePoseDetector, BlazePoseLandmarker)
# The state comes from a process that read a strange file: nothing but what a tracker is made of is brought
# back.
_MODULES: Final = ("device.pose.", "numpy", "scoring.body.track")


@dataclass(frozen=True, slots=True)
class Checkpoints:
    """The work folder of one lesson."""

    folder: Path

    def open(self, original: Path, model: str) -> None:
        """Go on with what is there if it belongs to this file and network, else begin with nothing.

        Raises PreparationError when that was tried too often without getting further.
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
            for part in self.folder.glob(".*"):  # what was being written
                part.unlink()
        else:
            shutil.rmtree(self.folder, ignore_errors=True)
            self.folder.mkdir(parents=True)
            write_atomic(known, text.encode())
        self._begun(1 + self._starts())

    def advanced(self) -> None:
        """There is one more file that need not be made again."""
        self._begun(0)

    def _starts(self) -> int:
        try:
            return int((self.folder / STARTS).read_text())
        except (OSError, ValueError):
            return 0

    def _begun(self, count: int) -> None:
        write_atomic(self.folder / STARTS, str(count).encode())
        if count > STARTS_MAX:
            raise PreparationError(Reason.CUT_SHORT)

    @property
    def video(self) -> Path:
        """The finished rendition."""
        return self.folder / "tv.mp4"

    @property
    def facts(self) -> Path:
        """What was found out, when only the files are still to be put in their places."""
        return self.folder / FACTS

    def part(self, number: int) -> Path:
        """The rendition of stretch `number`."""
        return self.folder / f"part-{number:05d}.nut"

    def poses(self, number: int) -> Path:
        """The poses of stretch `number`."""
        return self.folder / f"poses-{number:05d}.npz"


def save_poses(path: Path, track: PoseTrack, estimator: BlazePose) -> None:
    """Keep the poses of one stretch and the estimator as it is after it."""
    archive = io.BytesIO()
    np.savez(
        archive,
        times=track.times,
        landmarks=track.landmarks,
        visibility=track.visibility,
        world=track.world,
        size=np.array([track.width, track.height], np.int64),
        model=np.array(track.model),
        state=np.frombuffer(_state(estimator), np.uint8),
    )
    write_atomic(path, archive.getvalue())


def load_poses(path: Path) -> tuple[PoseTrack, NDArray[np.uint8]] | None:
    """The poses of one stretch and the state after it; None when the file is not there or not readable."""
    try:
        # opened here, because NumPy leaves a file open that turns out to be no archive
        with path.open("rb") as file, np.load(file, allow_pickle=False) as archive:
            width, height = (int(side) for side in archive["size"])
            parts = [archive[name] for name in ("times", "landmarks", "visibility", "world")]
            return PoseTrack(*parts, width, height, str(archive["model"])), archive["state"]
    except Exception:  # noqa: BLE001 - on damaged archives NumPy raises whatever its parsers do
        return None


def resumed(state: NDArray[np.uint8], fresh: Callable[[], BlazePose]) -> BlazePose | None:
    """An estimator that goes on where `state` was taken; None when it is of another program."""
    networks: dict[str, Any] = {}
    given = fresh()
    _Pickler(io.BytesIO(), networks).dump(given)
    try:
        estimator = _Unpickler(io.BytesIO(state.tobytes()), networks).load()
    except Exception:  # noqa: BLE001 - what a pickle of another program raises is not foreseeable
        return None
    return estimator if isinstance(estimator, BlazePose) else None


def _state(estimator: BlazePose) -> bytes:
    file = io.BytesIO()
    _Pickler(file, {}).dump(estimator)
    return file.getvalue()


class _Pickler(pickle.Pickler):
    """Writes networks by the names of their classes, and notes them in `networks`."""

    def __init__(self, file: io.BytesIO, networks: dict[str, Any]) -> None:
        super().__init__(file, protocol=5)
        self._networks = networks

    def persistent_id(self, obj: Any) -> str | None:
        if isinstance(obj, _NETWORKS):
            self._networks[type(obj).__name__] = obj
            return type(obj).__name__
        return None


class _Unpickler(pickle.Unpickler):
    def __init__(self, file: io.BytesIO, networks: dict[str, Any]) -> None:
        super().__init__(file)
        self._networks = networks

    def persistent_load(self, pid: str) -> Any:
        return self._networks[pid]

    def find_class(self, module: str, name: str) -> Any:
        if not module.startswith(_MODULES):
            raise pickle.UnpicklingError(f"{module}.{name} is no part of a tracker")
        return super().find_class(module, name)
