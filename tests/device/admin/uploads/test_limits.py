"""Who may send, how much, and how long it may lie half sent."""

import pytest

from device.store import settings, uploads
from tests.device.admin.uploads.tus_client import FILM, Tus


def test_an_upload_that_was_left_is_over(tus, clock, folder):
    path = tus.new()
    tus.send(path, 0, FILM[:1000])
    clock.advance(seconds=uploads.LASTS.total_seconds() - 1)
    assert tus.offset(path) == 1000
    clock.advance(seconds=2)
    assert tus.ask("HEAD", path).status_code == 410
    assert tus.send(path, 1000, FILM[1000:]).status_code == 410
    tus.new()
    assert not folder.upload(path.rpartition("/")[2]).exists()
    assert tus.ask("HEAD", path).status_code == 410


def test_until_when_it_lasts_is_said(tus, clock):
    answer = tus.begin()
    assert answer.headers["Upload-Expires"] == "Tue, 17 Mar 2026 19:30:00 GMT"
    clock.advance(hours=1)
    answer = tus.send(answer.headers["Location"], 0, FILM[:10])
    assert answer.headers["Upload-Expires"] == "Tue, 17 Mar 2026 20:30:00 GMT"


def test_no_room_is_said_at_once_with_what_is_free(tus, disk):
    disk(3_400_000_000)
    answer = tus.begin(4_000_000_000)
    assert answer.status_code == 507
    assert answer.json["error"] == "This video has 4 GB, and only 3.4 GB are free on the box."
    assert tus.begin(3_400_000_000).status_code == 201
    assert tus.begin(1).status_code == 507, "the first one was promised the rest"


def test_no_room_on_a_full_disk(tus, disk):
    disk(-5)
    assert tus.begin(1).json["error"] == "This video has 1 B, and only 0 B are free on the box."


def test_a_file_may_not_be_larger_than_the_owner_allows(tus, disk, database):
    disk(1 << 45)
    with database.session() as session:
        settings.save(session, lesson_max_bytes=5_000_000)
    assert tus.begin(5_000_001).status_code == 413
    assert tus.begin(5_000_000).status_code == 201


def test_one_member_may_leave_so_many_open(tus, other):
    paths = [tus.new(length=10) for _ in range(uploads.OPEN_MAX)]
    assert tus.begin(10).status_code == 429
    assert other.begin(10).status_code == 201
    tus.send(paths[0], 0, FILM[:10])
    assert tus.begin(10).status_code == 201


def test_it_is_nobody_elses(tus, other, client, folder):
    path = other.new()
    assert tus.send(path, 0, FILM[:10]).status_code == 204, "the owner may"
    mine = tus.new()
    for method in ("HEAD", "DELETE"):
        assert other.ask(method, mine).status_code == 403
        assert Tus(client).ask(method, mine).status_code == 401
    assert other.send(mine, 0, FILM).status_code == 403
    assert Tus(client).send(mine, 0, FILM).status_code == 401
    assert Tus(client).begin().status_code == 401


@pytest.mark.parametrize("upload_id", ["0" * 32, "..%2f..%2fformbox.db", "x", "%00"])
def test_there_is_no_such_upload(tus, upload_id):
    for method in ("HEAD", "DELETE"):
        assert tus.ask(method, f"/uploads/{upload_id}").status_code == 404
    assert tus.send(f"/uploads/{upload_id}", 0, b"a").status_code == 404


def test_a_change_wants_the_token(owner_client):
    headers = {"Tus-Resumable": "1.0.0", "Upload-Length": "10"}
    answer = owner_client.open("/uploads", method="POST", headers=headers, csrf=False)
    assert answer.status_code == 400
    assert answer.json["error"]
