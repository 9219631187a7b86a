"""kill -9 of the page amid uploads: what was confirmed is never lost, no lesson is there twice.

A few times by default; FORMBOX_KILLS says how often (200 for a night).
"""

import http.client
import os
import random
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from device.store.clock.box_time import utc_now
from device.store.tables import Job, Lesson
from tests.device.admin.live import headers_of

PROCESS = Path(__file__).with_name("box_process.py")
KILLS = int(os.environ.get("FORMBOX_KILLS", "12"))
PIECE = 1_300_000  # streamed, as long pieces are
FILM_BYTES = 3 * PIECE + 17
KIND = {"Content-Type": "application/offset+octet-stream"}


class Box:
    """The process and its port; started anew after each kill."""

    def __init__(self, root, headers):
        self.root, self.headers = root, {"Tus-Resumable": "1.0.0", **headers}
        self.start()

    def start(self):
        command = [sys.executable, PROCESS, self.root]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline())

    def kill(self):
        self.process.kill()
        self.process.communicate()

    def ask(self, method, path, body=b"", **headers):
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        named = {key.replace("_", "-"): text for key, text in headers.items()}
        try:
            line.request(method, path, body, {**self.headers, **named})
            answer = line.getresponse()
            answer.read()
            return answer
        finally:
            line.close()


@pytest.fixture
def clock():
    """The computer's, as the process has it: a session of another time would be over."""
    return utc_now


@pytest.mark.timeout(300 + 20 * KILLS)
def test_whatever_moment_it_is_killed(owner_client, database, folder):
    chance = random.Random(7)
    box = Box(folder.root, headers_of(owner_client))
    films, kills = [], 0
    try:
        while kills < KILLS:
            film = chance.randbytes(FILM_BYTES)
            path = box.ask("POST", "/uploads", Upload_Length=str(FILM_BYTES)).headers["Location"]
            confirmed = 0
            while confirmed < FILM_BYTES:
                answer = send(
                    box, path, confirmed, film, chance, dies=kills < KILLS and chance.random() < 0.6
                )
                if answer is None:
                    kills += 1
                    box.start()
                    offset = int(box.ask("HEAD", path).headers["Upload-Offset"])
                    assert offset >= confirmed, "what was confirmed was lost"
                    confirmed = offset
                else:
                    assert answer.status == 204
                    confirmed = int(answer.headers["Upload-Offset"])
            films.append(film)
    finally:
        box.kill()
    with database.reading() as session:
        made = [lesson.id for lesson in session.query(Lesson).order_by(Lesson.id)]
        assert session.query(Job).count() == len(made)
    assert [folder.lesson(one).original.read_bytes() for one in made] == films
    assert list(folder.inbox.iterdir()) == []


def send(box, path, offset, film, chance, *, dies):
    """A piece, or None when the box was killed somewhere between its first byte and its answer."""
    piece = film[offset : offset + PIECE]
    if not dies:
        return box.ask("PATCH", path, piece, Upload_Offset=str(offset), **KIND)
    moment = chance.random() * 0.02
    killer = threading.Timer(moment, box.kill)
    killer.start()
    try:
        box.ask("PATCH", path, piece, Upload_Offset=str(offset), **KIND)
    except (OSError, http.client.HTTPException):
        pass
    finally:
        killer.join()
    return None
