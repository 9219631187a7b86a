import unicodedata
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from device.store import lessons, uploads
from device.store.columns import NAME_MAX
from device.store.members import add_member
from device.store.tables import Role, Upload


@pytest.fixture
def member_id(database, now):
    with database.session() as session:
        return add_member(session, now, "Mina", Role.OWNER, "#ffffff", "en", "").id


def begun(session, now, member_id, length=100, **wishes):
    return uploads.begin(
        session, now, member_id, wishes.get("name", ""), wishes.get("source", "a.mp4"), length
    )


def test_an_upload_begins_with_nothing(database, now, member_id, folder):
    with database.session() as session:
        upload = begun(session, now, member_id, source="C:\\films\\leg_day.final.mp4")
    assert (upload.offset_bytes, upload.name) == (0, "leg day.final")
    assert folder.upload(upload.id).parent == folder.inbox
    assert upload.expires_at == now + uploads.LASTS


def test_an_empty_file_is_no_upload(database, now, member_id):
    with database.session() as session, pytest.raises(ValueError, match="at least one byte"):
        begun(session, now, member_id, 0)


def test_every_byte_postpones_the_end(database, now, member_id):
    later = now + uploads.LASTS - timedelta(seconds=1)
    with database.session() as session:
        upload = begun(session, now, member_id)
        uploads.keep_offset(upload, later, 40)
    assert not uploads.is_over(upload, now + uploads.LASTS)
    assert uploads.is_over(upload, later + uploads.LASTS)


@pytest.mark.parametrize("offset", [-1, 101])
def test_an_offset_lies_inside_the_file(database, now, member_id, offset):
    with database.session() as session:
        upload = begun(session, now, member_id)
        with pytest.raises(ValueError, match="of 100"):
            uploads.keep_offset(upload, now, offset)


def test_what_is_open_is_counted(database, now, member_id):
    with database.session() as session:
        other = add_member(session, now, "Jun", Role.MEMBER, "#ffffff", "en", "").id
        begun(session, now, member_id, 100)
        half = begun(session, now, member_id, 100)
        uploads.keep_offset(half, now, 60)
        done = begun(session, now, member_id, 100)
        uploads.keep_offset(done, now, 100)
        begun(session, now - uploads.LASTS, member_id, 1000)
        begun(session, now, other, 7)
        assert uploads.open_uploads(session, now, member_id) == uploads.OpenUploads(2, 147)
        assert [one.id for one in uploads.whole(session)] == [done.id]


def test_what_is_over_is_remembered_for_a_while_and_then_not(database, now, member_id):
    with database.session() as session:
        old = begun(session, now, member_id)
        kept = begun(session, now + timedelta(days=1), member_id)
        done = begun(session, now, member_id)
        uploads.keep_offset(done, now, 100)
        done.lesson_id = lessons.create(session, now, member_id, "Squats", "a.mp4").id
    over = now + uploads.LASTS
    with database.session() as session:
        assert uploads.forget(session, over) == [old.id]
        assert session.get(Upload, old.id) is not None
        assert session.get(Upload, done.id) is not None
    with database.session() as session:
        assert set(uploads.forget(session, over + uploads.REMEMBERED)) == {old.id, kept.id}
    with database.session() as session:
        assert session.get(Upload, old.id) is None
        assert session.get(Upload, done.id) is None
        assert session.get(Upload, kept.id) is not None


def test_whole_bytes_without_a_lesson_are_never_forgotten(database, now, member_id):
    """A crash may have come between the last byte and the lesson: nothing that was confirmed is lost."""
    with database.session() as session:
        upload = begun(session, now, member_id)
        uploads.keep_offset(upload, now, 100)
        assert uploads.forget(session, now + 10 * uploads.REMEMBERED) == []
        assert [one.id for one in uploads.whole(session)] == [upload.id]


@pytest.mark.parametrize(
    ("given_name", "meant"),
    [
        ("  Leg \t day\n", "Leg day"),
        ("\u202egnp.exe", "gnp.exe"),
        ("다리 운동", "다리 운동"),
        ("x" * 500, "x" * NAME_MAX),
        ("\x00\x1f", ""),
    ],
)
def test_a_name_is_one_line(given_name, meant):
    assert uploads.tidy_name(given_name) == meant


@given(st.text(max_size=300))
def test_any_file_name_gives_a_lesson_name(source):
    name = uploads.name_of_file(source)
    assert 0 < len(name) <= NAME_MAX
    assert name == " ".join(name.split())
    assert "Cc" not in map(unicodedata.category, name)
    # nothing that turns the direction of what is written
    assert not {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"} & set(
        map(unicodedata.bidirectional, name)
    )
