"""`formbox orphans [--clean] [--adopt]`: lists files that no row names, and rows whose files are missing."""

import argparse

from device.errors import StoreError
from device.store.backup import orphans
from device.store.backup.orphans import Orphans
from device.store.box import open_box
from device.store.clock.box_time import BoxTime, utc_now
from device.store.folder import box_folder
from device.store.rescue.adoption import adopt
from device.store.tables import Lesson


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its options."""
    parser = commands.add_parser(
        "orphans", help="find files without a row in the database, and rows without files"
    )
    parser.add_argument("--clean", action="store_true", help="delete the files, correct the rows")
    parser.add_argument("--adopt", action="store_true", help="make lessons of films that no lesson names")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print what was found; clean it with --clean."""
    folder = box_folder()
    with open_box(folder) as database:
        time = BoxTime(database, folder)
        if options.adopt:
            with database.session() as session:
                adopted = adopt(session, folder, time(), None, lambda number: f"Film {number}")
            print(f"{len(adopted)} films are lessons again; the night prepares them.")
        if options.clean and not time.may_delete:
            raise StoreError("The box's clock is not set yet, so nobody knows what is old. Try again later.")
        # files are dated by the system
        now = utc_now()
        with database.reading() as session:
            found = orphans.find(session, folder, now)
            names = {
                number: session.get_one(Lesson, number).name for number in (*found.unprepared, *found.lost)
            }
        if options.clean and found:
            found = orphans.clean(database, folder, now)
    for line in _lines(found, names):
        print(line)
    if not found:
        print("No file and no row is orphaned.")
    elif options.clean:
        print(f"Cleaned; {found.size_bytes / 1e6:,.1f} MB are free again.")
    else:
        print("`formbox orphans --clean` corrects this.")
    return 0


def _lines(found: Orphans, names: dict[int, str]) -> list[str]:
    lines = [f"file without a row: {path} ({size / 1e6:,.1f} MB)" for path, size in found.files]
    lines += [f"lesson to be prepared again: {names.get(number, number)}" for number in found.unprepared]
    lines += [f"lesson without its video: {names.get(number, number)}" for number in found.lost]
    if found.untracked:
        lines.append(f"matches without their recorded poses: {len(found.untracked)}")
    return lines
