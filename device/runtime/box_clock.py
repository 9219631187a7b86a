"""Runs the box's time in a process: looks at the system's clock every few seconds, in a thread."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Final

from device.runtime.worker import Worker
from device.store.clock.box_time import BoxTime
from device.store.database import Database
from device.store.folder import Folder

# Seconds: until a clock that the network has set counts.
LOOK_EVERY_S: Final = 2.0


@contextmanager
def running_box_time(database: Database, folder: Folder) -> Iterator[BoxTime]:
    """The time of this process, looked after while the block runs."""
    time, ending = BoxTime(database, folder), threading.Event()
    worker = Worker("box time", partial(_look, time, ending))
    worker.start()
    try:
        yield time
    finally:
        ending.set()
        worker.stop()


def _look(time: BoxTime, ending: threading.Event) -> None:
    if not ending.wait(LOOK_EVERY_S):
        time.look()
