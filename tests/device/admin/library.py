"""What the tests of lessons' pages share: a film's bytes, a row as it is now, and what a browser sends."""

from device.admin.lessons import files
from device.store.tables import Lesson

FILM = bytes(range(256)) * (files.PIECE_MAX // 256 * 2) + b"end"


def row(database, lesson, kind=Lesson):
    with database.reading() as session:
        found = session.get_one(kind, lesson.id)
        _ = found.segments, found.jobs
        session.expunge_all()
    return found


def get(phone, path, **headers):
    """As a browser that reads an answer to its end."""
    named = {key.replace("_", "-"): text for key, text in headers.items()}
    return phone.get(path, headers=named, buffered=True)


def send(phone, lesson, what, **form):
    return phone.post(f"/lessons/{lesson.id}/{what}", data=form, follow_redirects=True)
