import os
import shutil

import pytest

from device.admin.lessons import files
from device.failure_reasons import Reason
from device.store.tables import JobState, Lesson
from tests.device.admin.library import FILM, get


def test_a_video_comes_in_pieces(owner_client, ready):
    url = f"/lessons/{ready.id}/video"
    whole = get(owner_client, url)
    assert whole.data == FILM
    assert whole.mimetype == "video/mp4"
    assert "private" in whole.headers["Cache-Control"]
    first = get(owner_client, url, Range="bytes=0-")
    assert first.status_code == 206
    assert first.headers["Content-Range"] == f"bytes 0-{files.PIECE_MAX - 1}/{len(FILM)}"
    assert first.data == FILM[: files.PIECE_MAX]
    assert get(owner_client, url, Range="bytes=100-199").data == FILM[100:200]
    assert get(owner_client, url, Range="bytes=-3").data == b"end"
    last = get(owner_client, url, Range=f"bytes={len(FILM) - 10}-")
    assert last.data == FILM[-10:]
    assert get(owner_client, url, Range=f"bytes={len(FILM)}-").status_code == 416
    etag = whole.headers["ETag"]
    assert get(owner_client, url, If_None_Match=etag).status_code == 304
    changed = get(owner_client, url, Range="bytes=0-9", If_Range='"another"')
    assert changed.status_code == 200


def test_files_are_for_those_who_are_signed_in(owner_client, member_client, client, ready, add):
    waiting = add()
    for name in ("video", "thumbnail", "skeleton"):
        assert get(member_client, f"/lessons/{ready.id}/{name}").status_code == 200
        assert get(client, f"/lessons/{ready.id}/{name}").status_code == 303
        assert get(owner_client, f"/lessons/{waiting.id}/{name}").status_code == 404
        assert get(owner_client, f"/lessons/99/{name}").status_code == 404
    for path in ("/lessons/..%2f..%2fformbox.db/video", "/lessons/1/session.key", "/lessons/-1/original"):
        assert get(owner_client, path).status_code == 404


def test_a_file_that_became_no_lesson_can_be_fetched(
    owner_client, member_client, member, folder, add, client
):
    failed = add(name='Grandma: "squats"', source="IMG_1.MOV", by=member)
    path, url = folder.lesson(failed.id).original, f"/lessons/{failed.id}/original"
    path.write_bytes(FILM)
    for one in (owner_client, member_client):
        answer = get(one, url)
        assert answer.data == FILM
        assert answer.headers["Content-Disposition"] == 'attachment; filename="Grandma squats.mov"'
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert answer.mimetype == "application/octet-stream"
    assert get(owner_client, url, Range="bytes=5-9").data == FILM[5:10]
    assert get(client, url).status_code == 303
    path.unlink()
    assert get(owner_client, url).status_code == 404


def test_a_file_is_for_those_who_may_change_the_lesson(member_client, owner, add):
    assert get(member_client, f"/lessons/{add(by=owner).id}/original").status_code == 403


def test_a_failed_lesson_s_page_says_until_when_its_file_is_kept(owner_client, owner, add, clock, database):
    failed = add(by=owner, state=JobState.FAILED)
    with database.session() as session:
        job = session.get_one(Lesson, failed.id).jobs[0]
        job.reason, job.finished_at = Reason.DAMAGED, clock()
    page = get(owner_client, f"/lessons/{failed.id}").text
    assert "The video is damaged: its pictures cannot be read." in page
    kept = "The box keeps this file until March 28, 2026. You can download it, or let the box try again."
    assert kept in page
    assert f'href="/lessons/{failed.id}/original"' in page
    assert f'action="/lessons/{failed.id}/prepare"' in page


@pytest.mark.parametrize(
    ("name", "source", "expected"),
    [
        ("Squats", "a.mp4", "Squats.mp4"),
        ("Squats", "C:\\films\\a.WebM", "Squats.webm"),
        ("스쿼트", "https://example.org/a", "스쿼트.mp4"),
        ("a/b", "x.<script>", "a b.mp4"),
        ("...", "x.avi", "video.avi"),
    ],
)
def test_a_file_is_called_as_its_lesson(name, source, expected):
    assert files.download_name(Lesson(name=name, source=source)) == expected


@pytest.mark.parametrize("kind", ["link", "pipe", "folder", "linked folder"])
@pytest.mark.parametrize("name", ["video", "thumbnail", "skeleton", "original"])
def test_nothing_is_sent_that_is_no_ordinary_file_of_the_lesson(
    owner_client, ready, folder, tmp_path, kind, name
):
    """A link `tv.mp4` to `session.key` was sent to a member."""
    lesson = folder.lesson(ready.id)
    path = getattr(lesson, name)
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / path.name).write_text("secret")
    path.unlink(missing_ok=True)
    if kind == "link":
        path.symlink_to(secret / path.name)
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        shutil.rmtree(lesson.root)
        lesson.root.symlink_to(secret)
    for more in ({}, {"Range": "bytes=0-3"}):
        answer = get(owner_client, f"/lessons/{ready.id}/{name}", **more)
        assert answer.status_code == 404
        assert b"secret" not in answer.data


def test_lessons_may_lie_on_another_disk(owner_client, ready, folder, tmp_path):
    folder.lessons.rename(tmp_path / "disk")
    folder.lessons.symlink_to(tmp_path / "disk")
    assert get(owner_client, f"/lessons/{ready.id}/video").data == FILM
