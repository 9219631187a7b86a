"""`python -m device.store.migrated`: brings the box's database up to date, and ends.

A process of its own for the page: what migrates takes 14 MB, which a process that goes on would keep.
"""

import subprocess
import sys

from device.errors import StoreError
from device.store.database import is_up_to_date, open_database
from device.store.folder import Folder, box_folder


def migrate_apart(folder: Folder) -> None:
    """Migrate in another process, if necessary. A failure is left to `open_database`, which says why."""
    if not is_up_to_date(folder.database_url):
        command = [sys.executable, "-m", "device.store.migrated"]
        subprocess.run(command, stderr=subprocess.DEVNULL, check=False)  # noqa: S603


def main() -> int:
    """Open and close the database of `box_folder`."""
    try:
        open_database(box_folder().database_url).close()
    except StoreError:
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
