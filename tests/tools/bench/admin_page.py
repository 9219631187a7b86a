"""The page for phones: memory of its process after every page was asked for, and how fast one comes."""

import http.client
import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from device.admin.app import create_app
from device.admin.web.services import Services
from device.store.database import open_database
from device.store.folder import Folder
from device.store.members import add_member
from device.store.tables import Role
from tests.device.admin.conftest import Phone
from tests.tools.bench.upload import upload_mb_s

PORT = 18_787
START_S = 30.0
PAGES = (
    "/lessons", "/lessons/deleted", "/uploads/new", "/history", "/history/family", "/remote",
    "/more", "/members", "/settings", "/box", "/me",
)  # fmt: skip
TIMES = 30


def measure():
    """admin_rss_mb, page_ms and upload_mb_s."""
    with tempfile.TemporaryDirectory() as root:
        folder = Folder(Path(root))
        folder.make()
        cookie = _owner(folder)
        process = subprocess.Popen(
            [sys.executable, "-m", "device", "admin", "--host", "127.0.0.1", "--port", str(PORT)],
            env=os.environ | {"FORMBOX_HOME": root},
            stdout=subprocess.DEVNULL,
        )
        try:
            _wait()
            first = statistics.median(_get("/sign-in", "") for _ in range(TIMES))
            for page in PAGES * 3:
                _get(page, cookie)
            rss_mb = _rss_kb(process.pid) / 1024
        finally:
            process.terminate()
            process.wait(20)
    return {"admin_rss_mb": rss_mb, "page_ms": first * 1e3, "upload_mb_s": upload_mb_s()}


def _owner(folder):
    """An owner's cookie."""
    database = open_database(folder.database_url)
    app = create_app(Services(folder=folder, database=database))
    app.test_client_class = Phone
    with database.session() as session:
        member = add_member(
            session, datetime.now(UTC), "Mina", Role.OWNER, "#89a4ff", "en", "no secret fits this"
        )
    phone = app.test_client().sign_in(member)
    phone.get("/more")
    cookie = phone.get_cookie(app.config["SESSION_COOKIE_NAME"])
    database.close()
    return f"{cookie.key}={cookie.value}"


def _get(page, cookie):
    """Seconds until the whole page was there."""
    began = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=START_S)
    connection.request("GET", page, headers={"Cookie": cookie})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    assert answer.status in (200, 302, 303, 308), f"{page}: {answer.status}"
    return time.perf_counter() - began


def _wait():
    until = time.monotonic() + START_S
    while True:
        try:
            return _get("/sign-in", "")
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def _rss_kb(pid):
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith("VmRSS")))


if __name__ == "__main__":
    for name, value in measure().items():
        print(f"{name:<16}{value:>8.1f}")
