from datetime import timedelta

import pytest
from sqlalchemy import select

from device.store.codes import LIVES, TRIES, fresh_code, guess, shown_code
from device.store.members import members
from device.store.settings import load
from device.store.tables import Lesson, Member, PairingCode, Role

MINA = {"name": "Mina", "secret": "271828", "colour": "#89a4ff", "language": "ko"}


def code(database, now):
    with database.session() as rows:
        return shown_code(rows, now).digits


def other(digits):
    return f"{(int(digits) + 1) % 1_000_000:06}"


def test_an_empty_box_asks_for_its_owner(client):
    for page in ("/", "/lessons", "/box", "/sign-in"):
        answer = client.get(page)
        assert (answer.status_code, answer.location) == (303, "/start"), page
    assert "this box will be yours" in client.get("/start").text


def test_the_first_is_the_owner_and_the_tv_speaks_as_they_do(client, database, clock):
    answer = client.post("/start", data=MINA | {"code": code(database, clock())})
    assert (answer.status_code, answer.location) == (303, "/")
    with database.reading() as rows:
        [mina] = members(rows)
        assert (mina.name, mina.role, mina.language) == ("Mina", Role.OWNER, "ko")
        assert mina.secret.startswith("scrypt:")
        assert "271828" not in mina.secret
        assert load(rows).language == "ko"
    assert "설정" in client.get("/more").text


def test_the_second_is_a_member_with_a_code_of_their_own(app, client, database, clock):
    digits = code(database, clock())
    client.post("/start", data=MINA | {"code": digits})
    phone = app.test_client()
    answer = phone.post("/start", data=MINA | {"name": "Jun", "code": digits})
    assert answer.status_code == 422
    phone.post("/start", data=MINA | {"name": "Jun", "code": code(database, clock())})
    with database.reading() as rows:
        assert [(one.name, one.role) for one in members(rows)] == [("Mina", Role.OWNER), ("Jun", Role.MEMBER)]


def test_the_qr_code_fills_the_digits_in(client, database, clock):
    assert 'value="314159"' in client.get("/start?code=314159").text
    assert "script" not in client.get("/start?code=<script>").text.split("<main>")[1]


@pytest.mark.parametrize("typed", ["{0}", "{1} {2}", " {1}-{2} "])
def test_digits_may_be_typed_as_people_type(client, database, clock, typed):
    digits = code(database, clock())
    client.post("/start", data=MINA | {"code": typed.format(digits, digits[:3], digits[3:])})
    assert client.get("/more").status_code == 200


def test_wide_digits_of_an_asian_keyboard_are_digits(app, client, database, clock):
    full_width = {48 + digit: 0xFF10 + digit for digit in range(10)}
    wide, wide_secret = code(database, clock()).translate(full_width), "271828".translate(full_width)
    client.post("/start", data=MINA | {"code": wide, "secret": wide_secret})
    answer = app.test_client().post("/sign-in", data={"name": "Mina", "secret": "271828"})
    assert answer.location == "/"


@pytest.mark.parametrize(
    "fault",
    [
        {"name": ""},
        {"name": "x" * 25},
        {"name": "a\x00b"},
        {"secret": "12345"},
        {"secret": "111111"},
        {"secret": "123456"},
        {"secret": "seven77"},
        {"secret": "x" * 201},
        {"code": ""},
        {"code": "12345"},
        {"code": "12345x"},
    ],
)
def test_a_faulty_form_costs_no_try_and_makes_nobody(client, database, clock, fault):
    answer = client.post("/start", data=MINA | {"code": code(database, clock())} | fault)
    assert answer.status_code == 422
    assert "aria-invalid" in answer.text
    assert "271828" not in answer.text
    with database.reading() as rows:
        assert not members(rows)
        assert rows.scalars(select(PairingCode)).one().tries_left == TRIES


def test_after_five_wrong_guesses_the_right_one_is_over(database, clock):
    digits = code(database, clock())
    with database.session() as rows:
        first = shown_code(rows, clock()).id
    for _ in range(TRIES):
        with database.session() as rows:
            assert guess(rows, clock(), other(digits)) is None
    with database.session() as rows:
        assert guess(rows, clock(), digits) is None
        assert shown_code(rows, clock()).id != first


def test_a_code_lives_for_ten_minutes(database, clock):
    digits = code(database, clock())
    clock.advance(seconds=LIVES.total_seconds() - 1)
    assert code(database, clock()) == digits
    clock.advance(seconds=1)
    with database.session() as rows:
        assert guess(rows, clock(), digits) is None
        assert shown_code(rows, clock()).expires_at == clock() + LIVES


def test_a_new_code_ends_the_one_before(database, clock, monkeypatch):
    numbers = iter((314159, 42, 7))
    monkeypatch.setattr("device.store.codes.secrets.randbelow", lambda end: next(numbers))
    assert code(database, clock()) == "314159"
    with database.session() as rows:
        assert fresh_code(rows, clock()).digits == "000042"
        assert guess(rows, clock(), "314159") is None
        assert guess(rows, clock(), "000042") is not None
    clock.advance(days=2)
    code(database, clock())
    with database.reading() as rows:
        assert len(rows.scalars(select(PairingCode)).all()) == 1


def test_who_guesses_codes_has_to_wait_longer_and_longer(client, database, clock):
    statuses = []
    for _ in range(6):
        wrong = other(code(database, clock()))
        statuses.append(client.post("/start", data=MINA | {"code": wrong}).status_code)
    assert statuses == [422] * 4 + [429] * 2
    right = code(database, clock())
    assert client.post("/start", data=MINA | {"code": right}).status_code == 429
    clock.now += timedelta(seconds=3)
    assert client.post("/start", data=MINA | {"code": right}).status_code == 303


def test_a_taken_name_is_said_only_to_who_has_the_code_and_does_not_use_it_up(client, database, clock, owner):
    with database.session() as rows:
        rows.get(Member, owner.id).secret = "something"
    digits = code(database, clock())
    wrong = client.post("/start", data=MINA | {"name": "mina", "code": other(digits)})
    assert "already" not in wrong.text.split("</form>")[0]
    taken = client.post("/start", data=MINA | {"name": " MINA ", "code": digits})
    assert "Somebody" in taken.text or "이미" in taken.text
    assert client.post("/start", data=MINA | {"name": "Jun", "code": digits}).status_code == 303


def test_nobody_begins_over_the_films_of_a_database_that_was_lost(client, database, clock, folder):
    for number in (1, 3):
        folder.lesson(number).root.mkdir()
        folder.lesson(number).original.write_bytes(b"grandmother")
    page = client.get("/start").text
    assert "2 films are still here." in page
    assert "this box will be yours" not in page
    answer = client.post("/start", data=MINA | {"language": "en", "code": code(database, clock())})
    assert answer.status_code == 422
    assert "find the backup first" in answer.text
    with database.reading() as rows:
        assert members(rows) == []
        assert rows.scalars(select(Lesson)).all() == []
    answer = client.post("/start", data=MINA | {"code": code(database, clock()), "films": "adopt"})
    assert answer.status_code == 303
    with database.reading() as rows:
        [mina] = members(rows)
        assert mina.role is Role.OWNER
        found = rows.scalars(select(Lesson).order_by(Lesson.id)).all()
        assert [(one.id, one.name, one.added_by) for one in found] == [
            (1, "동영상 1", mina.id),
            (3, "동영상 3", mina.id),
        ]
    assert folder.lesson(1).original.read_bytes() == b"grandmother"


def test_a_box_with_people_asks_nobody_about_films(app, owner, database, clock, folder):
    folder.lesson(9).root.mkdir()
    folder.lesson(9).original.write_bytes(b"stray")
    phone = app.test_client()
    answer = phone.post("/start", data=MINA | {"name": "Jun", "code": code(database, clock())})
    assert answer.status_code == 303
    with database.reading() as rows:
        assert [one.role for one in members(rows)] == [Role.OWNER, Role.MEMBER]
        assert rows.scalars(select(Lesson)).all() == []
