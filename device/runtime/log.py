"""The processes' log: the system's journal under systemd, else a rotating file; reads its last lines."""

import contextlib
import logging
import os
import shutil
import subprocess
from collections import deque
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Final

FILE: Final = "formbox.log"
FILE_MAX: Final = 1_000_000  # bytes; one older file is kept
UNITS: Final = "formbox-*"
# Seconds that journalctl may take.
COMMAND_S: Final = 5.0
FORMAT: Final = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def under_systemd() -> bool:
    """Whether stderr goes to the journal."""
    return "JOURNAL_STREAM" in os.environ


class _FileLog(RotatingFileHandler):
    """A file on a disk that may be full or not to be written: a line that cannot be kept is not kept."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """Nothing: stderr has the line too."""


def write_to_file(root: Path) -> logging.Handler | None:
    """Log to a file in `root` as well; nothing under systemd, whose journal keeps the log."""
    if under_systemd():
        return None
    handler = _FileLog(root / FILE, maxBytes=FILE_MAX, backupCount=1, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter(FORMAT))
    logging.getLogger().addHandler(handler)
    return handler


def last_lines(root: Path, count: int) -> list[str]:
    """The newest `count` lines, oldest first, secrets included (see device.health.masking)."""
    return (_journal(count) if under_systemd() else []) or _file(root / FILE, count)


def _journal(count: int) -> list[str]:
    program = shutil.which("journalctl")
    if program is None:
        return []
    words = [
        program,
        "--unit",
        UNITS,
        "--lines",
        str(count),
        "--output",
        "short-iso",
        "--no-pager",
        "--quiet",
    ]
    with contextlib.suppress(OSError, subprocess.SubprocessError):
        answer = subprocess.run(  # noqa: S603 - fixed words
            words, capture_output=True, text=True, errors="replace", timeout=COMMAND_S, check=True
        )
        return answer.stdout.splitlines()
    return []


def _file(path: Path, count: int) -> list[str]:
    with contextlib.suppress(OSError), path.open(encoding="utf-8", errors="replace") as file:
        return [line.rstrip("\n") for line in deque(file, maxlen=count)]
    return []
