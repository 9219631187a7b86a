"""Exercises that a household taught by examples, beside those of the catalogue.

Decides how many examples one needs and what stands for one elsewhere: `own:` and its number. Their features
are computed by a process with NumPy (`device.match.own_examples`), because the page has none.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from device.errors import StoreError
from device.spelling import fold
from device.store.columns import stored_name
from device.store.exercise_tables import OwnExample, OwnExercise
from device.store.tables import NamedBy, Player, Segment
from scoring.exercises.exercise import OWN

# LiFT's few-shot protocol, too, learns a new exercise from three.
EXAMPLES_MIN: Final = 3
# Seconds of one example: the window in which exercises are recognised.
EXAMPLE_S: Final = 3.0
# More say nothing new of one person's way to do it, and each is compared in every window.
EXAMPLES_MAX: Final = 12


class TooFewExamplesError(StoreError):
    """Less was shown than an exercise can be learnt from."""


def key_of(own_id: int) -> str:
    """What names an own exercise in segments and repetitions."""
    return f"{OWN}{own_id}"


def teach(
    session: Session,
    name: str,
    spans: Sequence[tuple[float, float]],
    *,
    now: datetime,
    member_id: int | None = None,
    lesson_id: int | None = None,
    player_id: int | None = None,
) -> OwnExercise:
    """Keep an exercise with its examples: (start, end) in s of the lesson's video, or of the match.

    Examples of an exercise with the same name are added to it. Raises ValueError for an empty name,
    TooFewExamplesError below EXAMPLES_MIN.
    """
    called = stored_name(name)
    if not called:
        raise ValueError("an exercise needs a name")
    if len(spans) < EXAMPLES_MIN:
        raise TooFewExamplesError(f"An exercise is learnt from {EXAMPLES_MIN} examples.")
    known = {fold(one.name): one for one in every(session)}
    own = known.get(fold(called))
    if own is None:
        own = OwnExercise(name=called, member_id=member_id, created_at=now)
        session.add(own)
    own.examples = [
        *own.examples,
        *(
            OwnExample(lesson_id=lesson_id, player_id=player_id, start_s=start_s, end_s=end_s)
            for start_s, end_s in spans
        ),
    ][-EXAMPLES_MAX:]
    session.flush()
    return own


def every(session: Session) -> list[OwnExercise]:
    """All of them, in the order of their making."""
    return list(session.scalars(select(OwnExercise).order_by(OwnExercise.id)))


def names(session: Session) -> dict[str, str]:
    """What the household calls each, by its key."""
    return {
        key_of(own_id): name for own_id, name in session.execute(select(OwnExercise.id, OwnExercise.name))
    }


def forget(session: Session, own: OwnExercise) -> None:
    """Remove it; parts of lessons that are called so keep its name as written by a person."""
    for part in session.scalars(select(Segment).where(Segment.exercise == key_of(own.id))):
        part.exercise, part.name, part.named_by = None, own.name, NamedBy.PERSON
    session.delete(own)
    session.flush()


def windows(start_s: float, end_s: float) -> list[tuple[float, float]]:
    """EXAMPLES_MIN windows spread evenly over a part of a lesson or a match, each EXAMPLE_S long or, in a
    short part, half of it, so that they differ.
    """
    length_s = min(EXAMPLE_S, (end_s - start_s) / 2)
    step_s = (end_s - start_s - length_s) / (EXAMPLES_MIN - 1)
    return [(start_s + n * step_s, start_s + n * step_s + length_s) for n in range(EXAMPLES_MIN)]


def unlearnt(session: Session) -> list[tuple[OwnExample, str | None]]:
    """Examples without features; and for one out of a match, the name of that person's track file."""
    found = (
        select(OwnExample, Player.track)
        .outerjoin(Player, OwnExample.player_id == Player.id)
        .where(OwnExample.features.is_(None))
        .order_by(OwnExample.id)
    )
    return [(example, track) for example, track in session.execute(found)]
