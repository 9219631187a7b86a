"""The page as phones see it: an app over an empty box, phones signed in or not, a clock that stands still.

With lessons on its shelf, matches in its history and uploads on their way, as far as a test asks for them.
"""

import json
import shutil
import socket
import threading
from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer

from device.admin.app import create_app
from device.admin.web.access import KEY, MEMBER
from device.admin.web.services import Services
from device.remote.messages import Done
from device.remote.server import StationServer
from device.store import jobs, lessons, matches
from device.store.database import open_database
from device.store.folder import DATABASE, Folder
from device.store.members import add_member
from device.store.tables import Match, Player, Role
from scoring.body.joints import Angle, Joint
from tests.device.admin.library import FILM
from tests.device.admin.uploads.tus_client import Tus, leave_free

EVENING = datetime(2026, 3, 14, 19, 30, tzinfo=UTC)
UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}
BENT = {"part": "left_knee", "ask": "bend", "burden": 3.0}
RAISED = {"part": "both_arms", "ask": "raise", "burden": 1.0}


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
    services = Services(
        folder=folder, database=database, clock=clock, run_in_background=lambda _name, work: work()
    )
    made = create_app(services)
    made.testing = True  # exceptions reach the test
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


@pytest.fixture
def add(database, folder, clock):
    """Adds a lesson with its files; more are its row's values."""

    def made(name="Squats", by=None, state=None, **facts):
        with database.session() as session:
            lesson = lessons.create(session, clock(), by and by.id, name, "IMG_1.MOV", 2_000_000)
            for key, value in facts.items():
                setattr(lesson, key, value)
            if state is not None:
                job = jobs.add(session, lesson.id, "full", clock())
                job.state = state
        files = folder.lesson(lesson.id)
        files.root.mkdir()
        files.original.write_bytes(b"as it came")
        return lesson

    return made


@pytest.fixture
def ready(add, owner, folder, clock):
    """A lesson of the owner that can be played."""
    lesson = add(by=owner, prepared_at=clock(), duration_s=60.0, width=640, height=480, model="full")
    files = folder.lesson(lesson.id)
    files.video.write_bytes(FILM)
    files.thumbnail.write_bytes(b"\xff\xd8picture")
    files.skeleton.write_text(json.dumps({"fps": 12, "frames": []}))
    return lesson


@pytest.fixture
def play(database, folder):
    """Keeps a match and gives the ids of its parts, in order; None stands for a guest."""

    def once(*members, lesson="Squats", days=0, final=80.0, lesson_id=None, **changes):
        players = []
        for place, member in enumerate(members):
            values = {
                "member_id": member.id if member else None,
                "place": place,
                "final": final,
                "joints": {joint.name.lower(): 50.0 + 3 * joint for joint in Joint},
                "angles": {angle.name.lower(): 70.0 + angle for angle in Angle},
                "live": [[0.5 * n, None if n == 30 else 60.0 + n % 20] for n in range(120)],
                "corrections": [BENT, RAISED],
                "summary": {"best": "neck", "best_s": 12.0, "worst": "left_knee", "worst_s": 40.0},
                "lag_s": 0.4,
                "mirrored": False,
                "seen_share": 0.95,
                "track": f"{lesson[:3].strip('=')}-{days}-{place}.npz",
            }
            players.append(Player(**(values | changes)))
            (folder.tracks / players[-1].track).write_bytes(b"poses")
        match = Match(
            lesson_id=lesson_id,
            lesson_name=lesson,
            played_at=EVENING - timedelta(days=days),
            duration_s=60.0,
            method="adaptive",
            players=players,
        )
        with database.session() as session:
            matches.add(session, match)
            return [player.id for player in match.players]

    return once


@pytest.fixture
def tus(owner_client):
    return Tus(owner_client)


@pytest.fixture
def other(member_client):
    return Tus(member_client)


@pytest.fixture
def disk(monkeypatch):
    """Called with how many bytes are free."""
    return lambda count: leave_free(monkeypatch, count)


# a thread that is told to end
TV_ENDS_S = 10.0


@pytest.fixture
def tv(folder):
    """A station that answers every wish as `tv.answer` says and remembers it."""

    class Tv:
        def __init__(self):
            self.server = StationServer(folder.station_socket)
            self.answer = Done()
            self.wishes = []
            self.ended = threading.Event()
            self.thread = threading.Thread(target=self.run, daemon=True)

        def run(self):
            while not self.ended.is_set():
                asked = self.server.next(0.05)
                if asked is not None:
                    self.wishes.append(asked.command)
                    asked.answer(self.answer)

    found = Tv()
    found.server.start()
    found.thread.start()
    yield found
    found.ended.set()
    found.thread.join(TV_ENDS_S)
    found.server.stop()
