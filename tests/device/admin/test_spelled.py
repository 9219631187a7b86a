"""Names in decomposed Unicode through every door of the page: each is stored composed, and found."""

import re
from base64 import b64encode
from io import BytesIO
from unicodedata import normalize

import pytest

from device.spelling import length
from device.store import settings
from device.store.columns import NAME_MAX
from device.store.errors import SettingError
from device.store.tables import Lesson, Member
from tests.device.admin.pages import text_of

TYPED, STORED = "U\u0308bung am Mittag", "Übung am Mittag"
FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"


def newest(database):
    with database.reading() as session:
        return session.query(Lesson).order_by(Lesson.id.desc()).first()


def test_a_lesson_is_renamed_and_searched(owner_client, ready, database):
    owner_client.post(f"/lessons/{ready.id}/name", data={"name": TYPED})
    assert newest(database).name == STORED
    for search in ("u\u0308bung", "übung", "ubung", "MITTAG u"):
        assert STORED in text_of(owner_client.get("/lessons/", query_string={"q": search})), search
    assert STORED not in text_of(owner_client.get("/lessons/", query_string={"q": "abend"}))


def test_an_upload_has_the_name_of_a_macs_file(owner_client, database):
    file = (BytesIO(b"film"), f"{TYPED}.mov")
    owner_client.post("/uploads/plain", data={"file": file}, content_type="multipart/form-data")
    made = newest(database)
    assert (made.name, made.source) == (STORED, f"{STORED}.mov")


@pytest.mark.parametrize("key", ["name", "filename"])
def test_an_announced_upload_has_its_name(owner_client, database, key):
    said = b64encode(TYPED.encode()).decode()
    headers = {"Tus-Resumable": "1.0.0", "Upload-Length": "4", "Upload-Metadata": f"{key} {said}"}
    path = owner_client.post("/uploads", headers=headers).headers["Location"]
    sent = {"Tus-Resumable": "1.0.0", "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"}
    assert owner_client.patch(path, data=b"film", headers=sent).status_code == 204
    assert newest(database).name == STORED


def test_a_link_gives_its_files_name(owner_client, database):
    owner_client.post("/fetch/", data={"url": "https://example.org/U%CC%88bung.mp4", "name": ""})
    assert newest(database).name == "Übung"


def test_a_member_and_the_box_are_called_as_people_read_it(owner_client, owner, database):
    for typed, name in (("Zoe\u0308", "Zoë"), ("e\u0301" * 24, "é" * 24), (FAMILY * 3, FAMILY * 3)):
        owner_client.post("/me", data={"name": typed, "colour": "#89a4ff", "language": "en"})
        with database.reading() as session:
            assert session.get_one(Member, owner.id).name == name
    answer = owner_client.post("/me", data={"name": "é" * 25, "colour": "#89a4ff", "language": "en"})
    assert "at most 24 letters" in answer.get_data(as_text=True)
    for typed, name in (("Zu\u0308rich", "Zürich"), (f"Home {FAMILY}", f"Home {FAMILY}")):
        with database.session() as session:
            assert settings.save(session, name=typed).name == name


def test_a_short_name_of_many_code_points_is_told_what_is_wrong(owner_client):
    typed = FAMILY * 20
    assert length(typed) == 20
    assert len(typed) > NAME_MAX
    answer = owner_client.post("/me", data={"name": typed, "colour": "#89a4ff", "language": "en"})
    assert answer.status_code == 422
    assert "fewer emoji" in answer.get_data(as_text=True)
    assert "at most 24" not in answer.get_data(as_text=True)


@pytest.mark.parametrize("page", ["/me", "/members", "/lessons/1", "/fetch/", "/uploads/new", "/settings"])
@pytest.mark.parametrize("sign", ["é", "한", "\U0001f469", "\u1f82"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_field_takes_every_name_that_the_server_keeps(owner_client, ready, page, sign, form):
    assert ready.id == 1
    html = owner_client.get(page).get_data(as_text=True)
    limits = re.findall(r'<input [^>]*name="(?:name|called)"[^>]*>', html)
    longest = normalize(form, sign * NAME_MAX)
    for field in limits:
        most = int(re.search(r'maxlength="(\d+)"', field).group(1))
        assert len(longest.encode("utf-16-le")) // 2 <= most, field


def test_a_boxs_name_is_bounded_too(database):
    with database.session() as session, pytest.raises(SettingError):
        settings.save(session, name="x" + "\u0302" * 4000)
