"""A box that is served on a port of this machine, and the steps with which a browser comes into it."""

import threading
from contextlib import contextmanager
from dataclasses import dataclass

from device.admin.app import create_app
from device.admin.server.serving import listen
from device.admin.web.services import Services, utc_now
from device.store.codes import shown_code
from device.store.database import Database, open_database
from device.store.folder import Folder
from tests.browser import chromium


@dataclass
class Served:
    """A running box: its address, folder and database."""

    url: str
    folder: Folder
    database: Database

    def code(self):
        """What the TV shows."""
        with self.database.session() as session:
            return shown_code(session, utc_now()).digits

    def visit(self, steps, **wishes):
        """Chromium's steps on this box."""
        return chromium.visit(self.url, steps, **wishes)


def come_in(code, name="Mina", secret="271828", language="en"):
    """The steps of the first phone."""
    return [
        ["goto", f"/start?code={code}"],
        ["fill", "#name", name],
        ["fill", "#secret", secret],
        ["select", "#language", language],
        ["click", "form button[type=submit]"],
        ["wait", "nav.bar"],
    ]


@contextmanager
def served(root):
    """An empty box in the folder `root`, on a free port, while the block lasts."""
    folder = Folder(root)
    folder.make()
    database = open_database(folder.database_url)
    server = listen(create_app(Services(folder=folder, database=database)), "127.0.0.1", 0)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield Served(f"http://127.0.0.1:{server.port}", folder, database)
    finally:
        server.end()
        thread.join(timeout=10)
        server.close()
        database.close()
