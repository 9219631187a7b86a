"""`formbox restore FILE`: put a backup in the place of everything, and keep what was there."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from device.commands.backup import Bar, in_words
from device.store.backup.restore import restore
from device.store.box import open_box
from device.store.folder import box_folder


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command's words."""
    parser = commands.add_parser(
        "restore",
        help="put a backup back",
        description="Puts a backup in the place of what the box keeps. What was there is kept too.",
    )
    parser.add_argument("file", type=Path, help="a backup, or the folder that an earlier restore kept")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Restore, and say how to go back."""
    folder = box_folder()
    with open_box(folder) as database, Bar() as bar:
        done = restore(database, folder, options.file, now=datetime.now(UTC), progress=bar.show)
    print(f"Restored the backup of {done.contents.made_at.astimezone():%x %H:%M}: {in_words(done.contents)}.")
    print("Everybody signs in again, with the names and passwords of then.")
    print(f"What was here before lies in {done.kept}.")
    print("`formbox restore` with that folder takes it back; when it is not wanted any more, remove it.")
    return 0
