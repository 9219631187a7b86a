"""The page as a process of its own, to be killed: `python box_process.py FOLDER` prints its port."""

import sys
import threading
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[4]))

from device.admin.app import create_app
from device.admin.web.services import Services
from device.store.clock.box_time import utc_now
from device.store.database import open_database
from device.store.folder import Folder
from device.store.intake import Intake
from tests.device.admin.live import served


def main(root):
    """Serve until killed."""
    folder = Folder(root)
    folder.make()
    database = open_database(folder.database_url)
    Intake(folder, database, utc_now).finish_interrupted()
    with served(create_app(Services(folder=folder, database=database))) as port:
        print(port, flush=True)
        threading.Event().wait()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
