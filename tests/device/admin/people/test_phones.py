"""Sessions are rows: signing out ends them for every copy of a cookie, and owners see and end them."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from device.admin.people import passwords
from device.store.members import remove_member
from device.store.phones.signed_in import KEPT, PHONES_MAX, hashed
from device.store.phones.tables import KnownPhone, SignedInPhone
from device.store.tables import Member
from tests.device.admin.conftest import join

SECRET = "correct horse"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605 Version/17.0 Mobile Safari/604.1"
)


@pytest.fixture
def theo(database, owner):
    return join(database, "Theo", secret=passwords.hashed(SECRET))


def enter(phone, **more):
    assert phone.post("/sign-in", data={"name": "Theo", "secret": SECRET}, **more).status_code == 303
    return phone


def copied(app, phone):
    """Another browser with this one's cookie, as a thief has it."""
    thief = app.test_client()
    thief.set_cookie("formbox", phone.get_cookie("formbox").value)
    return thief


def is_in(phone):
    return phone.get("/more").status_code == 200


def rows(database):
    with database.reading() as session:
        return session.scalars(select(SignedInPhone).order_by(SignedInPhone.id)).all()


# how a session ends, kind
ENDS = (
    (lambda phone, owner, theo: phone.post("/sign-out"), "signed out here"),
    (lambda phone, owner, theo: owner.post(f"/members/{theo.id}/remove"), "removed"),
    (lambda phone, owner, theo: owner.post(f"/members/{theo.id}/reset"), "reset"),
    (lambda phone, owner, theo: owner.post("/phones/1/sign-out"), "signed out by an owner"),
)


@pytest.mark.parametrize(("end", "kind"), ENDS)
@pytest.mark.parametrize("of_before", [False, True])
def test_a_copy_of_a_cookie_ends_with_its_session(app, theo, owner, end, kind, of_before):
    phone = app.test_client()
    if of_before:
        phone.sign_in(theo)
        phone.token()  # every page gave one
    else:
        enter(phone)
    before = copied(app, phone)
    assert is_in(phone)
    after = copied(app, phone)
    end(phone, app.test_client().sign_in(owner), theo)
    assert [is_in(one) for one in (phone, after, before)] == [False] * 3, kind


def test_a_cookie_of_before_becomes_a_row_once(app, theo, database):
    phone = app.test_client().sign_in(theo)
    phone.token()
    copies = [copied(app, phone) for _ in range(3)]
    assert all(is_in(one) for one in (phone, *copies))
    (row,) = rows(database)
    assert (row.member_id, row.brought_over) == (theo.id, True)
    with phone.session_transaction() as session:
        assert "key" not in session
        assert hashed(session["token"]) == row.token_hash


def test_two_phones_of_before_stay_signed_in_and_are_two(app, theo, database):
    phones = [app.test_client().sign_in(theo) for _ in range(2)]
    for number, phone in enumerate(phones):
        with phone.session_transaction() as session:
            session["csrf_token"] = f"{number}" * 40
    assert all(is_in(phone) for phone in phones)
    assert len(rows(database)) == 2
    phones[0].post("/sign-out")
    assert [is_in(phone) for phone in phones] == [False, True]


def test_what_the_database_holds_signs_nobody_in(app, theo, database):
    phone = enter(app.test_client())
    (row,) = rows(database)
    with phone.session_transaction() as session:
        assert session["token"] != row.token_hash
        session["token"] = row.token_hash
    assert not is_in(phone)


def test_a_token_is_its_member_s_only(app, theo, owner):
    phone = enter(app.test_client())
    with phone.session_transaction() as session:
        session["member"] = owner.id
    assert not is_in(phone)


def test_members_see_and_end_their_phones(app, theo, database):
    phone = enter(app.test_client(), headers={"User-Agent": IPHONE})
    tablet = enter(app.test_client(), headers={"User-Agent": "<script>alert(1)</script>"})
    page = phone.get("/me").text
    assert "iPhone · Safari" in page
    assert "A phone or computer" in page
    assert "alert(1)" not in page
    first, second = (row.id for row in rows(database))
    assert re.findall(r"/phones/(\d+)/sign-out", page) == [f"{second}", f"{first}"]
    assert phone.post(f"/phones/{second}/sign-out").location == "/me"
    assert [is_in(phone), is_in(tablet)] == [True, False]
    assert phone.post(f"/phones/{second}/sign-out").status_code == 404
    assert phone.post(f"/phones/{first}/sign-out").location == "/sign-in"
    assert not is_in(phone)


def test_owners_see_the_phones_of_all_and_others_do_not(app, theo, owner_client, member_client, database):
    phone = enter(app.test_client(), headers={"User-Agent": IPHONE})
    (row,) = rows(database)[:1]
    assert member_client.post(f"/phones/{row.id}/sign-out").status_code == 403
    assert "iPhone · Safari" in owner_client.get(f"/members/{theo.id}").text
    assert owner_client.post(f"/phones/{row.id}/sign-out").location == f"/members/{theo.id}"
    assert not is_in(phone)


def test_rows_of_phones_are_bounded(app, theo, database, clock):
    first = enter(app.test_client())
    for _ in range(PHONES_MAX + 3):
        clock.advance(minutes=1)
        enter(app.test_client())
    assert len(rows(database)) == PHONES_MAX
    assert not is_in(first)
    clock.advance(seconds=KEPT.total_seconds() + 1)
    enter(app.test_client())
    assert len(rows(database)) == 1


def test_rows_are_not_cleared_by_a_clock_that_may_be_wrong(app, theo, database, clock):
    from dataclasses import replace

    box = app.extensions["formbox"]
    app.extensions["formbox"] = replace(box, may_delete=lambda: False)
    enter(app.test_client())
    clock.advance(seconds=KEPT.total_seconds() + 1)
    enter(app.test_client())
    assert len(rows(database)) == 2


def test_a_phone_that_is_signed_in_is_seen_but_not_at_every_page(app, theo, database, clock):
    phone = enter(app.test_client())
    began = clock()
    clock.advance(minutes=9)
    assert is_in(phone)
    assert rows(database)[0].seen_at == began
    clock.advance(minutes=2)
    assert is_in(phone)
    assert rows(database)[0].seen_at == began + timedelta(minutes=11)


def test_a_removed_member_leaves_no_rows(app, theo, database):
    enter(app.test_client())
    with database.session() as session:
        remove_member(session, session.get_one(Member, theo.id))
    with database.reading() as session:
        assert session.scalars(select(SignedInPhone)).all() == []
        assert session.scalars(select(KnownPhone)).all() == []
