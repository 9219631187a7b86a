"""Starts, reads, pauses and kills the child process that prepares a lesson.

`night` decides when it is paused and `watch` when it is killed.
"""

import contextlib
import os
import selectors
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from device.overnight.prepare.facts import ChildReport, report_in
from device.store.folder import LessonFiles

# Bytes; a longer line is cut, and so ignored.
LINE_MAX: Final = 1 << 20
READ_BYTES: Final = 1 << 16
# Seconds until a killed process must be gone.
END_S: Final = 10.0
ROOT: Final = Path(__file__).parents[2]


class Preparation:
    """The process that prepares one lesson. Use it in a `with`, which kills it at the end."""

    def __init__(self, files: LessonFiles, model: str, memory_mb: int) -> None:
        """Start the process. memory_mb: its limit of data, MiB."""
        self._scratch = files.scratch
        self._process = self._started(files, model, memory_mb)
        assert self._process.stdout is not None
        self._out = self._process.stdout
        os.set_blocking(self._out.fileno(), False)
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._out, selectors.EVENT_READ)
        self._rest = b""
        self._paused = False
        self.ended = False

    def _started(self, files: LessonFiles, model: str, memory_mb: int) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "device.overnight.prepare.child"]
        return subprocess.Popen(  # noqa: S603 - our own program
            [*command, str(files.root.resolve()), model, str(memory_mb), str(os.getpid())],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            # a process group of its own: signals reach its children too
            start_new_session=True,
            cwd=ROOT,
        )

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Kill the process, if it has not ended."""
        self.end()

    @property
    def paused(self) -> bool:
        """Whether the process is stopped by `pause`."""
        return self._paused

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    def reports(self, wait_s: float) -> list[ChildReport]:
        """The reports since the last call, waiting at most wait_s for one; other lines are ignored."""
        if self.ended or not self._selector.select(wait_s):
            return []
        data = self._out.read(READ_BYTES)
        if data == b"":
            self._process.wait()
            self.ended = True
        lines = (self._rest + (data or b"")).split(b"\n")
        self._rest = lines.pop()[:LINE_MAX]
        return [one for one in map(report_in, lines) if one is not None]

    def pause(self) -> None:
        """Stop the process by SIGSTOP; it keeps its memory."""
        if not self._paused:
            self._paused = True
            self._signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """Continue the process by SIGCONT."""
        if self._paused:
            self._paused = False
            self._signal(signal.SIGCONT)

    def end(self) -> None:
        """Kill the process and wait for its end; its checkpoints stay."""
        self._signal(signal.SIGKILL)
        self._process.wait(END_S)
        self._selector.close()
        self._out.close()
        shutil.rmtree(self._scratch, ignore_errors=True)

    def _signal(self, number: int) -> None:
        # it may have ended meanwhile
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, number)
