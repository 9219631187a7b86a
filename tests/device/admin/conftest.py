"""The page as phones see it: an app over an empty box, phones signed in or not, a clock that stands still."""

import shutil
import socket
from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer

from device.admin.access import KEY, MEMBER
from device.admin.app import create_app
from device.store.database import open_database
from device.store.folder import DATABASE, Folder
from device.store.members import add_member
from device.store.tables import Role

EVENING = datetime(2026, 3, 14, 19, 30, tzinfo=UTC)
UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}


class Clock:
    """Stands still until a test moves it."""

    def __init__(self, now=EVENING):
        self.now = now

    def __call__(self):
        return self.now

    def advance(self, **amount):
        self.now += timedelta(**amount)


class Phone(FlaskClient):
    """A browser that sends the token of its session with every change, unless told csrf=False."""

    def open(self, *args, csrf=True, **kwargs):
        if csrf and kwargs.get("method", "GET").upper() in UNSAFE:
            headers = dict(kwargs.pop("headers", None) or {})
            headers.setdefault("X-CSRFToken", self.token())
            kwargs["headers"] = headers
        return super().open(*args, **kwargs)

    def token(self):
        """The token that a page of this session would carry."""
        with self.session_transaction() as session:
            raw = session.setdefault("csrf_token", "0" * 40)
        return URLSafeTimedSerializer(self.application.secret_key, salt="wtf-csrf-token").dumps(raw)

    def sign_in(self, member):
        """As by the page, without the time that hashing takes."""
        with self.session_transaction() as session:
            session[MEMBER], session[KEY] = member.id, member.key
            session.permanent = True
        return self


@pytest.fixture
def clock():
    """A Saturday evening."""
    return Clock()


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty box; the environment names no other."""
    for name in ("FORMBOX_HOME", "FORMBOX_DATABASE_URL", "STATE_DIRECTORY", "RUNTIME_DIRECTORY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(socket, "gethostname", lambda: "formbox")
    box = Folder(tmp_path / "box")
    box.make()
    return box


@pytest.fixture(scope="session")
def migrated(tmp_path_factory):
    """A database with all tables and no row, to copy."""
    path = tmp_path_factory.mktemp("migrated") / DATABASE
    open_database(f"sqlite:///{path}").close()
    return path


@pytest.fixture
def database(folder, migrated):
    """The box's database: migrated, empty, closed at the end."""
    shutil.copyfile(migrated, folder.root / DATABASE)
    opened = open_database(folder.database_url)
    yield opened
    opened.close()


@pytest.fixture
def app(folder, database, clock):
    """The page, with the tokens that a browser would have to send."""
    made = create_app(folder, database, clock=clock, testing=True)
    made.test_client_class = Phone
    return made


@pytest.fixture
def client(app):
    """A phone that nobody has signed in on."""
    return app.test_client()


def join(database, name, role=Role.MEMBER, language="en", colour="#89a4ff", secret=""):
    """A row for somebody of the household."""
    with database.session() as session:
        return add_member(session, EVENING, name, role, colour, language, secret)


@pytest.fixture
def owner(database):
    """Mina, whose box it is."""
    return join(database, "Mina", Role.OWNER)


@pytest.fixture
def member(database, owner):
    """Jun, who may use it."""
    return join(database, "Jun", colour="#ff96d6")


@pytest.fixture
def owner_client(app, owner):
    """Mina's phone."""
    return app.test_client().sign_in(owner)


@pytest.fixture
def member_client(app, member):
    """Jun's phone."""
    return app.test_client().sign_in(member)
