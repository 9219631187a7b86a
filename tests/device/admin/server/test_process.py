"""The page as a process: what it loads, how much memory it takes, how it is served and ended."""

import json
import os
import socket
import subprocess
import sys
import threading
import urllib.request
from contextlib import closing
from pathlib import Path

import pytest

from device.admin.server import serving
from device.admin.web.access import KEY, MEMBER
from device.admin.web.errors import AdminError

# what compiles, decodes video or draws: it has no business beside what a stranger can reach
FORBIDDEN = ("numba", "numpy", "llvmlite", "av", "cv2", "tflite_runtime", "ai_edge_litert", "pygame")
LOADED = f"""
import json, sys
from pathlib import Path
from device.admin.app import create_app
from device.admin.web.services import Services
from device.commands import admin
from device.store.database import open_database
from device.store.folder import Folder
folder = Folder(Path(sys.argv[1]))
folder.make()
app = create_app(Services(folder=folder, database=open_database(folder.database_url)))
app.test_client().get("/start")
print(json.dumps(sorted(set(sys.modules) & set({FORBIDDEN!r}))))
"""


@pytest.fixture
def environment(folder):
    """Of a process over the test's box."""
    return {**os.environ, "FORMBOX_HOME": str(folder.root), "PYTHONUNBUFFERED": "1"}


def test_the_process_loads_nothing_that_compiles_or_decodes(tmp_path, environment):
    run = subprocess.run(
        [sys.executable, "-c", LOADED, str(tmp_path / "other")],
        capture_output=True,
        text=True,
        env=environment,
        check=True,
    )
    assert json.loads(run.stdout) == []


def test_the_command_serves_stays_small_and_ends_when_told(environment, folder):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = [sys.executable, "-m", "device", "admin", "--host", "127.0.0.1", "--port", str(port)]
    with subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert "the page for phones" in process.stdout.readline()
            for page in ("/start", "/static/style.css", "/sign-in"):
                with urllib.request.urlopen(f"http://127.0.0.1:{port}{page}", timeout=20) as answer:
                    assert answer.status == 200
            pages = int(Path(f"/proc/{process.pid}/statm").read_text().split()[1])
            assert pages * os.sysconf("SC_PAGE_SIZE") / 1e6 < 80
        finally:
            process.terminate()
        process.communicate(timeout=20)
    assert process.returncode == 130


def test_a_taken_port_is_a_sentence(app):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(AdminError, match="cannot be used"):
            serving.listen(app, "127.0.0.1", taken.getsockname()[1])


@pytest.fixture
def server(app):
    """The app on a port."""
    with closing(serving.listen(app, "127.0.0.1", 0)) as opened:
        thread = threading.Thread(target=opened.run)
        thread.start()
        yield opened
        opened.end()
        thread.join(timeout=20)


def send(server, announced, body, cookie=None):
    """The status of a form whose header announces so many bytes."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as phone:
        lines = ["POST /me HTTP/1.1", "Host: localhost", f"Content-Length: {announced}"]
        lines += [f"Cookie: formbox={cookie}"] if cookie else []
        phone.sendall("\r\n".join([*lines, "", ""]).encode() + body)
        return int(phone.recv(100).split()[1])


def test_a_strangers_body_is_not_even_waited_for(app, server, owner):
    cookie = app.session_interface.get_signing_serializer(app).dumps({MEMBER: owner.id, KEY: owner.key})
    few, many = serving.STRANGERS_MAX - 1, serving.STRANGERS_MAX + 1
    assert send(server, many, b"") == 413
    assert send(server, many, b"", "forged") == 413
    assert send(server, serving.BODY_MAX + 1, b"", cookie) == 413
    # these come to the app, which asks for a token
    assert send(server, few, b"x" * few) == 303
    assert send(server, many, b"x" * many, cookie) == 400


def test_the_heartbeat_waits_for_a_thread_that_answers(app, monkeypatch):
    beats = []
    monkeypatch.setattr(serving.notify, "watchdog", beats.append)
    waiting = []

    class Waitress:
        class task_dispatcher:  # noqa: N801 - waitress's name
            add_task = staticmethod(waiting.append)

    server = serving.Server(Waitress, {})
    server.beat(0.0)
    server.beat(1.0)
    server.beat(2.0)
    assert beats == [0.0]
    waiting.pop().service()
    assert not waiting
    server.beat(3.0)
    assert beats == [0.0, 3.0]
