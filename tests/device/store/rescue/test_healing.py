"""A database that is damaged in every way is put right at the next start, with as much as can be had."""

import os
import random
import shutil
import sqlite3
import struct
from contextlib import closing
from datetime import timedelta

import pytest
from sqlalchemy import select

from device.errors import StoreError
from device.store.box import open_box
from device.store.database import revisions
from device.store.folder import DATABASE
from device.store.members import members
from device.store.rescue import copies, healing
from device.store.rescue.healing import Loss, read_lost
from device.store.tables import Lesson, Setting

PAGE = 4096
FILM = b"a film"


@pytest.fixture
def box(sqlite_home, now):
    """A box with a life, a copy of last night, and a change since."""
    database, folder = sqlite_home
    for lesson_id in _ids(database):
        folder.lesson(lesson_id).root.mkdir(exist_ok=True)
        folder.lesson(lesson_id).original.write_bytes(FILM)
    assert copies.keep_copy(folder, now) is not None
    with database.session() as session:
        session.add(Setting(key="since", value={"value": "the copy"}))
    database.close()
    assert not list(folder.root.glob("formbox.db-*")), "all is in the database's own file"
    return folder


def _ids(database):
    with database.reading() as session:
        return session.scalars(select(Lesson.id)).all()


def path(folder):
    return folder.root / DATABASE


def write(folder, at, data):
    with path(folder).open("r+b") as file:
        file.seek(at if at >= 0 else path(folder).stat().st_size + at)
        file.write(data)


def noise(count, seed=1):
    return random.Random(seed).randbytes(count)


def pages(folder):
    return path(folder).stat().st_size // PAGE


def page_of(folder, name):
    with closing(sqlite3.connect(path(folder))) as connection:
        return connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (name,)).fetchone()[0]


def spoil_page(folder, name, data=None):
    write(folder, (page_of(folder, name) - 1) * PAGE, noise(PAGE) if data is None else data)


def statement(folder, *texts):
    with closing(sqlite3.connect(path(folder))) as connection:
        for text in texts:
            connection.execute(text)
        connection.commit()


def in_place(folder, make):
    path(folder).unlink()
    make(path(folder))


def other_schema(folder):
    path(folder).unlink()
    statement(folder, "CREATE TABLE photographs (id INTEGER)")


def without_table(folder):
    statement(folder, "DROP TABLE attempts")


def broken_log(folder, data):
    path(folder).with_name(f"{DATABASE}-wal").write_bytes(data)


def broken_index_of_log(folder):
    path(folder).with_name(f"{DATABASE}-shm").write_bytes(noise(32768))


def every_page(folder):
    for number in range(1, pages(folder)):
        write(folder, number * PAGE, noise(PAGE, number))


# name: how it is damaged; what is lost. None: nothing, and nothing has to be said
ORIGINS = {
    "sound": (lambda _: None, None),
    "missing": (lambda folder: path(folder).unlink(), Loss.SINCE),
    "no byte": (lambda folder: path(folder).write_bytes(b""), Loss.SINCE),
    "one byte": (lambda folder: path(folder).write_bytes(b"S"), Loss.SINCE),
    "only zeros": (lambda folder: path(folder).write_bytes(bytes(10 * PAGE)), Loss.SINCE),
    "random bytes": (lambda folder: path(folder).write_bytes(noise(10 * PAGE)), Loss.SINCE),
    "text": (lambda folder: path(folder).write_text("moved to the other disk"), Loss.SINCE),
    "a folder in its place": (lambda folder: in_place(folder, lambda one: one.mkdir()), Loss.SINCE),
    "a link to nowhere": (
        lambda folder: in_place(folder, lambda one: one.symlink_to("/nowhere")),
        Loss.SINCE,
    ),
    "a pipe in its place": (lambda folder: in_place(folder, os.mkfifo), Loss.SINCE),
    "magic word": (lambda folder: write(folder, 0, b"X"), Loss.SINCE),
    "whole header": (lambda folder: write(folder, 0, noise(100)), Loss.SINCE),
    "first page": (lambda folder: write(folder, 100, noise(PAGE - 100)), Loss.SINCE),
    "page size": (lambda folder: write(folder, 16, b"\x00\x07"), Loss.SINCE),
    "format of another time": (lambda folder: write(folder, 18, b"\x09\x09"), Loss.SINCE),
    "cut in half": (lambda folder: os.truncate(path(folder), pages(folder) // 2 * PAGE), Loss.SINCE),
    "cut within a page": (lambda folder: os.truncate(path(folder), PAGE + 100), Loss.SINCE),
    "last page": (lambda folder: write(folder, -PAGE, bytes(PAGE)), (Loss.SINCE, Loss.NOTHING, None)),
    "page of members": (lambda folder: spoil_page(folder, "members"), Loss.SINCE),
    "page of lessons, zeros": (lambda folder: spoil_page(folder, "lessons", bytes(PAGE)), Loss.SINCE),
    "an index": (lambda folder: spoil_page(folder, "ix_lessons_added_at"), Loss.NOTHING),
    "every page but the first": (every_page, Loss.SINCE),
    "wrong schema": (other_schema, Loss.SINCE),
    "a table is gone": (without_table, Loss.SINCE),
    "no version": (lambda folder: statement(folder, "DELETE FROM alembic_version"), Loss.NOTHING),
    "nonsense as version": (
        lambda folder: statement(folder, "UPDATE alembic_version SET version_num = 'x'"),
        Loss.NOTHING,
    ),
    "a role that is none": (
        lambda folder: statement(folder, "UPDATE members SET role = 'king' WHERE role = 'member'"),
        Loss.SINCE,
    ),
    "a date that is none": (
        lambda folder: statement(folder, "UPDATE lessons SET added_at = 'tomorrow'"),
        Loss.SINCE,
    ),
    "letters that are none": (
        lambda folder: statement(folder, "UPDATE lessons SET name = CAST(x'ff80' AS TEXT)"),
        (Loss.NOTHING, Loss.SINCE),
    ),
    "a setting that is no JSON": (
        lambda folder: statement(folder, "INSERT INTO settings (key, value) VALUES ('volume', '{')"),
        Loss.NOTHING,
    ),
    "log of random bytes": (lambda folder: broken_log(folder, noise(5000)), Loss.LAST),
    "log without a byte": (lambda folder: broken_log(folder, b""), None),
    "log of zeros": (lambda folder: broken_log(folder, bytes(5000)), None),
    "index of the log": (broken_index_of_log, None),
}


@pytest.mark.parametrize("damage", ORIGINS)
def test_a_damaged_database_is_put_right_at_the_next_start(box, now, damage):
    spoil, loss = ORIGINS[damage]
    with open_box(box) as database, database.reading() as session:
        people = [one.name for one in members(session)]
    assert len(people) > 1
    spoil(box)
    with open_box(box) as database:
        with database.reading() as session:
            assert [one.name for one in members(session)] == people
            assert all(one.name for one in session.scalars(select(Lesson)))
            since = session.get(Setting, "since")
        with database.session() as session:
            session.merge(Setting(key="written", value={"value": "again"}))
    lost = read_lost(box)
    found = None if lost is None else lost.loss
    assert found in (loss if isinstance(loss, tuple) else (loss,))
    if found is Loss.SINCE:
        assert lost.since == now
        assert since is None
    elif found is not Loss.LAST:
        assert since is not None
        assert since.value == {"value": "the copy"}
    aside = list(box.root.glob(f"{healing.ASIDE}*"))
    assert len(aside) == (found is not None)
    assert [path.read_bytes() for path in box.lessons.rglob("original")] == [FILM] * len(
        list(box.lessons.iterdir())
    )
    with open_box(box):
        pass
    assert list(box.root.glob(f"{healing.ASIDE}*")) == aside, "it is put right once"


def test_what_was_damaged_is_kept_with_its_date(box):
    spoil_page(box, "members")
    data = path(box).read_bytes()
    with open_box(box):
        pass
    (aside,) = box.root.glob("damaged-*")
    assert (aside / DATABASE).read_bytes() == data
    assert aside.name.removeprefix("damaged-").endswith("Z")
    healing.forget_lost(box)
    assert read_lost(box) is None


@pytest.mark.parametrize("damage", ["page of members", "an index", "random bytes", "missing"])
def test_a_bad_copy_is_passed_over(box, now, damage):
    """The newest is damaged too; the one of the night before is taken."""
    (newest,) = copies.copies(box)
    older = newest.with_name(f"formbox-{now - timedelta(days=1):{copies.DATE}}.db")
    shutil.copyfile(newest, older)
    newest.write_bytes(newest.read_bytes()[: 3 * PAGE])
    ORIGINS[damage][0](box)
    with open_box(box):
        pass
    lost = read_lost(box)
    if damage == "an index":
        assert lost.loss is Loss.NOTHING
    else:
        assert (lost.loss, lost.since) == (Loss.SINCE, now - timedelta(days=1))


def test_without_a_copy_what_can_be_read_is_taken(box):
    shutil.rmtree(box.copies)
    spoil_page(box, "jobs")
    with open_box(box) as database, database.reading() as session:
        assert members(session)
        assert session.scalars(select(Lesson)).all()
        assert session.get(Setting, "since") is not None
    assert read_lost(box).loss is Loss.SOME


@pytest.mark.parametrize("damage", ["missing", "no byte", "random bytes", "a folder in its place"])
def test_without_a_copy_and_without_a_row_the_films_wait_for_somebody(box, damage):
    shutil.rmtree(box.copies)
    ORIGINS[damage][0](box)
    with open_box(box) as database, database.reading() as session:
        assert members(session) == []
    assert read_lost(box).loss is Loss.ALL
    assert box.films()


def test_a_new_box_has_lost_nothing(folder):
    with open_box(folder):
        pass
    assert read_lost(folder) is None
    assert not list(folder.root.glob("damaged-*"))


def test_a_database_of_a_newer_program_is_left_alone(box):
    newest = f"{int(revisions()[-1]) + 1:04}"
    statement(box, f"UPDATE alembic_version SET version_num = '{newest}'")
    before = path(box).read_bytes()
    with pytest.raises(StoreError, match="newer Formbox"), open_box(box):
        pass
    assert path(box).read_bytes() == before


def test_nothing_is_replaced_while_another_process_works_with_it(box, monkeypatch):
    monkeypatch.setattr(healing, "WAIT_S", 0.2)
    with open_box(box):
        box.damaged.touch()
        with pytest.raises(StoreError, match="another process"), open_box(box):
            pass
    with open_box(box):
        assert not box.damaged.exists()
    assert read_lost(box) is None


def test_damage_that_is_found_at_work_leaves_a_mark(box):
    with open_box(box) as database:
        spoil_page(box, "lessons", b"\x0d" + struct.pack(">HHHB", 0, 999, 1, 0) * 500)
        assert not box.damaged.exists()
        with pytest.raises(Exception, match="malformed"), database.reading() as session:
            session.scalars(select(Lesson)).all()
        assert box.damaged.exists()
    with open_box(box) as database, database.reading() as session:
        assert session.scalars(select(Lesson)).all()
    assert read_lost(box).loss is Loss.SINCE
    assert not box.damaged.exists()
