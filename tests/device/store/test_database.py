import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import event, select, text
from sqlalchemy.exc import NoResultFound

from device.errors import StoreError
from device.store import database as opening
from device.store.database import Database, open_database
from device.store.tables import Lesson, Setting
from tests.device.store.furnished import lesson

ROOT = Path(__file__).parents[3]
# adds 1 to a number that both processes read and write
COUNTER = """
import sys
from device.store.database import open_database
from device.store.tables import Setting
database = open_database(sys.argv[1])
for _ in range(25):
    with database.session() as session:
        row = session.get_one(Setting, "count", with_for_update=True)
        row.value = {"value": row.value["value"] + 1}
"""


def test_sqlite_loses_nothing_and_holds_to_its_rules(sqlite_url):
    database = open_database(sqlite_url)
    with database.reading() as session:
        said = {
            name: session.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    database.close()
    assert said == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 10_000}


def test_a_change_is_kept_whole_or_not_at_all(database, now):
    def half():
        with database.session() as session:
            session.add(lesson("first", now))
            session.get_one(Lesson, 77)

    with pytest.raises(NoResultFound):
        half()
    with database.session() as session:
        assert session.scalars(select(Lesson)).all() == []
        session.add(lesson("second", now))
    with database.reading() as session:
        assert session.scalars(select(Lesson.name)).all() == ["second"]


def test_looking_changes_nothing(database, now):
    with database.reading() as session:
        session.add(lesson("x", now))
        session.flush()
    with database.reading() as session:
        assert session.scalars(select(Lesson)).all() == []


def test_who_looks_waits_for_nobody(database, now):
    with database.session() as writing:
        writing.add(lesson("x", now))
        writing.flush()
        with database.reading() as session:
            assert session.scalars(select(Lesson)).all() == []


def test_who_writes_waits_for_the_other(database, now):
    """The second begins while the first is not through, and sees what it did."""
    seen, begins = [], threading.Event()

    def second():
        event.listen(database.engine, "begin", lambda _: begins.set())
        with database.session() as session:
            row = session.get_one(Setting, "count", with_for_update=True)
            seen.append(row.value["value"])

    with database.session() as session:
        session.add(Setting(key="count", value={"value": 1}))
    thread = threading.Thread(target=second)
    with database.session() as session:
        session.get_one(Setting, "count", with_for_update=True).value = {"value": 2}
        session.flush()
        thread.start()
        if database.engine.dialect.name == "postgresql":
            assert begins.wait(10)
    thread.join(20)
    assert seen == [2]


def test_two_processes_write_at_once(database, database_url):
    with database.session() as session:
        session.add(Setting(key="count", value={"value": 0}))
    both = [
        subprocess.Popen([sys.executable, "-c", COUNTER, database_url], cwd=ROOT, stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    for process in both:
        assert process.communicate(timeout=60)[1] == b""
    with database.reading() as session:
        assert session.get_one(Setting, "count").value == {"value": 50}


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda path: path.write_bytes(b"no database at all" * 1000), "file is not a database"),
        (lambda path: path.mkdir(), "unable to open database file"),
    ],
)
def test_a_file_that_is_no_database(tmp_path, spoil, words):
    path = tmp_path / "x.db"
    spoil(path)
    with pytest.raises(StoreError, match=f"^The box's database cannot be opened: {words}.$"):
        open_database(f"sqlite:///{path}")


def test_a_damaged_database_is_said_so(sqlite_url, folder):
    path = folder.root / "formbox.db"
    path.write_bytes(path.read_bytes()[:4096] + b"\xff" * 40_000)
    with pytest.raises(StoreError, match="database disk image is malformed"):
        open_database(sqlite_url)


def test_a_server_that_does_not_answer():
    with pytest.raises(StoreError, match=r"(?s)^The box's database cannot be opened: .*refused"):
        open_database("postgresql+psycopg://formbox@127.0.0.1:1/formbox")


def test_nothing_is_opened_before_it_is_needed(tmp_path):
    Database(f"sqlite:///{tmp_path}/x.db").close()
    assert not list(tmp_path.iterdir())
    assert opening.MIGRATIONS.is_dir()
