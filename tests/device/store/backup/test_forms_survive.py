"""Whatever a form of the page accepts goes into a backup and comes back, on both databases."""

import shutil
from base64 import b64encode
from datetime import UTC, datetime
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from device.admin.app import create_app
from device.admin.web.services import Services
from device.store import codes
from device.store.backup.backup import backup
from device.store.backup.restore import restore
from device.store.database import open_database
from device.store.folder import Folder
from device.store.members import name_key
from device.store.tables import Lesson, Member, Role, Segment, SegmentKind
from tests.device.admin.conftest import Phone, join
from tests.device.store.furnished import picture

NOW = datetime(2026, 3, 14, 19, 30, tzinfo=UTC)
# text, kind
ORIGINS = (
    ("\ufdfa" * 24, "one letter is 18 in NFKC: a key of 432 letters"),
    ("\u1f82" * 24, "one letter is three when case is folded"),
    ("ﬃ" * 24, "ligatures"),
    ("a\x00b", "a NUL, which PostgreSQL refuses"),
    ("line\u2028separator\u2029 and\x85next", "ends of lines that are none in JSON"),
    ("\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466" * 24, "families"),
    ("z" + "\u0301" * 400, "marks without end"),
    ("\u1100\u1161\u11a8" * 200, "Hangul in parts"),
    ("\ud55c\uae00 \u0e01\u0e33 \u0915\u094d\u0937", "letters of several code points"),
    ("\u202egnp.exe", "writing turned round"),
    ("'; DROP TABLE members; --\\ \" %(x)s {{ 7*7 }}", "what other programs would carry out"),
    ("x" * 5000, "long"),
    ("\U0010ffff\ufffe", "no letters at all"),
)
TYPED = st.text(max_size=200) | st.sampled_from([text for text, _kind in ORIGINS])


class Home:
    """A box with a lesson, and a phone of its owner; a second box to restore into."""

    def __init__(self, root, url, fresh):
        self.folder, self.other = Folder(root / "box"), Folder(root / "other")
        self.folder.make()
        self.other.make()
        shutil.copyfile(fresh, self.other.root / "formbox.db")
        self.database, self.elsewhere = open_database(url), open_database(self.other.database_url)
        box = Services(folder=self.folder, database=self.database, clock=lambda: NOW)
        app = create_app(box)
        app.testing, app.test_client_class = True, Phone
        self.app = app
        self.owner = join(self.database, "Mina", Role.OWNER, secret="fits nothing")
        with self.database.session() as rows:
            lesson = Lesson(name="Squats", added_at=NOW, source="a.mov", duration_s=60.0, prepared_at=NOW)
            lesson.segments = [Segment(kind=SegmentKind.EXERCISE, start_s=0.0, end_s=60.0)]
            rows.add(lesson)
            rows.flush()
            self.lesson, self.part = lesson.id, lesson.segments[0].id
        self.phone = app.test_client().sign_in(self.owner)
        self.asked = 0

    def type_everywhere(self, text):
        """Every form of the page that takes text; what it does not accept it must refuse with a sentence."""
        there, name = f"/lessons/{self.lesson}", b64encode(text.encode()).decode()
        said = {"Tus-Resumable": "1.0.0", "Upload-Length": "4", "Upload-Metadata": f"name {name}"}
        self.asked += 1
        answers = [
            self.phone.post("/me", data={"name": text, "colour": text, "language": text}),
            self.phone.post("/settings", data={"name": text}),
            self.phone.post("/settings", data={"trusted_hosts": text}),
            self.phone.post("/settings", data={"camera": "film", "camera_film": f"/home/{text}"}),
            self.phone.post("/settings", data={"timezone": text, "night_start": text}),
            self.phone.post("/settings", data={"keep_deleted_days": text, "lesson_max_bytes": text}),
            self.phone.post(f"{there}/name", data={"name": text}),
            self.phone.post(f"{there}/trim", data={"start": text, "end": text}),
            self.phone.post(f"{there}/parts/{self.part}", data={"kind": "exercise", "called": text}),
            self.phone.post(f"{there}/parts/{self.part}/teach", data={"called": text}),
            self.phone.post("/fetch/", data={"url": f"https://example.org/{text}", "name": text}),
            self.phone.post("/fetch/", data={"url": f"https://{text}.org/", "name": ""}),
            self.phone.post("/uploads", headers=said),
            self.phone.post(
                "/uploads/plain", data={"name": text, "video": (BytesIO(b"film"), f"{text}.mov")}
            ),
            self.join(text),
        ]
        assert {answer.status_code for answer in answers} <= {200, 201, 303, 400, 413, 422, 429}

    def join(self, text):
        with self.database.session() as rows:
            for known in rows.scalars(select(Member).where(Member.id != self.owner.id)):
                rows.delete(known)
            code = codes.fresh_code(rows, NOW).digits
        form = {"name": text, "secret": f"{text}271828", "code": code, "language": text}
        # a phone of its own address: not the wait is looked at here
        place = {"REMOTE_ADDR": f"10.0.{self.asked % 250}.{self.asked // 250}"}
        return self.app.test_client().post("/start", data=form, environ_base=place)

    def close(self):
        self.database.close()
        self.elsewhere.close()


@pytest.fixture
def home(tmp_path, database_url, migrated_sqlite, monkeypatch):
    for name in ("FORMBOX_HOME", "FORMBOX_DATABASE_URL", "STATE_DIRECTORY", "RUNTIME_DIRECTORY"):
        monkeypatch.delenv(name, raising=False)
    if database_url.startswith("sqlite"):
        database_url = f"sqlite:///{tmp_path / 'box' / 'formbox.db'}"
        (tmp_path / "box").mkdir(exist_ok=True)
    made = Home(tmp_path, database_url, migrated_sqlite)
    yield made
    made.close()


def test_what_is_known_to_be_odd_survives(home, tmp_path):
    target = tmp_path / "box.zip"
    for text, kind in ORIGINS:
        home.type_everywhere(text)
        assert backup(home.database, home.folder, target, now=NOW).members >= 1, kind
    before = picture(home.database, home.folder)
    restore(home.database, home.folder, target, now=NOW)
    assert picture(home.database, home.folder) == before


def test_whatever_a_form_accepts_survives(home, tmp_path):
    @settings(max_examples=5)
    @given(texts=st.lists(TYPED, min_size=1, max_size=6))
    def survive(texts):
        for text in texts:
            home.type_everywhere(text)
        backup(home.database, home.folder, tmp_path / "box.zip", now=NOW)
        restore(home.elsewhere, home.other, tmp_path / "box.zip", now=NOW)
        assert picture(home.elsewhere, home.other) == picture(home.database, home.folder)
        for kept in home.other.root.glob("before-restore-*"):
            shutil.rmtree(kept)

    survive()


def test_a_key_fits_into_its_column_and_tells_names_apart():
    long = [name_key("\ufdfa" * count) for count in (7, 8, 24)]
    assert max(map(len, long)) <= 120
    assert len(set(long)) == 3
    assert name_key("Mina") == "mina"
