"""`formbox fetch` as it runs on a box, confined, on a site of this machine."""

import gzip
import json
import os
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from device.overnight import landlock
from device.overnight.links.spool import read_json, spool_of, write_json
from tests.needs import Need

FILM = bytes(range(256)) * 1000
# 600 MB when unpacked, more than the process may have
BOMB = gzip.compress(b"<html>" + bytes(6 * 10**8), 1)
ANSWERS = {
    "bomb": (BOMB, {"Content-Type": "text/html", "Content-Encoding": "gzip"}),
    "page": (b"<html><video src='/film.mp4'></video></html>", {"Content-Type": "text/html"}),
    "film.mp4": (FILM, {"Content-Type": "video/mp4"}),
}
# the command, but that this machine counts as public; at the end it tries what it may not
COMMAND = """
import json, sys
from pathlib import Path
from device.commands import fetch
from device.overnight.links.fetch import fetch_all
fetch.fetch_all = lambda spool: fetch_all(spool, lambda address: True)
fetch.run(None)
def outcome(attack):
    try:
        attack()
    except PermissionError:
        return "denied"
    return "done"
import os, socket
home = Path(sys.argv[1])
print(json.dumps({
    "read the key": outcome((home / "session.key").read_text),
    "write the database": outcome(lambda: (home / "formbox.db").open("r+")),
    "link to the key": outcome(lambda: (home / "inbox/fetched/9.video").symlink_to(home / "session.key")),
    "talk to the station": outcome(lambda: socket.socket(socket.AF_UNIX)),
    "run a program": outcome(lambda: os.posix_spawn("/bin/true", ["true"], {})),
}))
"""


class Site(BaseHTTPRequestHandler):
    def do_GET(self):
        body, headers = ANSWERS[self.path.strip("/")]
        self.send_response(200)
        for name, value in ({"Content-Length": str(len(body))} | headers).items():
            self.send_header(name, value)
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            self.close_connection = True

    def log_message(self, *_):
        pass


@pytest.fixture
def site():
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join(10)


@Need.LANDLOCK.unless(landlock.version() >= landlock.VERSION_MIN)
def test_a_bomb_is_a_result_the_others_follow_and_the_box_is_out_of_reach(folder, site):
    spool = spool_of(folder)
    spool.make()
    for name in ("session.key", "formbox.db"):
        (folder.root / name).write_text("as it was")
    for number, name in enumerate(ANSWERS, 1):
        write_json(spool.wanted(number), {"url": f"{site}/{name}", "bytes_max": 10**8})
    done = subprocess.run(
        [sys.executable, "-c", COMMAND, str(folder.root)],
        env={**os.environ, "FORMBOX_HOME": str(folder.root)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "MemoryError" in done.stderr
    results = {number: read_json(spool.result(number)) for number in (1, 2, 3)}
    assert results == {1: {"failed": "LINK_UNKNOWN"}, 2: {"fetched": True}, 3: {"fetched": True}}
    assert spool.video(2).read_bytes() == spool.video(3).read_bytes() == FILM
    found = json.loads(done.stdout.splitlines()[-1])
    assert set(found.values()) == {"denied"}, found
