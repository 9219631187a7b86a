import io
import re

import pytest

from device.store import settings
from device.store.tables import Lesson, Upload
from tests.device.admin.uploads.tus_client import FILM, rows


def send_form(phone, files, **more):
    data = {"csrf_token": phone.token(), "video": [(io.BytesIO(data), name) for name, data in files], **more}
    return phone.post("/uploads/plain", data=data, content_type="multipart/form-data", csrf=False)


def test_a_plain_form_becomes_a_lesson(owner_client, folder, database):
    head = b'--b\r\nContent-Disposition: form-data; name="%s"%s\r\n\r\n%s\r\n'
    film = FILM * 80
    parts = [(b"csrf_token", b"", owner_client.token().encode()), (b"name", b"", b"Legs")]
    parts.append((b"video", b'; filename="../../etc/leg.mov"', film))
    body = b"".join(head % part for part in parts) + b"--b--\r\n"
    kind = "multipart/form-data; boundary=b"
    answer = owner_client.post("/uploads/plain", data=body, content_type=kind, csrf=False)
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/lessons/1"
    [lesson] = rows(database, Lesson)
    assert (lesson.name, lesson.size_bytes) == ("Legs", len(film))
    assert folder.lesson(1).original.read_bytes() == film
    assert list(folder.inbox.iterdir()) == []


def test_several_files_of_a_form_become_several(owner_client, folder, database):
    answer = send_form(owner_client, [("a.mp4", FILM), ("b.mp4", FILM[:7]), ("empty.mp4", b"")], name="Legs")
    assert answer.headers["Location"] == "/lessons/"
    assert [lesson.name for lesson in rows(database, Lesson)] == ["a", "b"]
    assert list(folder.inbox.iterdir()) == []
    assert "empty.mp4 is empty." in owner_client.get("/lessons").text


def test_a_form_without_a_file_is_asked_again(owner_client, database):
    answer = send_form(owner_client, [("", b"")])
    assert answer.headers["Location"] == "/uploads/new"
    assert rows(database, Lesson) == []


def test_a_form_that_cannot_be_taken_leaves_nothing(owner_client, client, folder, disk, database):
    data = {"video": (io.BytesIO(FILM), "a.mp4")}
    assert owner_client.post("/uploads/plain", data=data, csrf=False).status_code == 400
    assert list(folder.inbox.iterdir()) == []
    stranger = send_form(client, [("a.mp4", FILM)])
    assert stranger.status_code == 303
    assert "sign-in" in stranger.headers["Location"]
    disk(100)
    refused = send_form(owner_client, [("a.mp4", FILM)])
    assert refused.status_code == 507
    assert "only 100 B are free" in refused.text
    disk(1 << 40)
    with database.session() as session:
        settings.save(session, lesson_max_bytes=1 << 20)
    head = b'--b\r\nContent-Disposition: form-data; name="video"; filename="a.mp4"\r\n\r\n'
    body = head + bytes(1 << 20) + b"\r\n--b--\r\n"
    kind = "multipart/form-data; boundary=b"
    assert owner_client.post("/uploads/plain", data=body, content_type=kind).status_code == 413
    assert list(folder.inbox.iterdir()) == []
    assert rows(database, Upload) == []


def test_the_page_says_how_much_is_free(owner_client, disk):
    disk(3_400_000_000)
    page = owner_client.get("/uploads/new").text
    assert "3.4 GB are free" in page
    assert 'action="/uploads/plain"' in page


@pytest.mark.parametrize("ending", ["mp4", "mov", "mkv", "webm", "ts", "mts", "m2ts", "avi", "h264", "hevc"])
def test_a_phone_offers_files_that_it_does_not_know_as_videos(owner_client, ending):
    """A camcorder's .mts and a Raspberry Pi's .h264 have no kind on most phones: they would be grey."""
    page = owner_client.get("/uploads/new").get_data(as_text=True)
    offered = re.search(r'id="video"[^>]*accept="([^"]*)"', page).group(1).split(",")
    assert f".{ending}" in offered
