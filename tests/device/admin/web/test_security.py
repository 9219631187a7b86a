import errno
import re
import stat

import pytest

from device.admin.web.security import host_allowed, secret_key
from device.store.settings import save

PAGES = (
    "/more",
    "/me",
    "/members",
    "/settings",
    "/box",
    "/box/restore",
    "/box/switch/restart",
    "/members/add",
)
OWNERS = ("/settings", "/box", "/box/restore", "/box/switch/restart", "/members/add", "/members/1")


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "localhost:8080",
        "127.0.0.1:8080",
        "192.168.1.20",
        "10.1.2.3:80",
        "172.16.0.9",
        "169.254.3.4",
        "[::1]:8080",
        "[fe80::1]",
        "[fd12:3456::7]:8080",
        "formbox",
        "FORMBOX:8080",
        "formbox.local",
        "anything.local.",
        "formbox.lan",
        "formbox.home.arpa",
    ],
)
def test_the_box_answers_under_its_names(host, folder):
    assert host_allowed(host)


@pytest.mark.parametrize(
    "host",
    [
        "",
        "evil.example",
        "evil.example:8080",
        "93.184.216.34",
        "[2001:4860::1]",
        "192.168.1.20.evil.example",
        "localhost.evil.example",
        "local",
        "evillocal",
        "formbox.evil.example",
        "other.lan",
        "user@localhost",
        "localhost/../",
        "[::1",
        "localhost:99999999",
        "0x7f.1",
    ],
)
def test_and_under_no_others(host, folder):
    assert not host_allowed(host)


def test_a_strangers_name_bound_to_the_boxs_address_gets_nothing(owner_client):
    for path in ("/more", "/start", "/static/style.css"):
        assert owner_client.get(path, headers={"Host": "evil.example"}).status_code == 400, path


def test_the_owner_may_allow_more_names(owner_client, database):
    with database.session() as rows:
        save(rows, trusted_hosts="gym.example.org")
    assert owner_client.get("/start", headers={"Host": "gym.example.org:8080"}).status_code == 200
    assert owner_client.get("/start", headers={"Host": "www.gym.example.org"}).status_code == 400


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 303),
        ({"Origin": "http://localhost"}, 303),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "http://localhost:9000"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
    ],
)
def test_changes_come_from_our_own_pages(member_client, headers, status):
    assert member_client.post("/sign-out/everywhere", headers=headers).status_code == status


def test_every_change_of_the_whole_page_wants_a_token(app, owner_client):
    tried = 0
    for rule in app.url_map.iter_rules():
        for method in rule.methods & {"POST", "PUT", "PATCH", "DELETE"}:
            path = path_of(rule)
            answer = owner_client.open(path, method=method, csrf=False)
            assert answer.status_code == 400, (method, rule)
            tried += 1
    assert tried > 10


def test_a_token_of_another_session_is_none(app, owner_client, member_client):
    with owner_client.session_transaction() as session:
        session["csrf_token"] = "1" * 40
    answer = member_client.post("/me", headers={"X-CSRFToken": owner_client.token()})
    assert answer.status_code == 400


def test_nothing_is_seen_without_signing_in(app, owner, client):
    for rule in app.url_map.iter_rules():
        if "GET" not in rule.methods or rule.endpoint == "static":
            continue
        path = path_of(rule)
        answer = client.get(path)
        if path in {"/start", "/sign-in"}:
            assert answer.status_code == 200
        else:
            assert answer.status_code == 303, path
            assert answer.location.startswith("/sign-in"), path


def test_a_script_hears_no_as_a_sentence(client, owner):
    for headers in ({"Tus-Resumable": "1.0.0"}, {"Accept": "application/json"}, {"Sec-Fetch-Dest": "empty"}):
        answer = client.get("/more", headers=headers)
        assert answer.status_code == 401
        assert answer.json == {"error": "Please sign in."}


@pytest.mark.parametrize("path", OWNERS)
def test_members_do_not_come_where_owners_go(member_client, path):
    answer = member_client.get(path)
    assert answer.status_code == 403
    assert "belongs to someone else" in answer.text or "owner" in answer.text.lower()


@pytest.mark.parametrize("path", PAGES)
def test_pages_say_what_a_browser_may_do_with_them(owner_client, path):
    answer = owner_client.get(path)
    assert answer.status_code == 200
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "private" in answer.headers["Cache-Control"]
    for forbidden in (" style=", "<style", "onclick=", "javascript:", "http://www.", "https://"):
        assert forbidden not in answer.text, forbidden
    assert "<script>" not in answer.text


def test_names_are_text_and_nothing_else(app, database, owner):
    from tests.device.admin.conftest import join

    join(database, "<b>&\"'", colour="#89a4ff")
    page = app.test_client().sign_in(owner).get("/members").text
    assert "<b>&\"'" not in page
    assert "&lt;b&gt;" in page


@pytest.mark.parametrize(
    ("path", "status"), [("/nothing", 404), ("/start?x", 200), ("/members/999", 404), ("/me/secret", 405)]
)
def test_errors_are_sentences_in_the_persons_language(app, database, path, status):
    from device.store.tables import Role
    from tests.device.admin.conftest import join

    phone = app.test_client().sign_in(join(database, "할머니", Role.OWNER, "ko"))
    answer = phone.get(path)
    assert answer.status_code == status
    assert 'lang="ko"' in answer.text
    assert "Traceback" not in answer.text


def test_a_fault_of_the_program_is_a_page_too(app, owner, caplog):
    app.config.update(TESTING=False, PROPAGATE_EXCEPTIONS=False)

    @app.get("/fault")
    def fault():
        raise RuntimeError("secret words")

    answer = app.test_client().sign_in(owner).get("/fault")
    assert answer.status_code == 500
    assert "secret words" not in answer.text
    assert "Details are in its log" in answer.text
    assert "secret words" in caplog.text


def test_a_form_has_an_end(owner_client):
    assert owner_client.post("/me", data={"name": "x" * 2_000_000}).status_code == 413


def test_the_key_is_made_once_for_the_box_alone(tmp_path):
    path = tmp_path / "session.key"
    key = secret_key(path)
    assert len(key) == 32
    assert secret_key(path) == key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in tmp_path.iterdir()] == ["session.key"]


@pytest.mark.parametrize("damage", [b"", b"short", bytes(32), b"x" * 33, None])
def test_a_damaged_key_is_made_anew(tmp_path, damage):
    """Of a power cut or a dying card: empty, cut, zeros; or a folder lies in its place."""
    path = tmp_path / "session.key"
    if damage is None:
        path.mkdir()
    else:
        path.write_bytes(damage)
    key = secret_key(path)
    assert len(key) == 32
    assert any(key)
    assert secret_key(path) == key == path.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EIO])
def test_a_key_that_cannot_be_kept_lasts_as_long_as_the_process(tmp_path, monkeypatch, number):
    def refuse(*_):
        raise OSError(number, "refused")

    monkeypatch.setattr("device.admin.web.security.write_atomic", refuse)
    assert len(secret_key(tmp_path / "session.key")) == 32


def test_a_cookie_signed_by_another_box_is_none(app, client, owner):
    from flask.sessions import SecureCookieSessionInterface

    app_key, app.secret_key = app.secret_key, b"x" * 32
    forged = SecureCookieSessionInterface().get_signing_serializer(app).dumps({"member": 1, "key": owner.key})
    app.secret_key = app_key
    client.set_cookie("formbox", forged)
    assert client.get("/more").status_code == 303


def path_of(rule):
    """The rule's path with a value in each of its places."""
    kinds = {name: kind for kind, name in re.findall(r"<(?:(\w+)[^:>]*:)?(\w+)>", rule.rule)}
    return rule.build({name: 1 if kinds[name] == "int" else "0" * 32 for name in rule.arguments})[1]
