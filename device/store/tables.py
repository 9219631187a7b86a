"""The box's tables: lessons, members, matches, night work, pairing codes, uploads.

Decides names, types, and what is deleted with what. A change here needs a migration in `migrations/versions`.
Repetitions and own exercises are in `exercise_tables`, files (videos, tracks, pictures) in `folder`.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import BigInteger, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from device.lost import NOTHING_LOST, Lost
from device.store.columns import Base, LimbList, LostValue, choice
from device.store.exercise_tables import EXERCISE_MAX, RepetitionRow
from device.store.phones.tables import SignedInPhone
from scoring.limb import Limb

REASON_MAX: Final = 400


class Role(StrEnum):
    """What a member may do: an owner everything, others with their own."""

    OWNER = "owner"
    MEMBER = "member"


class Facing(StrEnum):
    """Which way the tutor faces, as seen from the camera."""

    UNKNOWN = "unknown"
    TOWARDS = "towards"
    AWAY = "away"
    LEFT = "left"
    RIGHT = "right"


class Timing(StrEnum):
    """Whether being late costs points. `auto`: where a beat was found overnight."""

    AUTO = "auto"
    ON_BEAT = "on_beat"
    FREE = "free"


class SegmentKind(StrEnum):
    """What happens in an interval of a lesson."""

    EXERCISE = "exercise"
    REST = "rest"
    TALK = "talk"
    TITLE = "title"


class NamedBy(StrEnum):
    """Who said which exercise a part of a lesson is: what a person said, no night changes."""

    NIGHT = "night"
    PERSON = "person"


class JobKind(StrEnum):
    """What a job does: download a lesson from a link, or prepare one."""

    FETCH = "fetch"
    PREPARE = "prepare"


class JobState(StrEnum):
    """Where a job is. `received`: the file is here and not yet looked at."""

    RECEIVED = "received"
    WAITING = "waiting"
    WORKING = "working"
    READY = "ready"
    FAILED = "failed"


class Member(Base):
    """A person of the household.

    colour: #rrggbb; secret: the hash of a password or PIN; key: in cookies that were made before phones had
    rows; changed, it ends them.
    """

    __tablename__ = "members"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(unique=True)  # the name as it is compared: casefolded, trimmed
    role: Mapped[Role] = mapped_column(choice(Role))
    colour: Mapped[str] = mapped_column(String(7))
    language: Mapped[str] = mapped_column(String(16))
    secret: Mapped[str] = mapped_column(String(255))
    key: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime | None]

    phones: Mapped[list[SignedInPhone]] = relationship(cascade="all, delete-orphan", passive_deletes=True)


class Lesson(Base):
    """A tutor video. Its files lie in the media folder under its id. prepared_at: None until it can be
    played; deleted_at: taken out of the library, for good after a while; wanted: how often it was asked for
    while it was not ready; trim in seconds of the video; beat_bpm: of movement and sound, None without a
    beat; ignored_limbs: those that do not matter, never all; lost: what of the film did not arrive.
    """

    __tablename__ = "lessons"
    # an id is the name of a folder: SQLite would give that of the last lesson deleted to the next one
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 - SQLAlchemy reads it
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    added_by: Mapped[int | None] = mapped_column(ForeignKey("members.id", ondelete="SET NULL"), index=True)
    added_at: Mapped[datetime] = mapped_column(index=True)
    source: Mapped[str] = mapped_column(Text)  # the file's own name, or the link that it came from
    size_bytes: Mapped[int] = mapped_column(BigInteger, default=0)
    duration_s: Mapped[float | None]
    width: Mapped[int | None]
    height: Mapped[int | None]
    has_sound: Mapped[bool] = mapped_column(default=False)
    facing: Mapped[Facing] = mapped_column(choice(Facing), default=Facing.UNKNOWN)
    trim_start_s: Mapped[float] = mapped_column(default=0.0)
    trim_end_s: Mapped[float | None]
    beat_bpm: Mapped[float | None]
    timing: Mapped[Timing] = mapped_column(choice(Timing), default=Timing.AUTO)
    ignored_limbs: Mapped[list[Limb]] = mapped_column(LimbList, default=list)
    lost: Mapped[Lost] = mapped_column(LostValue, default=NOTHING_LOST)
    model: Mapped[str | None] = mapped_column(String(32))  # the pose network that made its track
    prepared_at: Mapped[datetime | None]
    deleted_at: Mapped[datetime | None] = mapped_column(index=True)
    wanted: Mapped[int] = mapped_column(default=0)

    segments: Mapped[list["Segment"]] = relationship(
        back_populates="lesson",
        cascade="all, delete-orphan",
        passive_deletes=True,
        order_by="Segment.start_s",
    )
    jobs: Mapped[list["Job"]] = relationship(
        back_populates="lesson", cascade="all, delete-orphan", passive_deletes=True, order_by="Job.id"
    )
    bookmarks: Mapped[list["Bookmark"]] = relationship(cascade="all, delete-orphan", passive_deletes=True)


class Segment(Base):
    """An interval of a lesson, in seconds of its video. by_hand: a person set it, no program changes it.

    exercise: a key of scoring.exercises.catalogue or of `own_exercises`; name: what a person wrote in place
    of one; named_by: None where nobody said either.
    """

    __tablename__ = "segments"
    id: Mapped[int] = mapped_column(primary_key=True)
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lessons.id", ondelete="CASCADE"), index=True)
    kind: Mapped[SegmentKind] = mapped_column(choice(SegmentKind))
    start_s: Mapped[float]
    end_s: Mapped[float]
    exercise: Mapped[str | None] = mapped_column(String(EXERCISE_MAX))
    name: Mapped[str | None]
    named_by: Mapped[NamedBy | None] = mapped_column(choice(NamedBy))
    by_hand: Mapped[bool] = mapped_column(default=False)

    lesson: Mapped[Lesson] = relationship(back_populates="segments")


class Job(Base):
    """One piece of night work for one lesson, a small state machine (`jobs` says which change may follow).

    stage: what is being done, a key of the page's words; percent 0 to 100; left_s: seconds that it will still
    take, by what it took so far; at_once: asked for now, not for the night; reason: why it failed, a
    key of device.failure_reasons; attempts: how often it was begun; beat_at: the last sign of life.
    """

    __tablename__ = "jobs"
    id: Mapped[int] = mapped_column(primary_key=True)
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lessons.id", ondelete="CASCADE"), index=True)
    kind: Mapped[JobKind] = mapped_column(choice(JobKind))
    state: Mapped[JobState] = mapped_column(choice(JobState), index=True)
    model: Mapped[str] = mapped_column(String(32))
    url: Mapped[str | None] = mapped_column(Text)
    at_once: Mapped[bool] = mapped_column(default=False)
    stage: Mapped[str | None] = mapped_column(String(32))
    percent: Mapped[float] = mapped_column(default=0.0)
    left_s: Mapped[float | None]
    reason: Mapped[str | None] = mapped_column(String(REASON_MAX))
    attempts: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    beat_at: Mapped[datetime | None]

    lesson: Mapped[Lesson] = relationship(back_populates="jobs")


class Match(Base):
    """One play of one lesson; it outlives the lesson, so it keeps the lesson's name."""

    __tablename__ = "matches"
    id: Mapped[int] = mapped_column(primary_key=True)
    lesson_id: Mapped[int | None] = mapped_column(ForeignKey("lessons.id", ondelete="SET NULL"), index=True)
    lesson_name: Mapped[str]
    played_at: Mapped[datetime] = mapped_column(index=True)
    duration_s: Mapped[float]
    method: Mapped[str] = mapped_column(String(32))

    players: Mapped[list["Player"]] = relationship(
        back_populates="match", cascade="all, delete-orphan", passive_deletes=True, order_by="Player.place"
    )


class Player(Base):
    """One person's part in a match. Scores 0 to 100, None where nothing could be judged.

    joints and angles: scores by English name; live: [[seconds, score or None], ...]; corrections: [{"part",
    "ask", "burden"}, ...], the heaviest first; summary: {"best", "best_s", "worst", "worst_s", "advice"} and,
    where they were counted, "repetitions"; track: the file of their poses in the media folder.
    """

    __tablename__ = "players"
    id: Mapped[int] = mapped_column(primary_key=True)
    match_id: Mapped[int] = mapped_column(ForeignKey("matches.id", ondelete="CASCADE"), index=True)
    member_id: Mapped[int | None] = mapped_column(ForeignKey("members.id", ondelete="SET NULL"), index=True)
    place: Mapped[int]  # 0: alone or left, 1: right
    final: Mapped[float | None]
    joints: Mapped[dict[str, Any]]
    angles: Mapped[dict[str, Any]]
    live: Mapped[list[Any]]
    corrections: Mapped[list[Any]]
    summary: Mapped[dict[str, Any]]
    lag_s: Mapped[float | None]
    mirrored: Mapped[bool] = mapped_column(default=False)
    seen_share: Mapped[float | None]
    track: Mapped[str | None] = mapped_column(String(255))

    match: Mapped[Match] = relationship(back_populates="players")
    repetitions: Mapped[list[RepetitionRow]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by=RepetitionRow.number
    )


class Bookmark(Base):
    """Where a lesson was left before its end; one for each lesson and member in the first place.

    time_s: on the lesson's clock, which begins where it is trimmed; member_id, other_id: who stood alone or
    on the left, and on the right; None for a guest.
    """

    __tablename__ = "bookmarks"
    # NULLs are never equal in a database: `bookmarks` makes sure that guests have only one too
    __table_args__ = (UniqueConstraint("lesson_id", "member_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lessons.id", ondelete="CASCADE"))
    member_id: Mapped[int | None] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"), index=True)
    other_id: Mapped[int | None] = mapped_column(ForeignKey("members.id", ondelete="SET NULL"), index=True)
    people: Mapped[int]  # 1 or 2
    time_s: Mapped[float]
    left_at: Mapped[datetime] = mapped_column(index=True)


class Setting(Base):
    """One setting that the owner changed; the defaults of all others are in `settings`."""

    __tablename__ = "settings"
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[dict[str, Any]]  # {"value": ...}: every kind of value in one kind of column


class PairingCode(Base):
    """Six digits on the TV that pair a phone, for a limited time and number of tries.

    member_id: for whom it was made, who chooses a new PIN with it; None: for somebody new.
    """

    __tablename__ = "pairing_codes"
    id: Mapped[int] = mapped_column(primary_key=True)
    digits: Mapped[str] = mapped_column(String(6))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    tries_left: Mapped[int]
    used_at: Mapped[datetime | None]
    member_id: Mapped[int | None] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"))


class Attempt(Base):
    """The number of wrong guesses, by a key ("pin:3", "code:192.168.1.20")."""

    __tablename__ = "attempts"
    key: Mapped[str] = mapped_column(String(160), primary_key=True)
    count: Mapped[int]
    since: Mapped[datetime]
    blocked_until: Mapped[datetime | None]


class Upload(Base):
    """An upload (tus): `offset_bytes` of its `length_bytes` lie safely in the inbox."""

    __tablename__ = "uploads"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    member_id: Mapped[int | None] = mapped_column(ForeignKey("members.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]
    source: Mapped[str] = mapped_column(Text)
    length_bytes: Mapped[int] = mapped_column(BigInteger)
    offset_bytes: Mapped[int] = mapped_column(BigInteger, default=0)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    lesson_id: Mapped[int | None] = mapped_column(ForeignKey("lessons.id", ondelete="SET NULL"))
