"""The child process that prepares one lesson.

`python -m device.overnight.prepare.child FOLDER MODEL MEBIBYTES PARENT` confines itself before it loads
anything else, works in the lesson's folder without network and database, reports on its standard output
(lines of JSON, see `facts`), and ends. When it crashes or is killed, `night` marks the job as failed.

Of the files of its user it may open the lesson's folder, to read and write, and Python, the networks and the
compiled kernels, to read. Where the system lacks a fence for that, it says so on its standard error.
"""

import contextlib
import errno
import os
import shutil
import sys
import time
import traceback
from pathlib import Path
from typing import Final, TextIO

from device.overnight import confinement
from device.store.folder import LessonFiles
from models.fetching.manifest import cache_folder

# Seconds between two reports of the same stage.
REPORT_EVERY_S: Final = 0.25
FULL: Final = (errno.ENOSPC, errno.EDQUOT)


def main(arguments: list[str]) -> int:
    """Prepare one lesson; returns 0 once the result is reported, also for a failure."""
    folder, model, mebibytes, parent = arguments
    confinement.die_with(int(parent))
    confinement.lowest_class()
    confinement.leave_network()
    confinement.limit_memory(int(mebibytes))
    files = LessonFiles(Path(folder))
    kernels = _kernels_of_its_own(files.scratch)
    lacks = confinement.keep_to(read=(cache_folder(), *kernels), written=(files.root,))
    for lack in lacks:
        print(lack, file=sys.stderr)
    # the reports get a descriptor of their own; what libraries print to stdout goes to stderr
    lines = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)
    lines.write(_result(folder, model, _ProgressWriter(lines)) + "\n")
    lines.flush()
    shutil.rmtree(files.scratch, ignore_errors=True)
    return 0


def _kernels_of_its_own(scratch: Path) -> tuple[Path, ...]:
    """Make a folder for the kernels that this process compiles, with links to those that there are.

    Numba keeps kernels as pickles, which run whatever they say when they are read. Who has read a strange
    film must not write the ones that the box's other processes read: links are replaced, not written through.
    Returns the folders to which the links lead.
    """
    shutil.rmtree(scratch, ignore_errors=True)
    own = scratch / "kernels"
    own.mkdir(parents=True)
    shared = os.environ.get("NUMBA_CACHE_DIR")
    os.environ |= {"NUMBA_CACHE_DIR": str(own), "TMPDIR": str(scratch)}
    if not shared:
        return ()
    root = Path(shared).resolve()
    for kernel in root.rglob("*"):
        link = own / kernel.relative_to(root)
        if kernel.is_file():
            link.parent.mkdir(parents=True, exist_ok=True)
            link.symlink_to(kernel)
    return (root,)


class _ProgressWriter:
    def __init__(self, lines: TextIO) -> None:
        self._lines = lines
        self._last: tuple[str | None, float] = (None, 0.0)

    def __call__(self, stage: str, percent: float, length_s: float | None) -> None:
        now = time.monotonic()
        if stage == self._last[0] and now - self._last[1] < REPORT_EVERY_S:
            return
        from device.overnight.prepare.facts import progress_line  # noqa: PLC0415 - after the confinement

        self._last = (stage, now)
        print(progress_line(stage, percent, length_s), file=self._lines)


def _result(folder: str, model: str, report: _ProgressWriter) -> str:
    # imported after the confinement: these modules start threads and take memory
    import av.error  # noqa: PLC0415

    from device.errors import DiskTroubleError, ModelMissingError, NotAVideoError  # noqa: PLC0415
    from device.failure_reasons import PreparationError, Reason  # noqa: PLC0415
    from device.overnight.prepare.facts import failed_line, ready_line  # noqa: PLC0415
    from device.overnight.prepare.preparing import prepare  # noqa: PLC0415

    try:
        return ready_line(prepare(LessonFiles(Path(folder)), model, report))  # type: ignore[arg-type]
    except PreparationError as error:
        return failed_line(error.reason)
    except (
        MemoryError,
        ModelMissingError,
        NotAVideoError,
        DiskTroubleError,
        av.error.FFmpegError,
        OSError,
    ) as error:
        with contextlib.suppress(OSError):  # where it goes may be full as well
            traceback.print_exc()
        # what FFmpeg says about contents is no OSError
        number = getattr(error, "errno", None)
        if isinstance(error, MemoryError) or number == errno.ENOMEM:
            reason = Reason.MEMORY
        elif number in FULL:
            reason = Reason.DISK_FULL
        elif isinstance(error, ModelMissingError):
            reason = Reason.NO_NETWORK
        elif isinstance(error, OSError | DiskTroubleError):
            reason = Reason.DISK
        else:
            reason = Reason.DAMAGED
        return failed_line(reason)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
