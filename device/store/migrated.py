"""`python -m device.store.migrated`: brings the box's database up to date, and ends.

A process of its own for the page: what migrates takes 14 MB, which a process that goes on would keep.
"""

import subprocess
import sys

from device.errors import StoreError
from device.store.box import open_box
from device.store.database import is_up_to_date
from device.store.folder import Folder, box_folder
from device.store.rescue.healing import needs_help


def migrate_apart(folder: Folder) -> None:
    """Migrate in another process, if necessary. A failure is left to `open_database`, which says why."""
    if not is_up_to_date(folder.database_url) or needs_help(folder):
        command = [sys.executable, "-m", "device.store.migrated"]
        subprocess.run(command, stderr=subprocess.DEVNULL, check=False)  # noqa: S603


def main() -> int:
    """Put the database of `box_folder` right, open it and close it."""
    try:
        with open_box(box_folder()):
            return 0
    except StoreError:
        return 1


if __name__ == "__main__":
    sys.exit(main())
