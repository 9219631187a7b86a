"""`formbox restore FILE`: replaces everything on the box by a backup; a folder keeps what was there."""

import argparse
from pathlib import Path

from device.commands.backup import Bar, in_words
from device.store.backup.restore import restore
from device.store.box import open_box
from device.store.clock.box_time import BoxTime
from device.store.folder import box_folder


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its options."""
    parser = commands.add_parser(
        "restore",
        help="restore a backup",
        description="Replaces everything on the box by a backup. What was there is moved to a folder.",
    )
    parser.add_argument("file", type=Path, help="a backup, or the folder of an earlier restore")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Restore, and print how to undo it."""
    folder = box_folder()
    with open_box(folder) as database, Bar() as bar:
        now = BoxTime(database, folder)()
        done = restore(database, folder, options.file, now=now, progress=bar.show)
    print(f"Restored the backup of {done.contents.made_at.astimezone():%x %H:%M}: {in_words(done.contents)}.")
    print("Everybody has to sign in again, with the name and PIN of that time.")
    print(f"The state before is in {done.kept}.")
    print("To return to it, run `formbox restore` with that folder; delete the folder when it is not needed.")
    return 0
