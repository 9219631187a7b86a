"""A tiny film of a mannequin, a box with a lesson in it, and a night that works on it."""

import shutil
import time
from contextlib import ExitStack
from datetime import UTC, datetime

import pytest

from device.overnight.night import Night
from device.overnight.upkeep import Times
from device.store import jobs, lessons, settings
from device.store.database import open_database
from models.mannequin import Performer, Script, Step, render


def film(path, *steps, fps=6, width=192, height=144):
    """A film of a mannequin that goes through `steps`."""
    render(
        Script(timeline=steps, fps=fps, width=width, height=height, people=(Performer(),)), path, threads=1
    )
    return path


@pytest.fixture(scope="session")
def short_film(tmp_path_factory, networks):
    """Two seconds: one stretch."""
    return film(tmp_path_factory.mktemp("films") / "short.mp4", Step("lateral_raise", 1, seconds=1.0))


@pytest.fixture(scope="session")
def long_film(tmp_path_factory, networks):
    """Some twenty seconds at 5 pictures a second: three stretches."""
    return film(tmp_path_factory.mktemp("films") / "long.mp4", Step("squat", 6, seconds=3.0), fps=5)


class Box:
    """A box's folder and database, with a night that works when told to."""

    def __init__(self, folder, silent_max_s=60.0):
        self.folder = folder
        self.database = open_database(folder.database_url)
        self.now = datetime(2026, 3, 14, 19, 30, tzinfo=UTC)
        self.night = Night(
            folder,
            self.database,
            Times(lambda: self.now, time.monotonic, lambda _: None),
            silent_max_s=silent_max_s,
        )
        with self.database.session() as session:
            settings.save(session, model="lite", timezone="UTC", reserve_bytes=64 * 2**20)

    def upload(self, source, *, at_once=True, wanted=0, model="lite"):
        """A lesson with this original (a file or bytes) and a job for it; the lesson's id."""
        with self.database.session() as session:
            lesson = lessons.create(session, self.now, None, "A lesson", "film.mp4")
            lesson.wanted = wanted
            files = self.folder.lesson(lesson.id)
            files.root.mkdir()
            if isinstance(source, bytes):
                files.original.write_bytes(source)
            else:
                shutil.copyfile(source, files.original)
            lesson.size_bytes = files.original.stat().st_size
            jobs.add(session, lesson.id, model, self.now, at_once=at_once)
            return lesson.id

    def shelf(self, lesson_id):
        """The lesson and its newest job."""
        with self.database.reading() as session:
            shelf = lessons.find(session, lesson_id)
            assert shelf.lesson.segments is not None
            session.expunge_all()
            return shelf

    def files(self):
        """Every file under the lessons, by its path."""
        root = self.folder.lessons
        return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


@pytest.fixture
def make_box(folder, sqlite_url):
    """Makes an empty box on SQLite; takes what Box takes after its folder."""
    with ExitStack() as stack:

        def make(**more):
            box = Box(folder, **more)
            stack.callback(box.database.close)
            return box

        yield make


@pytest.fixture
def box(make_box):
    """An empty box on SQLite."""
    return make_box()


MADE = ("skeleton.json", "thumbnail.jpg", "track.npz", "tv.mp4")
