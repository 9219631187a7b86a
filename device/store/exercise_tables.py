"""The tables of repetitions, and of exercises that a household taught; all others are in `tables`."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from device.store.columns import Base

EXERCISE_MAX: Final = 64  # letters of an exercise's key


class RepetitionRow(Base):
    """One repetition of one person in a match: a scoring.repetitions.Repetition, in seconds of the lesson.

    number: from 1, attempts included; verdict and angle: its names, in lower case; a value that does not
    apply is None.
    """

    __tablename__ = "repetitions"
    id: Mapped[int] = mapped_column(primary_key=True)
    player_id: Mapped[int] = mapped_column(ForeignKey("players.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    exercise: Mapped[str | None] = mapped_column(String(EXERCISE_MAX))
    begin_s: Mapped[float]
    bottom_s: Mapped[float]
    end_s: Mapped[float]
    down_s: Mapped[float | None]
    hold_s: Mapped[float | None]
    up_s: Mapped[float | None]
    reach: Mapped[float | None]
    symmetry: Mapped[float | None]
    score: Mapped[float | None]
    verdict: Mapped[str] = mapped_column(String(16))
    angle: Mapped[str | None] = mapped_column(String(32))
    counted: Mapped[bool]


class OwnExercise(Base):
    """An exercise that the household taught by examples, called as a person wrote it, in no language."""

    __tablename__ = "own_exercises"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    member_id: Mapped[int | None] = mapped_column(ForeignKey("members.id", ondelete="SET NULL"), index=True)
    created_at: Mapped[datetime]

    examples: Mapped[list["OwnExample"]] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, order_by="OwnExample.id"
    )


class OwnExample(Base):
    """One example of an own exercise: a few seconds of a lesson's tutor or of a person in a match.

    features: its statistics, None until a process with NumPy computed them from the track (`own`); they stay
    when lesson and match are gone.
    """

    __tablename__ = "own_examples"
    id: Mapped[int] = mapped_column(primary_key=True)
    own_id: Mapped[int] = mapped_column(ForeignKey("own_exercises.id", ondelete="CASCADE"), index=True)
    lesson_id: Mapped[int | None] = mapped_column(ForeignKey("lessons.id", ondelete="SET NULL"), index=True)
    player_id: Mapped[int | None] = mapped_column(ForeignKey("players.id", ondelete="SET NULL"), index=True)
    start_s: Mapped[float]
    end_s: Mapped[float]
    features: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
