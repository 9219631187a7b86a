"""`formbox admin`: serves the page for phones; composition root of that process."""

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager

from device.admin.app import create_app
from device.admin.server.serving import listen
from device.admin.web.addresses import DEFAULT_PORT, addresses, note_addresses
from device.admin.web.services import Services
from device.runtime import notify
from device.runtime.box_clock import running_box_time
from device.runtime.log import write_to_file
from device.runtime.memory import share_one_heap
from device.store.box import open_box
from device.store.folder import Folder, box_folder
from device.store.intake import Intake
from device.store.migrated import migrate_apart


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its options."""
    parser = commands.add_parser("admin", help="serve the page for phones")
    parser.add_argument("--host", default="0.0.0.0", help="address to listen at (default: all of them)")  # noqa: S104
    parser.add_argument(
        "--port", type=int, default=DEFAULT_PORT, help=f"port to listen at (default: {DEFAULT_PORT})"
    )
    parser.set_defaults(run=run)


@contextmanager
def _opened(folder: Folder) -> Iterator[Services]:
    """The box with its time, after finishing uploads that a power cut interrupted."""
    migrate_apart(folder)
    with open_box(folder) as database, running_box_time(database, folder) as time:
        box = Services(
            folder=folder,
            database=database,
            clock=time,
            is_sure=lambda: time.sure,
            may_delete=lambda: time.may_delete,
        )
        Intake(folder, database, box.clock, box.may_delete).finish_interrupted()
        yield box


def run(options: argparse.Namespace) -> int:
    """Serve until SIGTERM or Ctrl-C."""
    share_one_heap()
    folder = box_folder()
    folder.make()
    write_to_file(folder.root)
    # request bodies go to the disk of the uploads: /tmp may be in memory
    tempfile.tempdir = str(folder.inbox)
    with (
        _opened(folder) as box,
        closing(listen(create_app(box), options.host, options.port)) as server,
    ):
        note_addresses(folder, server.port)
        for address in addresses(server.port):
            print(f"the page for phones: {address}", flush=True)
        notify.ready()
        try:
            # networks come and go: the addresses are written anew now and then
            server.run(lambda: note_addresses(folder, server.port))
        finally:
            notify.stopping()
    return 0
