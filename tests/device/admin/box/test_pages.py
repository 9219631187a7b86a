import io
import json
import zipfile

import pytest
from sqlalchemy import text

from device.admin.box import backups
from device.admin.box.pages import BACKUPS
from device.failure_reasons import Reason
from device.runtime.log import FILE
from device.store.tables import Job, JobKind, JobState, Lesson, Member
from tests.device.admin.conftest import join


@pytest.fixture
def failed(database, owner, clock):
    """A lesson that could not be prepared."""
    with database.session() as rows:
        lesson = Lesson(name="Grandpa's secret kick", source="kick.mp4", added_at=clock(), added_by=owner.id)
        rows.add(lesson)
        rows.flush()
        rows.add(
            Job(
                lesson_id=lesson.id,
                kind=JobKind.FETCH,
                state=JobState.FAILED,
                model="full",
                url="https://user:pw@example.org/v?token=abcdef",
                reason=Reason.NOT_A_VIDEO,
                created_at=clock(),
            )
        )
        return lesson


def test_the_page_says_how_the_box_is(owner_client, failed):
    page = owner_client.get("/box").text
    for word in ("GB free", "Temperature", "Camera", "This file is not a video", "failed", "python"):
        assert word in page, word


def test_the_help_bundle_names_nobody_and_gives_nothing_away(owner_client, failed, folder, database):
    join(database, "할머니", colour="#5ad1a0")
    (folder.root / FILE).write_text(
        "2026-03-14 19:30:01 WARNING x: Mina and 할머니 typed 271828 for Grandpa's secret kick\n"
        "2026-03-14 19:30:02 ERROR y: postgresql://box:hunter2@db/x secret=abc scrypt:8192:8:1$salt$hash\n"
    )
    answer = owner_client.post("/box/help")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="formbox-help-2026-03-14.zip"'
    with zipfile.ZipFile(io.BytesIO(answer.data)) as packed:
        texts = {name: packed.read(name).decode() for name in packed.namelist()}
    assert set(texts) == {"box.json", "settings.json", "jobs.json", "log.txt"}
    whole = "\n".join(texts.values())
    for secret in ("Mina", "할머니", "271828", "Grandpa", "hunter2", "abc", "salt", "pw@", "token=abcdef"):
        assert secret not in whole, secret
    assert "2026-03-14 19:30:01 WARNING x" in texts["log.txt"]
    assert json.loads(texts["box.json"])["rows"]["members"] == 2
    assert json.loads(texts["jobs.json"])[0]["state"] == "failed"


def test_a_backup_goes_out_and_comes_back(app, owner_client, database, owner, failed):
    answer = owner_client.post("/box/backup")
    saved = answer.data
    answer.close()
    assert zipfile.ZipFile(io.BytesIO(saved)).testzip() is None
    with database.session() as rows:
        rows.get(Member, owner.id).name = "Changed"
        rows.delete(rows.get(Lesson, failed.id))
    piece = len(saved) // 3 + 1
    for offset in range(0, len(saved), piece):
        answer = owner_client.put(
            "/box/restore", data=saved[offset : offset + piece], headers={"X-Offset": str(offset)}
        )
        assert answer.json == {"offset": min(offset + piece, len(saved))}
    owner_client.post("/box/restore")
    assert app.extensions[BACKUPS].now.state == "done", app.extensions[BACKUPS].now
    assert owner_client.get("/more").status_code == 303
    with database.reading() as rows:
        assert rows.get(Member, owner.id).name == "Mina"
        assert rows.get(Lesson, failed.id) is not None
        phone = app.test_client().sign_in(rows.get(Member, owner.id))
    assert phone.get("/more").status_code == 200


def test_a_restore_without_a_script_is_one_form(app, owner_client, database, owner):
    saved = owner_client.post("/box/backup").data
    with database.session() as rows:
        rows.get(Member, owner.id).name = "Changed"
    owner_client.post(
        "/box/restore",
        data={"backup": (io.BytesIO(saved), "backup.zip")},
        content_type="multipart/form-data",
    )
    with database.reading() as rows:
        assert rows.get(Member, owner.id).name == "Mina"


def test_what_is_no_backup_changes_nothing_and_says_so(owner_client, folder, database, owner):
    owner_client.put("/box/restore", data=b"holiday photos", headers={"X-Offset": "0"})
    owner_client.post("/box/restore")
    page = owner_client.get("/box/restore").text
    assert "nothing has changed. This file is damaged, incomplete, or not a backup." in page
    assert not backups.restore_file(folder).exists()


def test_a_piece_that_does_not_fit_is_told_where_to_go(owner_client, folder):
    put = lambda offset, data: owner_client.put("/box/restore", data=data, headers={"X-Offset": offset})  # noqa: E731
    assert put("0", b"abcdef").json == {"offset": 6}
    answer = put("9", b"xyz")
    assert (answer.status_code, answer.json) == (409, {"offset": 6})
    assert put("3", b"DEF!").json == {"offset": 7}
    assert backups.restore_file(folder).read_bytes() == b"abcDEF!"
    assert put("0", b"new").json == {"offset": 3}
    for nonsense in ("-1", "x", "", "1e9", "٣"):
        assert (
            owner_client.put("/box/restore", data=b"x", headers={"X-Offset": nonsense.encode()}).status_code
            == 400
        )


def test_a_full_disk_refuses_the_piece(owner_client, monkeypatch):
    monkeypatch.setattr(
        "device.admin.box.pages.shutil.disk_usage",
        lambda path: type("Usage", (), {"free": backups.SPARE_BYTES}),
    )
    assert owner_client.put("/box/restore", data=b"x", headers={"X-Offset": "0"}).status_code == 507


def test_one_backup_at_a_time(owner_client):
    first = owner_client.post("/box/backup", buffered=False)
    assert owner_client.post("/box/backup").status_code == 503
    first.close()
    assert owner_client.post("/box/backup").status_code == 200


def test_members_neither_save_nor_restore_nor_switch(member_client):
    for method, path in (
        ("POST", "/box/backup"),
        ("PUT", "/box/restore"),
        ("POST", "/box/restore"),
        ("POST", "/box/help"),
        ("POST", "/box/switch/restart"),
    ):
        assert member_client.open(path, method=method).status_code == 403, path


def test_switching_leaves_a_wish_where_somebody_waits_for_it(owner_client, folder, monkeypatch, tmp_path):
    assert owner_client.post("/box/switch/restart").status_code == 503
    monkeypatch.setenv("RUNTIME_DIRECTORY", str(tmp_path))
    assert owner_client.get("/box/switch/poweroff").status_code == 200
    assert not list(tmp_path.glob("wanted-*"))
    assert "switches off" in owner_client.post("/box/switch/poweroff").text
    assert [path.name for path in tmp_path.glob("wanted-*")] == ["wanted-poweroff"]
    assert owner_client.post("/box/switch/explode").status_code == 404


def test_a_backup_that_no_restore_would_take_is_refused_in_words(owner_client, database, owner):
    with database.session() as rows:
        rows.execute(text("UPDATE members SET colour = '#12345678'"))
    for _ in range(2):  # the second finds no lock of the first
        answer = owner_client.post("/box/backup")
        assert answer.status_code == 503
        assert "does not fit into a backup" in answer.text
