"""`formbox orphans [--clean]`: files that belong to nothing, and rows whose files are gone."""

import argparse
from datetime import UTC, datetime

from device.store.backup import orphans
from device.store.backup.orphans import Orphans
from device.store.box import open_box
from device.store.folder import box_folder
from device.store.tables import Lesson


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command's words."""
    parser = commands.add_parser("orphans", help="find files that belong to nothing, and rows without files")
    parser.add_argument("--clean", action="store_true", help="remove the files, put the rows right")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Say what was found; clean it if that was asked for."""
    folder, now = box_folder(), datetime.now(UTC)
    with open_box(folder) as database:
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
        print("Every file belongs to something, and nothing lacks its files.")
    elif options.clean:
        print(f"Cleaned; {found.size_bytes / 1e6:,.1f} MB are free again.")
    else:
        print("`formbox orphans --clean` puts this right.")
    return 0


def _lines(found: Orphans, names: dict[int, str]) -> list[str]:
    lines = [f"belongs to nothing: {path} ({size / 1e6:,.1f} MB)" for path, size in found.files]
    lines += [f"to be prepared again: {names.get(number, number)}" for number in found.unprepared]
    lines += [f"its video is gone: {names.get(number, number)}" for number in found.lost]
    if found.untracked:
        lines.append(f"matches whose recorded movements are gone: {len(found.untracked)}")
    return lines
