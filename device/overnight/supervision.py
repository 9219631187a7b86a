"""The night's hold on the process that reads a strange file: starts it, hears it, stops it, ends it.

Decides only how that is done. When a process is to pause or has been silent for too long is decided by
`night`.
"""

import contextlib
import os
import selectors
import signal
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from device.overnight.prepare.facts import ChildReport, report_in
from device.store.folder import LessonFiles

# A line that is longer says nothing that we asked for.
LINE_MAX: Final = 1 << 20
READ_BYTES: Final = 1 << 16
END_S: Final = 10.0
ROOT: Final = Path(__file__).parents[2]


class Preparation:
    """One process, working on one lesson. Use it in a `with`: no process stays behind."""

    def __init__(self, files: LessonFiles, model: str, memory_mb: int) -> None:
        """Start it."""
        self._process = self._started(files, model, memory_mb)
        assert self._process.stdout is not None
        self._out = self._process.stdout
        os.set_blocking(self._out.fileno(), False)
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._out, selectors.EVENT_READ)
        self._text = b""
        self._paused = False
        self.ended = False

    def _started(self, files: LessonFiles, model: str, memory_mb: int) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "device.overnight.prepare.child"]
        return subprocess.Popen(  # noqa: S603 - our own program
            [*command, str(files.root.resolve()), model, str(memory_mb), str(os.getpid())],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            # a group of its own: what it may start is stopped and ended with it
            start_new_session=True,
            cwd=ROOT,
        )

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End it, if it has not ended."""
        self.end()

    @property
    def paused(self) -> bool:
        """Whether it stands still."""
        return self._paused

    @property
    def pid(self) -> int:
        """Its number."""
        return self._process.pid

    def hear(self, wait_s: float) -> list[ChildReport]:
        """What it told, waiting at most wait_s for something; what it may not say is left out."""
        if self.ended or not self._selector.select(wait_s):
            return []
        data = self._out.read(READ_BYTES)
        if data == b"":
            self._process.wait()
            self.ended = True
        lines = (self._text + (data or b"")).split(b"\n")
        self._text = lines.pop()[:LINE_MAX]
        return [one for one in map(report_in, lines) if one is not None]

    def pause(self) -> None:
        """Stand still, at once; its memory stays."""
        if not self._paused:
            self._paused = True
            self._signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """Move again."""
        if self._paused:
            self._paused = False
            self._signal(signal.SIGCONT)

    def end(self) -> None:
        """It is gone after this, whatever it does; what it kept stays."""
        self._signal(signal.SIGKILL)
        self._process.wait(END_S)
        self._selector.close()
        self._out.close()

    def _signal(self, number: int) -> None:
        # it may have ended in this very moment
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, number)
