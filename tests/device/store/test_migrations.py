"""The migrations make exactly the tables of `tables`, on every database."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, select, text

from device.failure_reasons import Reason
from device.store import bookmarks, jobs, lessons
from device.store import database as opening
from device.store.database import Database, open_database
from device.store.tables import Base, Job, Lesson, NamedBy, Segment, SegmentKind, Timing
from scoring.limb import Limb
from tests.device.store.furnished import lesson


def test_a_new_database_has_the_tables_that_the_program_knows(database):
    with database.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_constraints_are_named_alike_everywhere(database):
    """A later migration drops them by name."""
    told = inspect(database.engine)
    for table in Base.metadata.sorted_tables:
        known = {key.name for key in table.foreign_key_constraints}
        assert {key["name"] for key in told.get_foreign_keys(table.name)} == known
        # SQLite writes an automatic key into its column and has no name for it
        assert told.get_pk_constraint(table.name)["name"] in (f"pk_{table.name}", None)


def test_migrating_twice_changes_nothing(database, database_url, now):
    with database.session() as session:
        session.add(lesson("kept", now))
    again = open_database(database_url)
    with again.reading() as session:
        assert session.scalars(select(Lesson.name)).all() == ["kept"]
    again.close()


def before_phones(session):
    """Take away what 0009 brought."""
    for table in ("signed_in_phones", "known_phones", "pairing_codes"):
        session.execute(text(f"DROP TABLE {table}"))
    time = "DATETIME" if session.get_bind().dialect.name == "sqlite" else "TIMESTAMP"
    session.execute(
        text(
            "CREATE TABLE pairing_codes (id INTEGER NOT NULL, digits VARCHAR(6) NOT NULL,"
            f" created_at {time} NOT NULL, expires_at {time} NOT NULL, tries_left INTEGER NOT NULL,"
            f" used_at {time}, CONSTRAINT pk_pairing_codes PRIMARY KEY (id))"
        )
    )


def before_lost(session):
    """Take away what 0008 and later brought."""
    before_phones(session)
    session.execute(text("ALTER TABLE lessons DROP COLUMN lost"))


def before_names(session):
    """Take away what 0005 and later brought."""
    before_lost(session)
    for table in ("own_examples", "own_exercises", "repetitions"):
        session.execute(text(f"DROP TABLE {table}"))
    for column in ("exercise", "named_by"):
        session.execute(text(f"ALTER TABLE segments DROP COLUMN {column}"))


def before_demands(session):
    """Take away what 0004 and later brought."""
    before_names(session)
    for column in ("beat_bpm", "timing", "ignored_limbs"):
        session.execute(text(f"ALTER TABLE lessons DROP COLUMN {column}"))


def test_a_box_from_before_bookmarks_gets_them_and_keeps_its_rows(database, database_url, now):
    with database.session() as session:
        session.add(lesson("kept", now))
        session.execute(text("DROP TABLE bookmarks"))
        before_demands(session)
        session.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    again = open_database(database_url)
    with again.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
    with again.session() as session:
        kept = session.scalars(select(Lesson)).one()
        bookmarks.keep(session, kept.id, [None], 3.0, now)
    again.close()


def test_stored_sentences_become_keys(database, database_url, now):
    reasons = {
        "Nobody can be seen in this video.": Reason.NOBODY,
        "The box got stuck on this video, each time it tried.": Reason.STUCK,
        "Of another version.": "Of another version.",
    }
    with database.session() as session:
        for sentence in reasons:
            one = lesson(sentence, now)
            session.add(one)
            session.flush()
            jobs.fail(jobs.add(session, one.id, "full", now), now, sentence)
        session.flush()
        before_demands(session)
        session.execute(text("UPDATE alembic_version SET version_num = '0002'"))
    again = open_database(database_url)
    with again.reading() as session:
        assert session.scalars(select(Job.reason).order_by(Job.id)).all() == list(reasons.values())
    again.close()


def test_in_lessons_of_an_older_box_everything_counts_and_timing_is_automatic(database, database_url, now):
    with database.session() as session:
        session.add(lesson("kept", now))
        session.flush()
        before_demands(session)
        session.execute(text("UPDATE alembic_version SET version_num = '0003'"))
    again = open_database(database_url)
    with again.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
    with again.session() as session:
        kept = session.scalars(select(Lesson)).one()
        assert (kept.name, kept.beat_bpm, kept.timing, kept.ignored_limbs) == ("kept", None, Timing.AUTO, [])
        lessons.leave_out(kept, {Limb.ARMS})
    with again.reading() as session:
        assert session.scalars(select(Lesson.ignored_limbs)).one() == [Limb.ARMS]
    again.close()


def test_a_name_that_a_person_wrote_on_an_older_box_stays_theirs(database, database_url, now):
    with database.session() as session:
        kept = lesson("kept", now)
        kept.segments = [
            Segment(kind=SegmentKind.EXERCISE, start_s=0.0, end_s=5.0, name="Warm-up"),
            Segment(kind=SegmentKind.EXERCISE, start_s=5.0, end_s=9.0),
        ]
        session.add(kept)
        session.flush()
        before_names(session)
        session.execute(text("UPDATE alembic_version SET version_num = '0004'"))
    again = open_database(database_url)
    with again.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
    with again.reading() as session:
        parts = session.scalars(select(Segment).order_by(Segment.start_s)).all()
        assert [(one.exercise, one.name, one.named_by) for one in parts] == [
            (None, "Warm-up", NamedBy.PERSON),
            (None, None, None),
        ]
    again.close()


def test_there_is_one_newest_version(database):
    script = ScriptDirectory(str(opening.MIGRATIONS))
    assert len(script.get_heads()) == 1
    with database.engine.connect() as connection:
        assert MigrationContext.configure(connection).get_current_revision() == script.get_current_head()


def test_a_migration_that_fails_leaves_nothing(tmp_path, monkeypatch):
    def fail(connection: Connection, revision: str = "head") -> None:
        migrate(connection, revision)
        raise KeyError(revision)

    migrate = opening.migrate
    monkeypatch.setattr(opening, "migrate", fail)
    url = f"sqlite:///{tmp_path}/x.db"
    with pytest.raises(KeyError):
        open_database(url)
    # SQLite's log goes with the last connection
    assert not (tmp_path / "x.db-wal").exists()
    database = Database(url)
    assert inspect(database.engine).get_table_names() == []
    database.close()
