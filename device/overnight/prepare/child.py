"""The child process that prepares one lesson.

`python -m device.overnight.prepare.child FOLDER MODEL MEBIBYTES PARENT` confines itself before it loads
anything else, works in the lesson's folder without network and database, reports on its standard output
(lines of JSON, see `facts`), and ends. When it crashes or is killed, `night` marks the job as failed.
"""

import contextlib
import errno
import os
import sys
import time
import traceback
from typing import Final, TextIO

from device.overnight.prepare import confinement

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
    # the reports get a descriptor of their own; what libraries print to stdout goes to stderr
    lines = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)
    lines.write(_result(folder, model, _ProgressWriter(lines)) + "\n")
    lines.flush()
    return 0


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
    from pathlib import Path  # noqa: PLC0415

    import av.error  # noqa: PLC0415

    from device.errors import DiskTroubleError, ModelMissingError, NotAVideoError  # noqa: PLC0415
    from device.failure_reasons import PreparationError, Reason  # noqa: PLC0415
    from device.overnight.prepare.facts import failed_line, ready_line  # noqa: PLC0415
    from device.overnight.prepare.preparing import prepare  # noqa: PLC0415
    from device.store.folder import LessonFiles  # noqa: PLC0415

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
