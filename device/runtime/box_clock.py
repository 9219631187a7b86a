"""Runs the box's time in a process: looks at the system's clock every few seconds, in a thread.

Gives up what is kept for a full disk. Ends the process when the database turned out to be damaged: only at a
start it can be put right.
"""

import logging
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Final

from device.runtime.worker import Worker
from device.store.clock.box_time import BoxTime
from device.store.database import Database
from device.store.folder import Folder
from device.store.rescue.ballast import give_up_if_full

log = logging.getLogger(__name__)

# Seconds: until a clock that the network has set counts.
LOOK_EVERY_S: Final = 2.0


@contextmanager
def running_box_time(database: Database, folder: Folder) -> Iterator[BoxTime]:
    """The time of this process, looked after while the block runs."""
    time, ending = BoxTime(database, folder), threading.Event()
    worker = Worker("box time", partial(_look, time, folder, ending))
    worker.start()
    try:
        yield time
    finally:
        ending.set()
        worker.stop()


def _look(time: BoxTime, folder: Folder, ending: threading.Event) -> None:
    if ending.wait(LOOK_EVERY_S):
        return
    if folder.damaged.exists():
        log.error("the database is damaged: this process ends, and puts it right when it starts again")
        os.kill(os.getpid(), signal.SIGTERM)
        ending.wait()
        return
    give_up_if_full(folder)
    time.look()
