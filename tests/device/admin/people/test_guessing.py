"""Guesses of strangers cost strangers their time, not members, and never those on a known phone."""

import pytest
from sqlalchemy import func, select

from device.admin.people import passwords
from device.store import attempts
from device.store.codes import shown_code
from device.store.tables import Attempt
from tests.device.admin.conftest import join

SECRET = "correct horse"
STRANGER = "192.168.1.66"


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Hashing takes most of the time of thousands of guesses, and nothing of it is looked at here."""
    monkeypatch.setattr(passwords, "fits", lambda kept, secret: kept == secret != "")


@pytest.fixture
def theo(database, owner):
    return join(database, "Theo", secret=SECRET)


def guess(app, address=STRANGER, name="Theo", secret="wrong", phone=None):
    form = {"name": name, "secret": secret}
    place = {"REMOTE_ADDR": address}
    return (phone or app.test_client()).post("/sign-in", data=form, environ_base=place).status_code


def counters(database):
    with database.reading() as rows:
        return rows.scalar(select(func.count()).select_from(Attempt))


@pytest.mark.parametrize("hours", [72])
def test_a_stranger_with_four_guesses_an_hour_shuts_nobody_out(app, theo, clock, hours):
    for _ in range(hours):
        for _ in range(4):
            guess(app)
            clock.advance(minutes=15)
        assert guess(app, "192.168.1.20", secret=SECRET) == 303


def test_a_stranger_who_guesses_all_the_time_shuts_nobody_out(app, theo, clock):
    for _ in range(400):
        guess(app)
        clock.advance(seconds=5)
    assert guess(app) == 429
    assert guess(app, "192.168.1.20", secret=SECRET) == 303


def test_one_address_makes_some_hundred_guesses_a_day(app, theo, clock):
    made = 0
    for _ in range(24 * 60):
        made += guess(app) == 422
        clock.advance(minutes=1)
    assert made < 120


@pytest.mark.parametrize(
    ("same", "other"),
    [
        (("2001:db8::1", "2001:db8::2"), "2001:db8:0:1::1"),
        (("10.0.0.1", "::ffff:10.0.0.1"), "10.0.0.2"),
    ],
)
def test_addresses_are_counted_as_households_have_them(app, theo, same, other):
    for number in range(4):
        assert guess(app, same[number % 2]) == 422
    assert [guess(app, one) for one in same] == [429, 429]
    assert guess(app, other, secret=SECRET) == 303


def test_a_phone_that_was_signed_in_before_passes_by_the_wait(app, theo):
    phone = app.test_client()
    assert guess(app, STRANGER, secret=SECRET, phone=phone) == 303
    phone.post("/sign-out")
    for _ in range(6):
        guess(app)
    # the same address, as behind a router of its own
    assert guess(app, secret=SECRET) == 429
    assert guess(app, secret=SECRET, phone=phone) == 303


def test_even_all_addresses_of_a_home_do_not_shut_a_known_phone_out(app, theo, clock):
    phone = app.test_client()
    assert guess(app, "192.168.1.20", secret=SECRET, phone=phone) == 303
    phone.post("/sign-out")
    statuses = [guess(app, f"192.168.1.{30 + step % 200}") for step in range(attempts.FREE_WIDE + 50)]
    assert statuses.count(422) == attempts.FREE_WIDE
    assert guess(app, "192.168.1.20", secret=SECRET, phone=phone) == 303


def test_a_known_phone_that_guesses_waits_itself(app, theo):
    phone = app.test_client()
    guess(app, secret=SECRET, phone=phone)
    phone.post("/sign-out")
    assert [guess(app, phone=phone) for _ in range(5)] == [422] * 4 + [429]
    assert guess(app, "10.9.9.9", secret=SECRET, phone=phone) == 429


def test_a_known_phone_is_its_member_s_only(app, theo, database):
    join(database, "Ada", secret="another secret")
    phone = app.test_client()
    guess(app, secret=SECRET, phone=phone)
    phone.post("/sign-out")
    assert [guess(app, name="Ada", phone=phone) for _ in range(5)] == [422] * 4 + [429]


@pytest.mark.parametrize("mark", ["", "short", "x" * 43, "\u00e9" * 40])
def test_an_invented_mark_is_none(app, theo, mark):
    phone = app.test_client()
    phone.set_cookie("formbox-phone", mark)
    assert [guess(app, phone=phone) for _ in range(5)] == [422] * 4 + [429]


def test_a_reset_forgets_the_phones_of_before(app, theo, owner_client):
    thief = app.test_client()
    guess(app, secret=SECRET, phone=thief)
    owner_client.post(f"/members/{theo.id}/reset")
    assert [guess(app, phone=thief) for _ in range(5)] == [422] * 4 + [429]


def test_counters_are_bounded_whatever_is_guessed(app, theo, database, clock, monkeypatch):
    monkeypatch.setattr(attempts, "COUNTERS_MAX", 50)
    for number in range(60):
        guess(app, f"10.0.{number}.1", name=f"nobody {number}")
        guess(app, f"10.0.{number}.1", name="x" * 24)
        clock.advance(seconds=1)
    assert counters(database) <= 50
    # who waits makes no rows at all
    for _ in range(6):
        guess(app)
    before = counters(database)
    for number in range(20):
        assert guess(app, name=f"somebody {number}") == 429
    assert counters(database) == before


def start(app, digits, address="192.168.1.20", name="Jun"):
    form = {"name": name, "secret": "271828", "code": digits, "colour": "", "language": "en"}
    return app.test_client().post("/start", data=form, environ_base={"REMOTE_ADDR": address}).status_code


def wrong(digits):
    return f"{(int(digits) + 1) % 1_000_000:06}"


def test_who_reads_the_tv_comes_in_while_a_stranger_guesses_codes(app, owner, database, clock):
    with database.session() as rows:
        digits = shown_code(rows, clock()).digits
    for _ in range(200):
        assert start(app, wrong(digits), STRANGER) in {422, 429}
        clock.advance(seconds=2)
    assert start(app, digits) == 303


def test_who_asks_at_the_tv_does_not_wait_for_what_others_guessed(app, owner, database, clock):
    with database.session() as rows:
        digits = shown_code(rows, clock()).digits
    for _ in range(6):
        start(app, wrong(digits))
    assert start(app, digits) == 429
    with database.session() as rows:
        attempts.clear(rows, "code:")
    assert start(app, digits) == 303
