"""A named daemon thread that repeats one step until it is told to stop.

An error in a step is kept and raised again in the thread that calls `check`, which is the main loop: a box
with a dead part must end loudly, not go on half alive.
"""

import contextlib
import os
import threading
from collections.abc import Callable
from typing import Final

# A step waits at most about half a second for its input, so a stop takes no longer than that.
JOIN_S: Final = 5.0


class Worker:
    """Runs `step` again and again in a thread called `name`."""

    def __init__(self, name: str, step: Callable[[], None], nice: int = 0) -> None:
        """Nothing runs before `start`. nice: how much it stands back where the processor is short."""
        self._step = step
        self._nice = nice
        self._stopping = threading.Event()
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """Ask for the end and wait for it; raises RuntimeError when the thread does not come back."""
        self._stopping.set()
        if not self._thread.is_alive():
            return
        self._thread.join(JOIN_S)
        if self._thread.is_alive():
            raise RuntimeError(f"the thread {self._thread.name} did not stop within {JOIN_S} s")

    def check(self) -> None:
        """Raise here what went wrong there."""
        if self._error is not None:
            raise self._error

    def _run(self) -> None:
        try:
            if self._nice:
                _stand_back(self._nice)
            while not self._stopping.is_set():
                self._step()
        except BaseException as error:  # noqa: BLE001 - raised again by check() in the main thread
            self._error = error


def _stand_back(nice: int) -> None:
    """The calling thread alone, as Linux has it; where a system forbids that, it goes on like the others."""
    mine = threading.get_native_id()
    with contextlib.suppress(PermissionError):
        os.setpriority(os.PRIO_PROCESS, mine, os.getpriority(os.PRIO_PROCESS, mine) + nice)
