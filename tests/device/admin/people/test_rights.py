"""Rights are read again where something changes: what happens between a request and its transaction counts.

Each race is made by hand: a second phone's request is answered where the first one's transaction would begin.
"""

import ast
import io
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import select

from device.admin import app as app_module
from device.admin.app import create_app
from device.admin.people import passwords
from device.admin.web.services import Services
from device.store.codes import fresh_code
from device.store.database import Database
from device.store.members import members, owners, remove_member, set_secret
from device.store.phones import signed_in
from device.store.phones.tables import SignedInPhone
from device.store.tables import Lesson, Member, Role
from tests.device.admin.conftest import Phone, join
from tests.device.store.conftest import (  # noqa: F401 - fixtures
    migrated_postgresql,
    postgresql_server,
    postgresql_url,
)

PUBLIC = {"people/passwords.py", "people/pairing.py", "web/access.py"}


def test_whatever_changes_reads_rights_again():
    """Transactions are begun by `access.changing` alone, but where nobody is signed in yet."""
    root = Path(app_module.__file__).parent
    begun = set()
    for path in root.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Attribute) and node.attr == "session":
                holder = node.value
                if isinstance(holder, ast.Attribute) and holder.attr == "database":
                    begun.add(path.relative_to(root).as_posix())
    assert begun == PUBLIC


@pytest.fixture
def between(monkeypatch):
    """Calls `between.happens` once, after a request was let in and before it changes anything."""

    class Between:
        happens = None

    session = Database.session
    pause = Between()

    @contextmanager
    def late(self):
        happens, pause.happens = pause.happens, None
        if happens is not None:
            happens()
        with session(self) as rows:
            yield rows

    monkeypatch.setattr(Database, "session", late)
    return pause


def gone(database, member):
    def happens():
        with database.session() as rows:
            remove_member(rows, rows.get_one(Member, member.id))

    return happens


def signed_out(database, member):
    def happens():
        with database.session() as rows:
            signed_in.end_all(rows, member.id)

    return happens


def demoted(database, member):
    def happens():
        with database.session() as rows:
            rows.get_one(Member, member.id).role = Role.MEMBER

    return happens


CHANGES = (
    ("/lessons/1/name", {"name": "Taken"}),
    ("/lessons/1/delete", {}),
    ("/lessons/1/want", {}),
    ("/lessons/1/prepare", {}),
    ("/fetch/", {"url": "https://example.org/a.mp4"}),
    ("/me", {"name": "Other", "colour": "#89a4ff", "language": "en"}),
    ("/settings", {"name": "Taken"}),
    ("/members/2/remove", {}),
    ("/members/2/role", {"role": "owner"}),
    ("/members/2/reset", {}),
    ("/history/1/delete", {}),
    ("/history/members/2/delete", {}),
    ("/sign-out/everywhere", {}),
    ("/phones/1/sign-out", {}),
)


@pytest.fixture
def seen(owner_client, member, ready, play, owner, database, clock):
    """The owner's phone, whose visit was noted already, in a household with a lesson and a match."""
    play(owner, member, lesson_id=ready.id)
    assert owner_client.get("/more").status_code == 200
    return owner_client


@pytest.mark.parametrize(("path", "form"), CHANGES)
@pytest.mark.parametrize("end", [gone, signed_out])
def test_who_is_out_meanwhile_changes_nothing(seen, between, database, owner, path, form, end):
    seen.token()
    between.happens = end(database, owner)
    assert seen.post(path, data=form).status_code == 401
    with database.reading() as rows:
        assert rows.scalars(select(Lesson.name)).all() == ["Squats"]
        assert rows.scalars(select(Lesson.deleted_at)).all() == [None]
        assert "Jun" in [one.name for one in members(rows)]


@pytest.mark.parametrize(
    ("path", "form"), [change for change in CHANGES if change[0].startswith(("/members", "/settings"))]
)
def test_who_is_no_owner_any_more_changes_nothing_of_others(seen, between, database, owner, path, form):
    join(database, "Ada", Role.OWNER)
    between.happens = demoted(database, owner)
    assert seen.post(path, data=form).status_code == 403
    with database.reading() as rows:
        assert {one.name: one.role for one in members(rows)}["Jun"] is Role.MEMBER


def test_an_upload_ends_with_the_session_of_who_sends_it(seen, between, database, owner, folder):
    from tests.device.admin.uploads.tus_client import FILM, Tus

    tus = Tus(seen)
    path = tus.new()
    between.happens = signed_out(database, owner)
    assert tus.send(path, 0, FILM).status_code == 401
    assert [one.stat().st_size for one in folder.inbox.glob("*.part")] in ([], [0])


def test_a_form_upload_that_took_long_is_the_sender_s_no_more(seen, between, database, owner, folder):
    between.happens = signed_out(database, owner)
    answer = seen.post("/uploads/plain", data={"video": (io.BytesIO(b"film"), "a.mov")})
    assert answer.status_code == 401
    assert list(folder.inbox.glob("*.part")) == []


def test_a_backup_that_came_for_an_hour_is_not_restored_for_who_is_no_owner(
    seen, between, database, owner, app
):
    between.happens = demoted(database, owner)
    answer = seen.post("/box/restore", data={"backup": (io.BytesIO(b"zip"), "a.zip")})
    assert answer.status_code == 403
    assert app.extensions["formbox_backups"].now.state == "idle"


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
@pytest.mark.parametrize("what", ["remove", "role", "mixed"])
def test_two_owners_who_end_each_other_at_once_leave_one(
    kind, what, request, folder, migrated, clock, tmp_path
):
    if kind == "sqlite":
        request.getfixturevalue("database")
        url = folder.database_url
    else:
        url = request.getfixturevalue("postgresql_url")
    database = Database(url)
    app = create_app(Services(folder=folder, database=database, clock=clock))
    app.testing, app.test_client_class = True, Phone
    for round_ in range(4):
        pair = [join(database, f"{name}{round_}", Role.OWNER) for name in ("Ada", "Ben")]
        phones = [app.test_client().sign_in(one) for one in pair]
        for phone in phones:
            phone.get("/more")
        words = {"remove": ("remove", "remove"), "role": ("role", "role"), "mixed": ("remove", "role")}[what]
        start, answers = threading.Barrier(2), [None, None]

        def ends(number, phones=phones, pair=pair, words=words, start=start, answers=answers):
            start.wait(10)
            form = {"role": "member"}
            path = f"/members/{pair[1 - number].id}/{words[number]}"
            answer = phones[number].post(path, data=form)
            # one who is out before the request comes is sent to sign in
            answers[number] = 401 if answer.location == "/sign-in" else answer.status_code

        threads = [threading.Thread(target=ends, args=(number,)) for number in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
        assert sorted(answers) in ([303, 401], [303, 403]), answers
        with database.session() as rows:
            assert owners(rows) == 1
            for one in members(rows):
                remove_member(rows, one)
    database.close()


def reset_code(phone, member):
    import re

    page = phone.post(f"/members/{member.id}/reset").text
    return "".join(re.search(r'class="digits">(\d{3}) (\d{3})<', page).groups())


def start(app, code, name, secret="161803"):
    phone = app.test_client()
    form = {"name": name, "secret": secret, "code": code, "language": "en"}
    return phone.post("/start", data=form), phone


def test_a_reset_account_is_taken_by_its_own_code_only(app, database, owner, owner_client, clock):
    ada = join(database, "Ada", Role.OWNER, secret=passwords.hashed("271828"))
    code = reset_code(owner_client, ada)
    with database.session() as rows:
        other = fresh_code(rows, clock()).digits
    answer, phone = start(app, other, "Ada")
    assert answer.status_code == 422
    assert "already has this name" in answer.text
    answer, phone = start(app, code, "Somebody")
    assert answer.status_code == 422
    assert "for somebody else" in answer.text
    answer, phone = start(app, code, "ada")
    assert answer.status_code == 303
    assert phone.get("/box").status_code == 200
    assert start(app, code, "ada")[0].status_code == 422


def test_a_code_for_one_is_not_the_one_that_the_tv_shows_to_all(app, database, owner, owner_client, clock):
    from device.store.codes import shown_code

    ada = join(database, "Ada", secret=passwords.hashed("271828"))
    code = reset_code(owner_client, ada)
    with database.session() as rows:
        assert shown_code(rows, clock()).digits != code
    newer = reset_code(owner_client, ada)
    assert start(app, code, "Ada")[0].status_code == 422
    assert start(app, newer, "Ada")[0].status_code == 303


def test_the_code_of_somebody_removed_is_worth_nothing(app, database, owner, owner_client, clock):
    ada = join(database, "Ada", Role.OWNER)
    code = reset_code(owner_client, ada)
    owner_client.post(f"/members/{ada.id}/remove")
    assert start(app, code, "Ada")[0].status_code == 422


def test_a_secret_that_was_reset_meanwhile_is_not_set_by_the_old_one(app, database, between, owner):
    theo = join(database, "Theo", secret=passwords.hashed("correct horse"))
    phone = app.test_client()
    phone.post("/sign-in", data={"name": "Theo", "secret": "correct horse"})
    with database.reading() as rows:
        assert rows.scalars(select(SignedInPhone.member_id)).all() == [theo.id]

    def reset():
        with database.session() as rows:
            set_secret(rows.get_one(Member, theo.id), "")

    between.happens = reset
    form = {"old": "correct horse", "secret": "654987"}
    assert phone.post("/me/secret", data=form).status_code == 401
    with database.reading() as rows:
        assert rows.get_one(Member, theo.id).secret == ""
