"""`formbox admin`: serves the page for phones; composition root of that process."""

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager

from device.admin.app import create_app
from device.admin.server.serving import Server, listen
from device.admin.web.addresses import DEFAULT_PORT, addresses, note_addresses
from device.admin.web.services import Services, utc_now
from device.runtime import notify
from device.runtime.log import write_to_file
from device.runtime.memory import share_one_heap
from device.store.box import open_box
from device.store.database import Database
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
def _opened(folder: Folder) -> Iterator[Database]:
    """The box's database, after finishing uploads that a power cut interrupted."""
    migrate_apart(folder)
    with open_box(folder) as database:
        Intake(folder, database, utc_now).finish_interrupted()
        yield database


def _listen(folder: Folder, database: Database, options: argparse.Namespace) -> Server:
    return listen(create_app(Services(folder=folder, database=database)), options.host, options.port)


def run(options: argparse.Namespace) -> int:
    """Serve until SIGTERM or Ctrl-C."""
    share_one_heap()
    folder = box_folder()
    folder.make()
    write_to_file(folder.root)
    # request bodies go to the disk of the uploads: /tmp may be in memory
    tempfile.tempdir = str(folder.inbox)
    with _opened(folder) as database, closing(_listen(folder, database, options)) as server:
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
