"""The tus protocol on our server, rule by rule."""

import fcntl

import pytest

from device.store import intake, settings
from device.store.tables import Job, JobState, Lesson, Upload
from tests.device.admin.uploads.tus_client import FILM, rows


class PowerCutError(RuntimeError):
    pass


def test_it_says_what_it_can(owner_client):
    answer = owner_client.open("/uploads", method="OPTIONS")
    assert answer.status_code == 204
    assert answer.headers["Tus-Version"] == answer.headers["Tus-Resumable"] == "1.0.0"
    assert set(answer.headers["Tus-Extension"].split(",")) >= {"creation", "termination", "expiration"}
    assert int(answer.headers["Tus-Max-Size"]) == settings.BoxSettings().lesson_max_bytes


def test_pieces_become_a_lesson_that_waits(tus, database, folder, owner):
    path = tus.new()
    assert tus.offset(path) == 0
    for start in range(0, len(FILM), 40_000):
        answer = tus.send(path, start, FILM[start : start + 40_000])
        assert answer.status_code == 204
        assert int(answer.headers["Upload-Offset"]) == min(start + 40_000, len(FILM))
    [lesson], [job], [upload] = rows(database, Lesson), rows(database, Job), rows(database, Upload)
    assert answer.headers["Formbox-Lesson"] == str(lesson.id)
    assert (lesson.name, lesson.source, lesson.size_bytes) == ("Leg day", "IMG_1.MOV", len(FILM))
    assert lesson.added_by == owner.id
    assert (job.lesson_id, job.state, job.model, job.at_once) == (lesson.id, JobState.RECEIVED, "full", False)
    assert upload.lesson_id == lesson.id
    assert folder.lesson(lesson.id).original.read_bytes() == FILM
    assert list(folder.inbox.iterdir()) == []


def test_a_piece_is_larger_than_a_form_may_be(tus, owner_client, folder):
    film = FILM * 80
    assert len(film) > 7 * owner_client.application.config["MAX_CONTENT_LENGTH"]
    assert tus.send(tus.new(len(film)), 0, film).status_code == 204
    assert folder.lesson(1).original.read_bytes() == film


def test_who_asks_again_after_the_end_hears_the_same(tus, database):
    path = tus.new()
    tus.send(path, 0, FILM)
    answer = tus.ask("HEAD", path)
    assert answer.headers["Upload-Offset"] == answer.headers["Upload-Length"] == str(len(FILM))
    assert answer.headers["Formbox-Lesson"] == "1"
    assert tus.send(path, len(FILM), b"").status_code == 204
    assert tus.send(path, 0, FILM).status_code == 409
    assert len(rows(database, Lesson)) == 1


def test_the_first_bytes_may_come_with_the_creation(tus):
    first = {"headers": {"Content-Type": "application/offset+octet-stream"}, "data": FILM[:1000]}
    answer = tus.begin(**first)
    assert answer.status_code == 201
    assert answer.headers["Upload-Offset"] == "1000"
    assert tus.offset(answer.headers["Location"]) == 1000
    whole = tus.begin(headers=first["headers"], data=FILM)
    assert whole.headers["Formbox-Lesson"] == "1"


@pytest.mark.parametrize("offset", [0, 999, 1001, len(FILM), 10**14])
def test_a_wrong_offset_changes_nothing(tus, folder, offset):
    path = tus.new()
    tus.send(path, 0, FILM[:1000])
    answer = tus.send(path, offset, FILM[:50])
    assert answer.status_code == 409
    assert answer.headers["Upload-Offset"] == "1000"
    assert answer.json["error"]
    assert tus.offset(path) == 1000


def test_more_than_was_announced_is_refused(tus, database):
    path = tus.new(length=100)
    assert tus.send(path, 0, FILM[:101]).status_code == 413
    assert tus.offset(path) == 0
    assert tus.send(path, 0, FILM[:100]).status_code == 204
    assert len(rows(database, Lesson)) == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"Upload-Length": ""},
        {"Upload-Length": "-1"},
        {"Upload-Length": "1e3"},
        {"Upload-Length": "٣"},
        {"Upload-Length": "9" * 40},
        {"Upload-Length": "0"},
        {"Upload-Metadata": "filename ???"},
        {"Upload-Metadata": "filename /w=="},
        {"Upload-Metadata": "name YQ==,,filename YQ"},
    ],
)
def test_a_creation_that_makes_no_sense_is_refused(tus, database, headers):
    headers = {key: value.encode().decode("latin-1") for key, value in headers.items()}
    answer = tus.begin(headers=headers)
    assert answer.status_code == 400
    assert answer.json["error"]
    assert rows(database, Upload) == []


@pytest.mark.parametrize("text", ["", "-5", "abc", "1.0"])
def test_an_offset_is_a_number(tus, text):
    headers = {"Upload-Offset": text, "Content-Type": "application/offset+octet-stream"}
    assert tus.ask("PATCH", tus.new(), headers, data=b"a").status_code == 400


def test_bytes_of_another_kind_are_refused(tus):
    headers = {"Upload-Offset": "0", "Content-Type": "video/mp4"}
    assert tus.ask("PATCH", tus.new(), headers, data=b"a").status_code == 415


@pytest.mark.parametrize("version", ["0.2.2", "", "2.0.0"])
def test_other_versions_are_refused(tus, version):
    path = tus.new()
    for method, where in (("POST", "/uploads"), ("HEAD", path), ("PATCH", path), ("DELETE", path)):
        answer = tus.ask(method, where, {"Tus-Resumable": version})
        assert answer.status_code == 412, method
        assert answer.headers["Tus-Version"] == "1.0.0"


def test_methods_may_come_by_a_header(tus):
    path = tus.new()
    headers = {
        "X-HTTP-Method-Override": "PATCH",
        "Upload-Offset": "0",
        "Content-Type": "application/offset+octet-stream",
    }
    assert tus.ask("POST", path, headers, data=FILM[:10]).status_code == 204
    assert tus.offset(path) == 10
    assert tus.ask("POST", path, {"X-HTTP-Method-Override": "DELETE"}).status_code == 204
    assert tus.ask("HEAD", path).status_code == 404
    assert tus.ask("POST", path).status_code == 405


def test_what_came_of_a_cut_request_is_kept(tus, folder):
    path = tus.new()
    tus.send(path, 0, FILM[:5000], length=50_000)
    assert tus.offset(path) == 5000
    assert tus.send(path, 5000, FILM[5000:]).status_code == 204
    assert folder.lesson(1).original.read_bytes() == FILM


def test_a_client_that_asks_finishes_what_was_interrupted(tus, database, monkeypatch):
    path = tus.new()

    def cut(*_given, **_named):
        raise PowerCutError

    with monkeypatch.context() as patch:
        patch.setattr(intake.jobs, "add", cut)
        with pytest.raises(PowerCutError):
            tus.send(path, 0, FILM)
    assert tus.ask("HEAD", path).headers["Formbox-Lesson"] == "1"
    assert len(rows(database, Job)) == 1


def test_two_clients_do_not_write_at_once(tus, folder):
    path = tus.new()
    with folder.upload(path.rpartition("/")[2]).open("a+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        for answer in (tus.send(path, 0, FILM), tus.ask("DELETE", path)):
            assert answer.status_code == 423
            assert answer.json["error"]
        assert tus.offset(path) == 0
    assert tus.send(path, 0, FILM).status_code == 204


def test_bytes_that_were_never_confirmed_do_not_count(tus, folder, database):
    """Written when the power went, before their number was kept."""
    path = tus.new()
    tus.send(path, 0, FILM[:1000])
    part = folder.upload(path.rpartition("/")[2])
    part.write_bytes(FILM[:1000] + b"half of the next piece")
    assert tus.offset(path) == 1000
    assert tus.send(path, 1000, FILM[1000:]).status_code == 204
    assert folder.lesson(1).original.read_bytes() == FILM


@pytest.mark.parametrize("left", [400, None])
def test_a_file_that_lost_bytes_is_sent_again_from_there(tus, folder, left):
    path = tus.new()
    tus.send(path, 0, FILM[:1000])
    part = folder.upload(path.rpartition("/")[2])
    if left is None:
        part.unlink()
    else:
        part.write_bytes(FILM[:left])
    safe = left or 0
    assert tus.offset(path) == safe
    assert tus.send(path, 1000, FILM[1000:]).status_code == 409
    assert tus.send(path, safe, FILM[safe:]).status_code == 204
    assert folder.lesson(1).original.read_bytes() == FILM


def test_a_disk_that_fills_up_keeps_what_was_confirmed(tus, monkeypatch):
    path = tus.new()
    tus.send(path, 0, FILM[:1000])

    def full(_file, _piece):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(intake, "_write_all", full)
        answer = tus.send(path, 1000, FILM[1000:])
    assert answer.status_code == 507
    assert "full" in answer.json["error"]
    assert tus.offset(path) == 1000
    assert tus.send(path, 1000, FILM[1000:]).status_code == 204


def test_an_upload_can_be_taken_back(tus, folder, database):
    path = tus.new()
    tus.send(path, 0, FILM[:1000])
    assert tus.ask("DELETE", path).status_code == 204
    assert list(folder.inbox.iterdir()) == []
    assert rows(database, Upload) == []
    assert tus.ask("HEAD", path).status_code == 404
    assert tus.send(path, 1000, FILM[1000:]).status_code == 404
    assert list(folder.inbox.iterdir()) == []


def test_a_finished_one_taken_back_stays_a_lesson(tus, folder):
    path = tus.new()
    tus.send(path, 0, FILM)
    assert tus.ask("DELETE", path).status_code == 204
    assert folder.lesson(1).original.read_bytes() == FILM
    assert list(folder.inbox.iterdir()) == []
