import pytest

from device.admin.people import passwords
from device.store.members import rename, set_secret
from device.store.tables import Attempt, Member
from tests.device.admin.conftest import join

SECRET = "correct horse"


@pytest.fixture
def theo(database, owner):
    """A member with a password."""
    return join(database, "Theo", secret=passwords.hashed(SECRET))


def enter(phone, name="Theo", secret=SECRET, **wishes):
    return phone.post("/sign-in", data={"name": name, "secret": secret} | wishes)


def test_the_right_name_and_password_open_the_box(client, theo):
    answer = enter(client, name="  tHEO ")
    assert (answer.status_code, answer.location) == (303, "/")
    cookie = next(text for text in answer.headers.getlist("Set-Cookie") if text.startswith("formbox="))
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert client.get("/more").status_code == 200


def test_unknown_names_and_wrong_secrets_are_one_answer(app, theo):
    answers = [
        enter(app.test_client(), *words)
        for words in (("Theo", "wrong horse"), ("Nobody", SECRET), ("Theo", ""), ("", ""))
    ]
    texts = {
        answer.text.split("<main>")[1].split('id="name"')[0].split("csrf_token")[0] for answer in answers
    }
    assert len(texts) == 1
    assert {answer.status_code for answer in answers} == {422}


def test_an_unknown_name_costs_as_much_hashing_as_a_known_one(app, theo, monkeypatch):
    checked = []
    check = passwords.check_password_hash
    monkeypatch.setattr(
        passwords, "check_password_hash", lambda kept, secret: checked.append(kept) or check(kept, secret)
    )
    for name in ("Theo", "Nobody", "Mina"):
        enter(app.test_client(), name, "wrong")
    assert len(checked) == 3
    assert {kept.split("$")[0] for kept in checked} == {passwords.METHOD}


def test_a_member_without_a_secret_lets_nobody_in(client, owner):
    assert enter(client, "Mina", "").status_code == 422
    assert enter(client, "Mina", "nobody has this secret").status_code == 422


def test_guessing_waits_by_address_whatever_the_name(app, theo):
    statuses = [enter(app.test_client(), f"name {number}", "wrong").status_code for number in range(5)]
    assert statuses == [422] * 4 + [429]


def test_the_wait_doubles_and_is_bounded_and_survives_a_restart(app, folder, database, theo, clock):
    from device.admin.app import create_app
    from device.admin.web.services import Services

    waits = []
    for _ in range(16):
        phone = create_app(Services(folder=folder, database=database, clock=clock)).test_client()
        token = phone.get("/sign-in").text.split('name="csrf-token" content="')[1].split('"')[0]
        data = {"name": "Theo", "secret": "wrong", "csrf_token": token}
        assert phone.post("/sign-in", data=data).status_code == 422
        with database.reading() as rows:
            blocked = rows.get(Attempt, "name:theo@127.0.0.1").blocked_until
            waits.append(0 if blocked is None else (blocked - clock()).total_seconds())
        clock.advance(seconds=max(waits[-1], 0) + 1)
    assert waits[:4] == [0, 0, 0, 2]
    assert waits[4:8] == [4, 8, 16, 32]
    assert max(waits) == waits[-1] == 900


def test_who_signs_in_is_forgiven(app, theo, clock, database):
    for _ in range(3):
        enter(app.test_client(), secret="wrong")
    enter(app.test_client())
    with database.reading() as rows:
        assert rows.get(Attempt, "name:theo@127.0.0.1") is None


def test_a_day_without_a_guess_is_a_new_beginning(app, theo, clock, database):
    for _ in range(4):
        enter(app.test_client(), secret="wrong")
    clock.advance(days=1, seconds=3)
    enter(app.test_client(), "Somebody", "wrong")
    with database.reading() as rows:
        assert rows.get(Attempt, "name:theo@127.0.0.1") is None


def test_signing_out_ends_this_browser_only(app, theo):
    phone, tablet = app.test_client(), app.test_client()
    enter(phone)
    enter(tablet)
    assert phone.post("/sign-out").location == "/sign-in"
    assert phone.get("/more").status_code == 303
    assert tablet.get("/more").status_code == 200


def test_signing_out_everywhere_ends_the_others(app, theo):
    phone, tablet = app.test_client(), app.test_client()
    enter(phone)
    enter(tablet)
    phone.post("/sign-out/everywhere")
    assert phone.get("/more").status_code == 200
    assert tablet.get("/more").status_code == 303


def test_a_new_secret_wants_the_old_one_and_ends_other_sessions(app, theo):
    phone, tablet = app.test_client(), app.test_client()
    enter(phone)
    enter(tablet)
    assert phone.post("/me/secret", data={"old": "wrong", "secret": "654987"}).status_code == 422
    assert phone.post("/me/secret", data={"old": SECRET, "secret": "12345"}).status_code == 422
    assert tablet.get("/more").status_code == 200
    assert phone.post("/me/secret", data={"old": SECRET, "secret": "654987"}).status_code == 303
    assert phone.get("/more").status_code == 200
    assert tablet.get("/more").status_code == 303
    assert enter(app.test_client(), secret="654987").status_code == 303


def test_guessing_the_old_secret_on_a_borrowed_phone_waits_too(app, theo):
    phone = app.test_client()
    enter(phone)
    statuses = [
        phone.post("/me/secret", data={"old": "no", "secret": "654987"}).status_code for _ in range(5)
    ]
    assert statuses == [422] * 4 + [429]


@pytest.mark.parametrize(
    ("wish", "goes"),
    [
        ("/lessons?search=a", "/lessons?search=a"),
        ("//evil.example", "/"),
        ("https://evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("/\t/evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_afterwards_one_is_where_one_wanted_to_be_but_never_elsewhere(client, theo, wish, goes):
    assert enter(client, next=wish).location == goes


def test_a_session_of_somebody_removed_or_renewed_is_over(app, database, theo):
    phone = app.test_client().sign_in(theo)
    with database.session() as rows:
        rename(rows, rows.get(Member, theo.id), "Theodor")
    assert phone.get("/more").status_code == 200
    with database.session() as rows:
        set_secret(rows.get(Member, theo.id), "")
    assert phone.get("/more").status_code == 303


def test_a_restored_member_without_a_key_is_let_in_by_no_session(app, database, theo):
    with database.session() as rows:
        rows.get(Member, theo.id).key = ""
    phone = app.test_client()
    with phone.session_transaction() as session:
        session["member"], session["key"] = theo.id, ""
    assert phone.get("/more").status_code == 303
    assert enter(phone).status_code == 303
    assert phone.get("/more").status_code == 200


def test_networks_stand_for_their_households():
    assert passwords.network("192.168.1.7") == "192.168.1.7"
    assert passwords.network("::ffff:192.168.1.7") == "192.168.1.7"
    assert passwords.network("fe80::1%eth0") == passwords.network("fe80::2%wlan0") == "fe80::/64"
    assert passwords.network("nonsense") == "unknown"
