"""Reads a strange file: `python -m device.overnight.prepare.child FOLDER MODEL MEGABYTES PARENT`.

Confines itself before it loads anything else, works on one lesson, tells on its standard output how far it is
(a line of JSON each time, see `facts`), and ends. It has the lesson's folder, no network and no database; if
it crashes or is killed, the night (`night`) notices and says so in plain words.
"""

import errno
import os
import sys
import time
import traceback
from typing import Final

from device.overnight.prepare import confinement

# Signs of life are not sent more often.
TELL_EVERY_S: Final = 0.25


def main(arguments: list[str]) -> int:
    """Work on one lesson; 0 when something was told at the end."""
    folder, model, megabytes, parent = arguments
    confinement.die_with(int(parent))
    confinement.lowest_class()
    confinement.leave_network()
    confinement.limit_memory(int(megabytes))
    # libraries that print would be taken for us
    words = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)
    words.write(_result(folder, model, _Telling(words)) + "\n")
    words.flush()
    return 0


class _Telling:
    def __init__(self, words: object) -> None:
        self._words = words
        self._last: tuple[str | None, float] = (None, 0.0)

    def __call__(self, stage: str, percent: float, length_s: float | None) -> None:
        now = time.monotonic()
        if stage == self._last[0] and now - self._last[1] < TELL_EVERY_S:
            return
        from device.overnight.prepare.facts import progress_line  # noqa: PLC0415 - after the confinement

        self._last = (stage, now)
        print(progress_line(stage, percent, length_s), file=self._words)  # type: ignore[call-overload]


def _result(folder: str, model: str, tell: _Telling) -> str:
    # nothing heavy, and nothing that starts threads, is loaded before the confinement
    from pathlib import Path  # noqa: PLC0415

    import av.error  # noqa: PLC0415

    from device.errors import ModelMissingError, NotAVideoError  # noqa: PLC0415
    from device.failure_reasons import PreparationError, Reason  # noqa: PLC0415
    from device.overnight.prepare.facts import failed_line, ready_line  # noqa: PLC0415
    from device.overnight.prepare.preparing import prepare  # noqa: PLC0415
    from device.store.folder import LessonFiles  # noqa: PLC0415

    try:
        return ready_line(prepare(LessonFiles(Path(folder)), model, tell))  # type: ignore[arg-type]
    except PreparationError as error:
        return failed_line(error.reason)
    except (MemoryError, ModelMissingError, NotAVideoError, av.error.FFmpegError, OSError) as error:
        traceback.print_exc()
        number = getattr(error, "errno", None)
        if isinstance(error, MemoryError) or number == errno.ENOMEM:
            reason = Reason.MEMORY
        elif number == errno.ENOSPC:
            reason = Reason.DISK_FULL
        elif isinstance(error, ModelMissingError):
            reason = Reason.NO_NETWORK
        else:
            reason = Reason.CRASHED if isinstance(error, OSError) else Reason.DAMAGED
        return failed_line(reason)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
