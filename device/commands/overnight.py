"""`formbox overnight`: prepares lessons from uploads, at night or at once; composition root of that process.

A lock allows one such process per box.
"""

import argparse
import fcntl
import logging
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager

from device.errors import StoreError
from device.overnight.confinement import lowest_class
from device.overnight.night import Night
from device.overnight.upkeep import Times
from device.runtime import notify
from device.runtime.box_clock import running_box_time
from device.store import jobs
from device.store.box import open_box
from device.store.folder import Folder, box_folder


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its options."""
    parser = commands.add_parser("overnight", help="prepare lessons from uploads")
    parser.add_argument(
        "--now", action="store_true", help="prepare what is queued now, without waiting for the night"
    )
    parser.add_argument("--once", action="store_true", help="end when nothing is due any more")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Work until SIGTERM or Ctrl-C; with --once until nothing is due."""
    logging.getLogger("device").setLevel(logging.INFO)
    folder = box_folder()
    folder.make()
    lowest_class()
    with (
        _one_per_box(folder),
        open_box(folder) as database,
        running_box_time(database, folder) as now,
    ):
        try:
            night = Night(folder, database, Times(now, time.monotonic, time.sleep, lambda: now.may_delete))
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, lambda *_: night.stop())
            night.recover()
            if options.now:
                with database.session() as session:
                    jobs.receive(session)
                    for job in jobs.waiting(session):
                        jobs.hurry(job)
            notify.ready()
            if options.once:
                night.work_off()
            else:
                night.run()
        finally:
            notify.stopping()
    return 0


@contextmanager
def _one_per_box(folder: Folder) -> Iterator[None]:
    """Hold the lock; two processes would work on the same lesson. Raises StoreError if it is held."""
    handle = os.open(folder.root / "overnight.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o640)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise StoreError("`formbox overnight` already runs on this box.") from error
        yield
    finally:
        os.close(handle)
