"""`formbox backup FILE`: writes everything that the box keeps to one file, while the box works on."""

import argparse
from pathlib import Path
from typing import Final, Self

from tqdm import tqdm

from device.errors import OutputError
from device.store.backup.archive import ArchiveContents
from device.store.backup.backup import backup
from device.store.box import open_box
from device.store.clock.box_time import BoxTime, utc_now
from device.store.folder import box_folder

NAMED_MAX: Final = 5  # missing files that are listed by name; the others are counted


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command and its options."""
    parser = commands.add_parser(
        "backup",
        help="back everything up to one file",
        description="Writes lessons, people and history to one file.",
    )
    parser.add_argument(
        "file", type=Path, help="the file, or a folder, in which it gets a name with today's date"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the file and print what is in it."""
    target: Path = options.file
    if target.is_dir():
        target /= f"formbox-{utc_now().astimezone():%Y-%m-%d-%H%M}.zip"
    if target.exists() and not target.is_file():
        raise OutputError(f"{target} is not a regular file.")
    folder = box_folder()
    with open_box(folder) as database, Bar() as bar:
        now = BoxTime(database, folder)()
        made = backup(database, folder, target, now=now, progress=bar.show)
    print(f"{target}: {in_words(made)}.")
    for name in made.missing[:NAMED_MAX]:
        print(f"  missing on the box, so not in the backup: {name}")
    if len(made.missing) > NAMED_MAX:
        print(f"  and {len(made.missing) - NAMED_MAX} more; `formbox orphans` lists what is missing")
    return 0


def in_words(made: ArchiveContents) -> str:
    """What a backup has in it, as a phrase."""
    counts = ((made.members, "member"), (made.lessons, "lesson"), (made.matches, "match"))
    parts = [f"{count} {noun}" if count == 1 else f"{count} {plural(noun)}" for count, noun in counts]
    return f"{', '.join(parts)}; {made.size_bytes / 1e6:,.1f} MB"


def plural(noun: str) -> str:
    """The plural of a noun of `in_words`."""
    return f"{noun}es" if noun.endswith("ch") else f"{noun}s"


class Bar:
    """A progress bar in bytes, if stderr is a terminal."""

    def __init__(self) -> None:
        self._bar: tqdm = tqdm(unit="B", unit_scale=True, disable=None, leave=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.close()

    def show(self, done: int, total: int) -> None:
        """Show `done` of `total` bytes."""
        self._bar.total = total
        self._bar.update(done - self._bar.n)
