"""PoseTrack files (`.npz`): the poses of a body over time, without pictures.

A NumPy archive, compressed, without pickles, with these members:

    format      ()            the text "formbox-posetrack-1"
    times       (T,)          float64, s, rising
    landmarks   (T, 33, 3)    float32, px (z about the hips); NaN where no person was found
    visibility  (T, 33)       float32, 0..1
    world       (T, 33, 3)    float32, m about the hip centre
    size        (2,)          int64, width and height of the picture in px
    model       ()            text: which network, or "mannequin"
"""

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from device.errors import BadTrackError
from models.files import write_atomic
from scoring.body.track import PoseTrack

FORMAT: Final = "formbox-posetrack-1"
SUFFIX: Final = ".npz"
LENGTH_MAX_S: Final = 3600.0
# Landmarks of a body that is partly outside the picture lie beyond its edge, but not by this.
REACH_MAX_PX: Final = 1e6
# An hour at 60 pictures a second; more is no lesson and would not fit into memory.
FRAMES_MAX: Final = 216_000


def save_track(path: Path, track: PoseTrack) -> None:
    """Write the track atomically; an older file of that name is replaced. Raises OSError when it cannot."""
    archive = io.BytesIO()
    np.savez_compressed(
        archive,
        format=np.array(FORMAT),
        times=track.times.astype(np.float64),
        landmarks=track.landmarks.astype(np.float32),
        visibility=track.visibility.astype(np.float32),
        world=track.world.astype(np.float32),
        size=np.array([track.width, track.height], np.int64),
        model=np.array(track.model),
    )
    write_atomic(path, archive.getvalue())


def load_track(path: Path) -> PoseTrack:
    """Read a track; raises BadTrackError when the file is not one."""
    if not path.exists():
        raise BadTrackError(f"There is no file {path}.")
    try:
        # opened here, because NumPy leaves a file open that turns out to be no archive
        with path.open("rb") as file, np.load(file, allow_pickle=False) as archive:
            return _track(path.name, archive)
    except BadTrackError:
        raise
    except Exception as error:  # on damaged archives NumPy raises whatever its parsers do, even TokenError
        raise BadTrackError(f"{path.name} is not a PoseTrack.") from error


def _track(name: str, archive: Mapping[str, NDArray[Any]]) -> PoseTrack:
    if str(archive["format"]) != FORMAT:
        raise BadTrackError(f"{name} is a track of another version of Formbox.")
    times = archive["times"]
    if len(times) > FRAMES_MAX:
        raise BadTrackError(f"{name} is longer than an hour.")
    if len(times) and not (times.min() >= 0 and times.max() <= LENGTH_MAX_S):
        raise BadTrackError(f"{name} has times outside its first hour.")
    if np.nanmax(np.abs(archive["landmarks"]), initial=0.0) > REACH_MAX_PX:
        raise BadTrackError(f"{name} has a body that is nowhere near its picture.")
    width, height = (int(side) for side in archive["size"])
    if width < 1 or height < 1:
        raise BadTrackError(f"{name} has no picture size.")
    return PoseTrack(
        times.astype(np.float64),
        archive["landmarks"].astype(np.float32),
        archive["visibility"].astype(np.float32),
        archive["world"].astype(np.float32),
        width,
        height,
        str(archive["model"]),
    )
