"""How fast an upload gets onto the disk: through the page's own server, each piece fsynced and confirmed."""

import http.client
import os
import shutil
import tempfile
import time
from pathlib import Path

from device.admin.app import create_app
from device.admin.web.access import KEY, MEMBER
from device.admin.web.services import Services
from device.store.database import open_database
from device.store.folder import Folder
from device.store.members import add_member
from device.store.tables import Role
from tests.device.admin.conftest import EVENING, Phone
from tests.device.admin.live import live

PIECE = 8 << 20  # as our client sends them
PIECES = 16
MB = 1e6


def upload_mb_s(pieces: int = PIECES) -> float:
    """Megabytes a second of one upload from the same machine; the disk is that of the temporary folder."""
    root = Path(tempfile.mkdtemp(prefix="formbox-bench-"))
    folder = Folder(root)
    folder.make()
    database = open_database(f"sqlite:///{root / 'formbox.db'}")
    try:
        app = create_app(Services(folder=folder, database=database))
        with database.session() as session:
            owner = add_member(session, EVENING, "Mina", Role.OWNER, "#89a4ff", "en", "")
        phone = Phone(app, app.response_class)
        with phone.session_transaction() as session:
            session[MEMBER], session[KEY] = owner.id, owner.key
        with live(app, phone) as running:
            return _measured(running, pieces)
    finally:
        database.close()
        shutil.rmtree(root)


def _measured(running, pieces):
    line = http.client.HTTPConnection(running.url.removeprefix("http://"), timeout=60)
    headers = {"Tus-Resumable": "1.0.0", **running.headers}
    line.request("POST", "/uploads", headers={**headers, "Upload-Length": str(pieces * PIECE)})
    answer = line.getresponse()
    answer.read()
    path = answer.headers["Location"]
    data = os.urandom(PIECE)
    kind = {"Content-Type": "application/offset+octet-stream"}
    began = time.perf_counter()
    for number in range(pieces):
        line.request("PATCH", path, data, {**headers, **kind, "Upload-Offset": str(number * PIECE)})
        answer = line.getresponse()
        answer.read()
        if answer.status != 204:
            raise RuntimeError(f"piece {number}: {answer.status}")
    took = time.perf_counter() - began
    line.close()
    return pieces * PIECE / MB / took
