"""Names in another normal form on every database: stored in one, found by any, one member, one exercise."""

from unicodedata import normalize

import pytest
from sqlalchemy import text

from device.store import lessons, own, uploads
from device.store.database import Database, migrate
from device.store.lessons import SortOrder
from device.store.members import NameTakenError, add_member, member_named, name_key
from device.store.tables import Role
from tests.device.test_spelling import ALIKE

NAMES = ("Übung am Morgen", "Ejercicio: José", "한국 체조", "ガイド", "Ἀσκήσεις", "Тренировка Ёжик", "Café")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKD"])
def test_a_lesson_is_found_by_its_name_in_any_form_and_case(database, now, name, form):
    with database.session() as session:
        made = lessons.create(session, now, None, normalize("NFD", name), "film.mp4")
        lessons.create(session, now, None, "Squats 100%_", "film.mp4")
        assert made.name == name
        for typed in (name, name.upper(), name.lower(), name[1:4]):
            found = lessons.library(session, normalize(form, typed))
            assert [one.lesson.id for one in found] == [made.id], typed
        assert [one.lesson.name for one in lessons.library(session, "100%_")] == ["Squats 100%_"]
        assert lessons.library(session, "100_") == []


@pytest.mark.parametrize(("one", "other", "kind"), ALIKE)
def test_a_lesson_is_found_however_it_is_written(database, now, one, other, kind):
    with database.session() as session:
        lessons.create(session, now, None, one, "film.mp4")
        assert len(lessons.library(session, other)) == 1, kind


def test_the_library_is_sorted_alike_on_every_database(database, now):
    with database.session() as session:
        for name in ("Zumba", "übung", "Über uns", "apfel", "Äpfel", "Берег", "берёза"):
            lessons.create(session, now, None, name, "film.mp4")
        names = [one.lesson.name for one in lessons.library(session, order=SortOrder.NAME)]
    assert names == ["apfel", "Äpfel", "Über uns", "übung", "Zumba", "Берег", "берёза"]


def test_a_member_is_one_however_the_name_is_typed(database, now):
    with database.session() as session:
        zoe = add_member(session, now, "Zoe\u0308", Role.OWNER, "#ffffff", "en", "")
        assert zoe.name == "Zoë"
        for typed in ("zoë", "ZOE\u0308", "Zoe", "ＺＯＥ"):  # noqa: RUF001 - what Asian keyboards type
            assert member_named(session, typed) is zoe
        with pytest.raises(NameTakenError):
            add_member(session, now, "ZOË", Role.MEMBER, "#ffffff", "en", "")
        other = add_member(session, now, "Zoe", Role.MEMBER, "#ffffff", "en", "")
        assert (member_named(session, "ZOE"), member_named(session, "zoë")) == (other, zoe)


def test_an_exercise_is_taught_once(database, now):
    with database.session() as session:
        first = own.teach(session, "U\u0308bung", ((0.0, 3.0),) * 3, now=now)
        again = own.teach(session, "übung", ((0.0, 3.0),) * 3, now=now)
        assert (first.id, first.name) == (again.id, "Übung")


def test_an_upload_is_called_as_its_file_however_that_is_written(database, now):
    with database.session() as session:
        member = add_member(session, now, "Mina", Role.OWNER, "#ffffff", "en", "")
        row = uploads.begin(session, now, member.id, "", "U\u0308bung_1.mp4", 10)
        assert (row.name, row.source) == ("Übung 1", "Übung_1.mp4")
        long = uploads.begin(session, now, member.id, "e\u0301" * 130, "a.mp4", 10)
        assert long.name == "é" * 120


def test_names_of_before_are_brought_into_the_form(tmp_path):
    """An update, and a backup of an older box, come this way."""
    opened = Database(f"sqlite:///{tmp_path / 'old.db'}")
    with opened.engine.begin() as connection:
        migrate(connection, "0005")
        connection.execute(
            text(
                "INSERT INTO lessons (id, name, added_at, source, size_bytes, has_sound, facing,"
                " trim_start_s, timing, ignored_limbs, wanted)"
                " VALUES (1, :name, '2026-01-01 00:00:00', '', 0, 0, 'unknown', 0, 'auto', '[]', 0)"
            ),
            {"name": "U\u0308bung"},
        )
        migrate(connection)
        assert connection.scalar(text("SELECT name FROM lessons")) == "Übung"
    opened.close()


def test_keys_of_before_are_brought_into_their_column(tmp_path):
    """SQLite took a key of 432 letters, and no restore did."""
    opened = Database(f"sqlite:///{tmp_path / 'old.db'}")
    with opened.engine.begin() as connection:
        migrate(connection, "0006")
        connection.execute(
            text(
                "INSERT INTO members (id, name, name_key, role, colour, language, secret, key, created_at)"
                " VALUES (1, :name, :key, 'member', '#ffffff', 'en', '', 'k', '2026-01-01 00:00:00')"
            ),
            {"name": "\ufdfa\x00" * 24, "key": normalize("NFKC", "\ufdfa" * 24)},
        )
        migrate(connection)
        name, key = connection.execute(text("SELECT name, name_key FROM members")).one()
        assert (name, key) == (" ".join("\ufdfa" * 24), name_key("\ufdfa" * 24))
    opened.close()
