"""Downloads one file over HTTPS, resuming an interrupted download.

Decides when the partial file is kept (the connection broke), when it is deleted (the server does not resume,
or the complete file has the wrong hash) and when to give up.
"""

import http.client
import urllib.error
import urllib.request
from pathlib import Path
from typing import Final

from tqdm import tqdm

from models.fetching.manifest import Model
from models.files import is_whole, put_in_place

# A server that sends nothing for this long counts as unreachable.
SILENCE_MAX_S: Final = 15.0
# How often a broken connection is tried in one run.
TRIES: Final = 3
CHUNK_BYTES: Final = 1 << 16


class NoAnswerError(Exception):
    """A source does not give the file; the text is the reason in a few English words, for ModelFetchError."""


def download(model: Model, address: str, folder: Path, *, progress: bool) -> None:
    """Download `model` from `address` into `folder`. Raises NoAnswerError, perhaps leaving a .part file."""
    part = folder / f"{model.file}.part"
    reason = "the line broke"
    for _ in range(TRIES):
        began = part.stat().st_size if part.exists() else 0
        if began >= model.bytes:
            part.unlink()
            began = 0
        try:
            _append(model, address, part, began, progress=progress)
        except urllib.error.HTTPError as error:
            error.close()
            if error.code != http.HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
                raise NoAnswerError(f"it answered {error.code}") from error
            part.unlink(missing_ok=True)
            reason = "it would not resume"
            continue
        except (OSError, http.client.HTTPException) as error:
            reason = str(getattr(error, "reason", error)) or type(error).__name__
            if not part.exists() or part.stat().st_size == began:
                raise NoAnswerError(reason) from error
            continue
        if is_whole(part, model.sha256, model.bytes):
            put_in_place(part, folder / model.file)
            return
        if part.stat().st_size < model.bytes:
            reason = "the line broke"
            continue
        part.unlink()
        reason = "it sent another file than expected"
        if not began:  # trying a complete answer with the wrong hash again is useless
            break
    raise NoAnswerError(reason)


def _append(model: Model, address: str, part: Path, began: int, *, progress: bool) -> None:
    """Append to `part` what is missing after byte `began`, at most one chunk beyond the model's size."""
    headers = {"Range": f"bytes={began}-"} if began else {}
    request = urllib.request.Request(address, headers=headers)  # noqa: S310 (the manifest names https only)
    with urllib.request.urlopen(request, timeout=SILENCE_MAX_S) as answer:  # noqa: S310 (as above)
        resumes = began and answer.status == http.HTTPStatus.PARTIAL_CONTENT
        have = began if resumes else 0
        with (
            part.open("ab" if resumes else "wb") as file,
            tqdm(
                desc=model.name,
                total=model.bytes,
                initial=have,
                unit="B",
                unit_scale=True,
                disable=not progress,
            ) as bar,
        ):
            while have <= model.bytes and (chunk := answer.read(CHUNK_BYTES)):
                file.write(chunk)
                have += len(chunk)
                bar.update(len(chunk))
