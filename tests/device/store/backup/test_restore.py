"""A backup goes back as it was, brought to this version; rows that do not fit are refused."""

import shutil
from unicodedata import normalize

import pytest

from device.lost import NOTHING_LOST, Lost
from device.store import database as opening
from device.store.backup import swap
from device.store.backup.restore import restore
from device.store.errors import BackupError
from device.store.members import name_key
from tests.device.store.backup.archives import edit, refused, rewritten
from tests.device.store.furnished import picture


def test_what_was_there_is_kept_and_can_be_taken_back(home, source, now):
    before = picture(*home)
    there = restore(*home, source, now=now)
    after = picture(*home)
    assert after != before
    assert there.kept.name == "before-restore-20260314T193000Z"
    assert restore(*home, there.kept, now=now).kept.name == "before-restore-20260314T193000Z-2"
    assert picture(*home) == before
    restore(*home, home[1].root / "before-restore-20260314T193000Z-2", now=now)
    assert picture(*home) == after


def test_the_tv_is_told_as_long_as_it_takes(home, source, now, monkeypatch):
    database, folder = home
    seen = []
    change = swap.change

    def looked_at(*words):
        seen.append(folder.updating.is_file())
        return change(*words)

    monkeypatch.setattr(swap, "change", looked_at)
    folder.updating.touch(0o400)  # left by an update that the power ended
    restore(database, folder, source, now=now)
    assert seen == [True]
    assert not folder.updating.exists()


def test_a_track_that_leads_out(home, source, now):
    rewritten(source, edit("players", lambda row: row.update(track="../../session.key")))
    refused(home, source, now, "rows do not fit")


@pytest.mark.parametrize(
    ("table", "spoil"),
    [
        ("members", lambda row: row.update(role="king")),
        ("members", lambda row: row.update(name_key="same")),
        ("members", lambda row: row.update(colour="#1234567890")),
        ("members", lambda row: row.pop("colour")),
        ("members", lambda row: row.update(is_king=True)),
        ("lessons", lambda row: row.update(id="one")),
        ("lessons", lambda row: row.update(added_at="soon")),
        ("lessons", lambda row: row.update(name=None)),
        ("lessons", lambda row: row.update(timing="late")),
        ("lessons", lambda row: row.update(ignored_limbs=["wings"])),
        ("lessons", lambda row: row.update(ignored_limbs=["arms", "legs", "head"])),
        ("lessons", lambda row: row.update(ignored_limbs="arms")),
        ("segments", lambda row: row.update(lesson_id=77)),
        ("settings", lambda row: row.update(key="name" * 20)),
    ],
)
def test_rows_that_do_not_fit(sqlite_home, source, now, table, spoil):
    rewritten(source, edit(table, spoil))
    refused(sqlite_home, source, now, "rows do not fit|damaged")


def test_a_line_that_is_no_row(sqlite_home, source, now):
    rewritten(source, lambda name, data: b"[" * 100_000 if name == "tables/members.jsonl" else data)
    refused(sqlite_home, source, now, "rows do not fit|damaged")


def test_an_older_version_is_brought_up_to_date(home, source, now, tmp_path, monkeypatch):
    """With a migration after ours that writes into the rows."""
    later = tmp_path / "later"
    shutil.copytree(opening.MIGRATIONS, later)
    head = max(script.name for script in (later / "versions").glob("*.py"))[:4]
    (later / "versions" / "9999_louder.py").write_text(
        f"""from alembic import op\nrevision = "9999"\ndown_revision = "{head}"\n\n\n"""
        """def upgrade():\n    op.execute("UPDATE lessons SET name = upper(name)")\n"""
    )
    monkeypatch.setattr(opening, "MIGRATIONS", later)
    restore(*home, source, now=now)
    assert [row["name"] for row in picture(*home)[0]["lessons"]] == ["SQUATS NEW", "TANZ NEW", "LINK NEW"]


def before_lost(row):
    """A lesson's row as it was before 0008."""
    del row["lost"]


def before_demands(row):
    """A lesson's row as it was before 0004."""
    before_lost(row)
    for column in ("beat_bpm", "timing", "ignored_limbs"):
        del row[column]


NEW_IN_0005 = ("repetitions", "own_exercises", "own_examples")


def before_names(row):
    """A segment's row as it was before 0005."""
    for column in ("exercise", "named_by"):
        del row[column]


def older(source, revision, gone=(), **changes):
    """The archive as a box before 0005 wrote it: without the tables `gone`; changes: of rows, by table."""
    gone = {*gone, *NEW_IN_0005}

    def earlier(said):
        said["revision"] = revision
        for table in gone:
            del said["rows"][table]

    def change(name, data):
        table = name.removeprefix("tables/").removesuffix(".jsonl")
        if table in gone:
            return None
        return edit(table, changes[table])(name, data) if table in changes else data

    rewritten(source, change, earlier)


def test_a_backup_from_before_bookmarks(home, source, now):
    older(source, "0001", ["bookmarks"], lessons=before_demands, segments=before_names)
    restore(*home, source, now=now)
    rows, _files = picture(*home)
    assert rows["bookmarks"] == []
    assert [row["name"] for row in rows["lessons"]] == ["Squats new", "Tanz new", "Link new"]


def test_a_backup_from_before_names_has_neither_names_nor_repetitions(home, source, now):
    older(source, "0004", lessons=before_lost, segments=before_names)
    restore(*home, source, now=now)
    rows, _files = picture(*home)
    assert [(row["kind"], row["exercise"], row["named_by"]) for row in rows["segments"]] == [
        ("rest", None, None),
        ("exercise", None, None),
    ]
    assert [rows[table] for table in NEW_IN_0005] == [[], [], []]


def test_names_repetitions_and_own_exercises_come_back(home, source, now):
    restore(*home, source, now=now)
    rows, _files = picture(*home)
    assert [(row["exercise"], row["named_by"]) for row in rows["segments"]] == [
        (None, None),
        ("squat", "night"),
    ]
    assert [
        (row["number"], row["reach"], row["symmetry"], row["counted"]) for row in rows["repetitions"]
    ] == [
        (1, 0.95, 0.875, True),
        (2, 0.95, None, False),
    ]
    assert [row["name"] for row in rows["own_exercises"]] == ["Oma's 체조 new"]
    assert [row["features"] for row in rows["own_examples"]] == [[0.25, None, -3.5], None]


def test_what_lessons_ask_comes_back(home, source, now):
    restore(*home, source, now=now)
    first, second, _third = picture(*home)[0]["lessons"]
    assert (first["beat_bpm"], first["timing"], first["ignored_limbs"]) == (
        118.2,
        "on_beat",
        ["arms", "head"],
    )
    assert (second["beat_bpm"], second["timing"], second["ignored_limbs"]) == (None, "auto", [])


def test_in_a_backup_from_before_demands_everything_counts(home, source, now):
    older(source, "0003", lessons=before_demands, segments=before_names)
    restore(*home, source, now=now)
    rows = picture(*home)[0]["lessons"]
    assert [(row["beat_bpm"], row["timing"], row["ignored_limbs"]) for row in rows] == [
        (None, "auto", [])
    ] * 3


def test_a_backup_with_a_key_that_was_too_long_is_healed(home, source, now):
    def older_key(row):
        if row["id"] == 1:
            row.update(name="\ufdfa" * 24, name_key=normalize("NFKC", "\ufdfa" * 24))

    def earlier(said):
        said["revision"] = "0006"

    rewritten(source, edit("members", older_key), earlier)
    rewritten(source, edit("lessons", before_lost))
    restore(*home, source, now=now)
    first, _second = picture(*home)[0]["members"]
    assert first["name_key"] == name_key("\ufdfa" * 24)


def test_what_was_lost_comes_back_and_of_an_older_box_nothing_is_known(home, source, now):
    restore(*home, source, now=now)
    lost = [row["lost"] for row in picture(*home)[0]["lessons"]]
    assert lost == [Lost(cut=True, end_s=12.5, silent=True), NOTHING_LOST, NOTHING_LOST]
    older(source, "0004", lessons=before_lost, segments=before_names)
    restore(*home, source, now=now)
    assert [row["lost"] for row in picture(*home)[0]["lessons"]] == [NOTHING_LOST] * 3


@pytest.mark.parametrize("said", [{"end_s": 12.5}, {"unseen_s": -1}, {"unseen_s": "much"}, {"x": 1}, [], 7])
def test_a_backup_that_lost_what_cannot_be_is_damaged(home, source, now, said):
    def change(row):
        row["lost"] = said

    rewritten(source, edit("lessons", change))
    with pytest.raises(BackupError):
        restore(*home, source, now=now)
