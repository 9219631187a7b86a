"""A named daemon thread that repeats one step until it is stopped.

An error in a step ends the thread and is raised again by `check`, which the main loop calls every round, so
that an unhandled error in any thread ends the process.
"""

import contextlib
import os
import threading
from collections.abc import Callable
from typing import Final

# Seconds that `stop` waits; a step should wait for input for half a second at most.
JOIN_S: Final = 5.0


class Worker:
    """Calls `step` repeatedly in a thread called `name`."""

    def __init__(self, name: str, step: Callable[[], None], nice: int = 0) -> None:
        """Does not run before `start`. nice: added to the thread's niceness (Linux)."""
        self._step = step
        self._nice = nice
        self._stopping = threading.Event()
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def stop(self) -> None:
        """Stop after the current step; raises RuntimeError when that takes longer than JOIN_S."""
        self._stopping.set()
        if not self._thread.is_alive():
            return
        self._thread.join(JOIN_S)
        if self._thread.is_alive():
            raise RuntimeError(f"the thread {self._thread.name} did not stop within {JOIN_S} s")

    def check(self) -> None:
        """Raise the error that ended the thread, if there was one."""
        if self._error is not None:
            raise self._error

    def _run(self) -> None:
        try:
            if self._nice:
                _add_niceness(self._nice)
            while not self._stopping.is_set():
                self._step()
        except BaseException as error:  # noqa: BLE001 - raised again by check() in the main thread
            self._error = error


def _add_niceness(nice: int) -> None:
    """Add to the calling thread's niceness; ignored where the system forbids it."""
    mine = threading.get_native_id()
    with contextlib.suppress(PermissionError):
        os.setpriority(os.PRIO_PROCESS, mine, os.getpriority(os.PRIO_PROCESS, mine) + nice)
