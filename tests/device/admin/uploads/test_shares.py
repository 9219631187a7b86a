"""One member cannot take the box from the others: neither its disk, nor its night, nor the page's memory."""

import resource

import pytest
from sqlalchemy import insert, select

from device.store import uploads
from device.store.share import shares
from device.store.tables import Job, JobKind, JobState, Lesson, Role
from tests.device.admin.uploads.tus_client import FILM

GB = 10**9


def test_a_child_who_announces_films_takes_nothing_from_others(tus, other, disk):
    disk(10 * GB)
    answers = [other.begin(GB).status_code for _ in range(12)]
    assert answers == [201] * 5 + [507] * 7
    assert tus.begin(5 * GB).status_code == 201


def test_what_is_never_sent_is_promised_for_an_hour(tus, other, disk, clock):
    disk(10 * GB)
    assert other.begin(5 * GB).status_code == 201
    assert tus.begin(7 * GB).status_code == 507
    clock.advance(seconds=uploads.PROMISED.total_seconds() + 1)
    assert tus.begin(7 * GB).status_code == 201


def test_what_is_stored_counts_too(tus, other, disk, add, member):
    add(by=member, size_bytes=6 * GB)
    disk(10 * GB)
    assert other.begin(3 * GB).status_code == 507
    assert other.begin(2 * GB).status_code == 201
    assert tus.begin(8 * GB).status_code == 201


def test_small_files_do_not_fill_the_nights(other, tus, monkeypatch):
    monkeypatch.setattr(shares, "WAITING_MAX", {Role.MEMBER: 3, Role.OWNER: 5})
    for _ in range(3):
        assert other.send(other.new(4), 0, FILM[:4]).status_code == 204
    assert other.begin(4).status_code == 429
    assert tus.begin(4).status_code == 201


def test_links_are_bounded_for_each_member(member_client, owner_client, database):
    form = {"url": "https://example.org/a.mp4", "name": ""}
    answers = [member_client.post("/fetch/", data=form).status_code for _ in range(40)]
    assert answers == [303] * 20 + [429] * 20
    assert "wait for the night" in member_client.post("/fetch/", data=form).text
    assert owner_client.post("/fetch/", data=form).status_code == 303
    with database.reading() as rows:
        ids = rows.scalars(select(Lesson.id)).all()
    assert len(ids) == 21
    for lesson_id in ids[:20]:  # deleting them is no way round
        member_client.post(f"/lessons/{lesson_id}/delete")
    assert member_client.post("/fetch/", data=form).status_code == 429


PAGES = (
    "/lessons/",
    "/lessons/?sort=name",
    "/lessons/?q=lesson",
    "/lessons/?page=99",
    "/lessons/deleted",
    "/remote/",
    "/box",
)


def test_pages_are_small_whatever_is_in_the_tables(owner_client, owner, database, clock):
    now = clock()
    lesson = {
        "added_by": owner.id, "added_at": now, "source": "x" * 200, "size_bytes": 1, "has_sound": False,
        "facing": "unknown", "trim_start_s": 0.0, "timing": "auto", "ignored_limbs": [], "wanted": 0,
    }  # fmt: skip
    job = {
        "kind": JobKind.FETCH, "state": JobState.FAILED, "model": "full", "created_at": now, "percent": 0.0,
        "attempts": 0, "at_once": False,
    }  # fmt: skip
    with database.session() as rows:
        for first in range(0, 10_000, 1000):
            numbers = range(first + 1, first + 1001)
            rows.execute(
                insert(Lesson),
                [lesson | {"id": number, "name": f"Lesson {number}", "prepared_at": now,
                           "deleted_at": now if number % 2 else None} for number in numbers],
            )  # fmt: skip
            rows.execute(insert(Job), [job | {"lesson_id": number} for number in numbers])
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for page in PAGES:
        answer = owner_client.get(page)
        assert answer.status_code == 200
        assert len(answer.data) < 400_000, page
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024 < 40, "MB"
    shown = owner_client.get("/lessons/?page=2&sort=name").text
    assert "Lesson 1108" in shown or "Lesson 2" in shown
    assert "2 of 84" in shown


@pytest.mark.parametrize("page", ["0", "-1", "x", str(2**63)])
def test_a_page_that_is_none_is_the_first(owner_client, ready, page):
    assert "Squats" in owner_client.get(f"/lessons/?page={page}").text
