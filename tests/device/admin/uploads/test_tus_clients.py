"""Foreign clients of the tus protocol against our server on a real port, and lines that break off on it."""

import http.client
import json
import shutil
import subprocess
import threading
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from tusclient.client import TusClient

from device.store.tables import Lesson
from tests.device.admin.live import live
from tests.needs import Need

JAVASCRIPT = Path(__file__).parents[3] / "browser" / "tus-js"
FILM = b"".join(number.to_bytes(8, "big") for number in range(700_000)) + b"end"  # 5.6 MB, all different


@pytest.fixture
def served(app, owner_client):
    with live(app, owner_client) as running:
        yield running


@pytest.fixture
def film(tmp_path):
    path = tmp_path / "IMG_7.mov"
    path.write_bytes(FILM)
    return path


def the_film(database, folder):
    with database.reading() as session:
        [lesson] = session.query(Lesson).all()
        session.expunge(lesson)
    assert list(folder.inbox.iterdir()) == []
    return lesson.name, folder.lesson(lesson.id).original.read_bytes()


# tuspy leaves its file open
tuspy_leaves_open = pytest.mark.filterwarnings(
    "ignore:.*:ResourceWarning", "ignore:.*:pytest.PytestUnraisableExceptionWarning"
)


@tuspy_leaves_open
@pytest.mark.parametrize("chunk", [1_000_000, 1 << 30])
def test_tuspy(served, database, folder, film, chunk):
    client = TusClient(f"{served.url}/uploads", headers=served.headers)
    words = {"filename": "IMG_7.mov", "name": "다리 운동"}
    client.uploader(str(film), chunk_size=chunk, metadata=words).upload()
    assert the_film(database, folder) == ("다리 운동", FILM)


@tuspy_leaves_open
def test_tuspy_goes_on_where_it_was(served, database, folder, film):
    client = TusClient(f"{served.url}/uploads", headers=served.headers)
    first = client.uploader(str(film), chunk_size=1_000_000)
    first.upload_chunk()
    first.upload_chunk()
    second = client.uploader(str(film), chunk_size=1_000_000, url=first.url)
    assert second.offset == 2_000_000
    second.upload()
    assert the_film(database, folder)[1] == FILM


def test_tus_js_client(served, database, folder, film):
    if shutil.which("node") is None or not (JAVASCRIPT / "node_modules" / "tus-js-client").is_dir():
        Need.TUS_JS.skip()
    wish = {"endpoint": f"{served.url}/uploads", "path": str(film), "headers": served.headers}
    command = ["node", JAVASCRIPT / "upload.mjs"]
    run = subprocess.run(
        command, input=json.dumps(wish), capture_output=True, text=True, timeout=100, check=False
    )
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout) == {"paused": True, "sent": len(FILM)}
    assert the_film(database, folder) == ("from npm", FILM)


def ask(served, method, path, body=b"", length=None, **headers):
    """One request; with `length` more is announced than is sent, and the line is cut."""
    line = http.client.HTTPConnection(urlsplit(served.url).netloc, timeout=20)
    named = {"Tus-Resumable": "1.0.0", **{key.replace("_", "-"): text for key, text in headers.items()}}
    line.putrequest(method, path)
    for key, text in {**served.headers, **named, "Content-Length": str(length or len(body))}.items():
        line.putheader(key, text)
    line.endheaders(body)
    if length is not None:
        line.close()
        return None
    answer = line.getresponse()
    answer.read()
    line.close()
    return answer


def test_a_piece_that_is_cut_in_the_middle_keeps_what_came(served, database, folder):
    path = ask(served, "POST", "/uploads", Upload_Length=str(len(FILM))).headers["Location"]
    kind = {"Content_Type": "application/offset+octet-stream"}
    ask(served, "PATCH", path, FILM[:3_000_000], len(FILM), Upload_Offset="0", **kind)
    # the box learns of the cut a moment later: until then the upload is somebody's
    for _ in range(1000):
        offset = ask(served, "HEAD", path).headers["Upload-Offset"]
        if offset != "0":
            break
    assert offset == "3000000"
    for _ in range(1000):
        answer = ask(served, "PATCH", path, FILM[3_000_000:], Upload_Offset=offset, **kind)
        if answer.status != 423:
            break
    assert answer.status == 204
    assert the_film(database, folder)[1] == FILM


def test_two_clients_at_once_do_not_mix(served, database, folder):
    path = ask(served, "POST", "/uploads", Upload_Length=str(len(FILM))).headers["Location"]
    kind = {"Content_Type": "application/offset+octet-stream", "Upload_Offset": "0"}
    line = http.client.HTTPConnection(urlsplit(served.url).netloc, timeout=20)
    line.putrequest("PATCH", path)
    named = {key.replace("_", "-"): text for key, text in kind.items()} | {"Tus-Resumable": "1.0.0"}
    for key, text in {**served.headers, **named, "Content-Length": str(len(FILM))}.items():
        line.putheader(key, text)
    line.endheaders(FILM[:2_000_000])
    part, gate = folder.upload(path.rpartition("/")[2]), threading.Event()
    while not (part.exists() and part.stat().st_size):  # until the first one's request has begun
        gate.wait(0.01)
    second = ask(served, "PATCH", path, b"x" * 1_200_000, **kind)
    assert second.status == 423
    line.send(FILM[2_000_000:])
    assert line.getresponse().status == 204
    line.close()
    assert the_film(database, folder)[1] == FILM
