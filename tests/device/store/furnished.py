"""A box with something of everything in it, and a picture of it to compare."""

import hashlib
from datetime import timedelta

from sqlalchemy import select

from device.lost import Lost
from device.store.backup.archive import MARKER, TABLES
from device.store.exercise_tables import OwnExample, OwnExercise, RepetitionRow
from device.store.tables import (
    Attempt,
    Bookmark,
    Facing,
    Job,
    JobKind,
    JobState,
    Lesson,
    Match,
    Member,
    NamedBy,
    Player,
    Role,
    Segment,
    SegmentKind,
    Setting,
    Timing,
    Upload,
)
from scoring.limb import Limb

UPLOAD = "0123456789abcdef" * 2


def member(name, now, **changes):
    fields = {
        "name": name,
        "name_key": name.casefold(),
        "role": Role.MEMBER,
        "colour": "#3366cc",
        "language": "ko",
        "secret": f"hash of {name}",
        "key": f"key of {name}",
        "created_at": now,
    }
    return Member(**fields | changes)


def lesson(name, now, **changes):
    return Lesson(**{"name": name, "added_at": now, "source": f"{name}.mov"} | changes)


def player(place, track=None, **changes):
    fields = {
        "place": place,
        "final": 71.25,
        "joints": {"nose": 80.5, "left_wrist": None},
        "angles": {"left_knee": 12.0},
        "live": [[0.5, 33.3], [1.0, None]],
        "corrections": [{"part": "left_arm", "ask": "higher", "burden": None}],
        "summary": {"best": "nose", "words": "둘 다 \u2028 좋아요 “gut”"},
        "track": track,
    }
    return Player(**fields | changes)


def repetition(number, **changes):
    fields = {
        "number": number,
        "exercise": "squat",
        "begin_s": 3.0 * number,
        "bottom_s": 3.0 * number + 1.25,
        "end_s": 3.0 * number + 2.5,
        "down_s": 1.0,
        "hold_s": 0.25,
        "up_s": 1.0,
        "reach": 0.95,
        "symmetry": 0.875,
        "score": 91.5,
        "verdict": "good",
        "angle": None,
        "counted": True,
    }
    return RepetitionRow(**fields | changes)


def furnish(database, folder, now, word="old"):
    """Two members, lessons in three states, a match of two; `word` tells boxes apart."""
    with database.session() as session:
        owner = member(f"Oma {word}", now, role=Role.OWNER, seen_at=now + timedelta(seconds=0.25))
        child = member(f"子 {word}", now)
        session.add_all([owner, child])
        session.flush()
        ready = lesson(
            f"Squats {word}",
            now,
            added_by=owner.id,
            size_bytes=5_000_000_000,
            duration_s=12.5,
            facing=Facing.AWAY,
            beat_bpm=118.2,
            timing=Timing.ON_BEAT,
            ignored_limbs=[Limb.ARMS, Limb.HEAD],
            lost=Lost(cut=True, end_s=12.5, silent=True),
            prepared_at=now,
            segments=[
                Segment(kind=SegmentKind.REST, start_s=1.0, end_s=2.5, by_hand=True),
                Segment(
                    kind=SegmentKind.EXERCISE,
                    start_s=2.5,
                    end_s=9.0,
                    exercise="squat",
                    named_by=NamedBy.NIGHT,
                ),
            ],
        )
        waiting = lesson(f"Tanz {word}", now, deleted_at=now)
        fetched = lesson(f"Link {word}", now)
        session.add_all([ready, waiting, fetched])
        session.flush()
        session.add_all(
            [
                Job(
                    lesson_id=ready.id,
                    kind=JobKind.PREPARE,
                    state=JobState.READY,
                    model="full",
                    created_at=now,
                ),
                Job(
                    lesson_id=waiting.id,
                    kind=JobKind.PREPARE,
                    state=JobState.WAITING,
                    model="heavy",
                    created_at=now,
                    reason=None,
                ),
                Job(
                    lesson_id=fetched.id,
                    kind=JobKind.FETCH,
                    state=JobState.WAITING,
                    url="https://example.org/a.mp4",
                    model="full",
                    created_at=now,
                ),
                Match(
                    lesson_id=ready.id,
                    lesson_name=ready.name,
                    played_at=now,
                    duration_s=60.0,
                    method="adaptive",
                    players=[
                        player(
                            0,
                            f"{word}.npz",
                            member_id=owner.id,
                            repetitions=[repetition(1), repetition(2, symmetry=None, counted=False)],
                        ),
                        player(1),
                    ],
                ),
                Bookmark(lesson_id=ready.id, member_id=owner.id, people=2, time_s=7.5, left_at=now),
                OwnExercise(
                    name=f"Oma's 체조 {word}",
                    member_id=owner.id,
                    created_at=now,
                    examples=[
                        OwnExample(lesson_id=ready.id, start_s=2.5, end_s=5.5, features=[0.25, None, -3.5]),
                        OwnExample(lesson_id=ready.id, start_s=4.0, end_s=7.0, features=None),
                    ],
                ),
                Setting(key="name", value={"value": word}),
                Attempt(key=f"pin:{word}", count=3, since=now),
                Upload(
                    id=UPLOAD,
                    member_id=owner.id,
                    name="on its way",
                    source="a.mov",
                    length_bytes=10,
                    offset_bytes=4,
                    created_at=now,
                    expires_at=now + timedelta(days=1),
                ),
            ]
        )
        numbers = ready.id, waiting.id
    files = folder.lesson(numbers[0])
    for path in (files.original, files.video, files.track, files.skeleton, files.thumbnail):
        write(path, f"{word} {path.name} ".encode() * 1000)
    write(files.work / "checkpoint", b"half")
    write(folder.lesson(numbers[1]).original, f"{word} original".encode() * 50_000)
    write(folder.tracks / f"{word}.npz", f"{word} poses".encode())
    write(folder.upload(UPLOAD), b"four")


def write(path, data):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def picture(database, folder):
    """Every row and every file's hash, but for what no backup holds."""
    rows = {}
    with database.reading() as session:
        for table in TABLES:
            found = session.connection().execute(select(table).order_by(*table.primary_key)).mappings()
            rows[table.name] = [
                {key: value for key, value in row.items() if (table.name, key) != ("members", "key")}
                for row in found
                if not (table.name == "settings" and row["key"] == MARKER)
            ]
    files = {
        path.relative_to(folder.root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for part in (folder.lessons, folder.tracks)
        for path in sorted(part.rglob("*"))
        if path.is_file() and path.parent.name != "work"
    }
    return rows, files


def members(database):
    """Name and session key."""
    with database.reading() as session:
        return {one.name: one.key for one in session.scalars(select(Member))}
