"""Who may come in, on every database: members, codes, and guesses that are counted one by one."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from device.store.attempts import FORGOTTEN, FREE, LONGEST_WAIT_S, admit, forgive, wait_s
from device.store.codes import guess, shown_code, use
from device.store.members import NameTakenError, add_member, member_by_key, member_named, rename
from device.store.tables import Attempt, Role


def test_a_name_is_one_members_however_it_is_written(database, now):
    with database.session() as rows:
        mina = add_member(rows, now, " Mina  Kim ", Role.OWNER, "#89a4ff", "ko", "hash")
        assert mina.name == "Mina Kim"
        assert member_named(rows, "MINA KIM") is mina
        assert member_by_key(rows, mina.id, mina.key) is mina
        assert member_by_key(rows, mina.id, "") is None
        with pytest.raises(NameTakenError):
            add_member(rows, now, "mina kim", Role.MEMBER, "#89a4ff", "ko", "hash")
        rename(rows, mina, "MINA KIM")
        assert mina.name == "MINA KIM"


def test_a_code_lets_one_phone_in(database, now):
    with database.session() as rows:
        digits = shown_code(rows, now).digits
    with database.session() as rows:
        use(guess(rows, now, digits), now)
    with database.session() as rows:
        assert guess(rows, now, digits) is None


def test_two_phones_with_one_code_at_once_are_one(database, now):
    with database.session() as rows:
        digits = shown_code(rows, now).digits
    inside = []

    def come_in():
        with database.session() as rows:
            code = guess(rows, now, digits)
            if code is not None:
                use(code, now)
                inside.append(code.id)

    at_once(come_in, 8)
    assert len(inside) == 1


def test_guesses_at_once_are_all_counted(database, now):
    waits = []

    def try_it():
        with database.session() as rows:
            waits.append(admit(rows, now, ["name:mina", "sign-in:192.168.1.7"]))

    at_once(try_it, 8)
    assert sorted(wait > 0 for wait in waits) == [False] * FREE + [True] * (8 - FREE)
    with database.reading() as rows:
        assert rows.get(Attempt, "name:mina").count == FREE


def test_waiting_is_for_whoever_has_the_key_and_ends(database, now):
    with database.session() as rows:
        for _ in range(FREE):
            assert admit(rows, now, ["a", "b"]) == 0
        assert admit(rows, now, ["b", "c"]) == wait_s(FREE)
        assert admit(rows, now, ["c"]) == 0
        assert admit(rows, now + timedelta(seconds=wait_s(FREE)), ["b"]) == 0
        forgive(rows, ["b"])
        assert admit(rows, now, ["b"]) == 0
        assert rows.get(Attempt, "b").count == 1
    later = now + FORGOTTEN
    with database.session() as rows:
        admit(rows, later, ["d"])
        assert rows.get(Attempt, "a") is None


def test_waits_grow_to_a_bound():
    waits = [wait_s(count) for count in range(100)]
    assert waits == sorted(waits)
    assert waits[FREE - 1] == 0 < waits[FREE]
    assert waits[-1] == wait_s(10**9) == LONGEST_WAIT_S


def test_a_long_key_is_a_key(database, now):
    with database.session() as rows:
        assert admit(rows, now, ["name:" + "x" * 500]) == 0


def at_once(work, count):
    """Do it in so many threads."""
    with ThreadPoolExecutor(count) as threads:
        for task in [threads.submit(work) for _ in range(count)]:
            task.result()
