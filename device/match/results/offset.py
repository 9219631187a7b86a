"""How much later than the tutor's a user's recording shows the same, and the track that is in step.

The sound decides where both recordings hold the same sound and the movements do not contradict it, else the
movements do. A person who is behind the music is not late by the sound: that is what the match calls lag.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from device.match.lesson import part_of
from device.media.sound_offset import sound_offset
from scoring.body.track import PoseTrack
from scoring.offset import CLEARLY, Alignment, aligned

# How far a person may be ahead of a film whose sound they hear, and behind it, s.
AHEAD_S: Final = 0.5
BEHIND_S: Final = 1.5


class FoundBy(StrEnum):
    """What an offset was found by."""

    SOUND = "sound"
    MOVEMENT = "movement"
    GIVEN = "given"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offset:
    """seconds: by how much the user's recording is later; 0 where nothing found it."""

    seconds: float
    found_by: FoundBy


def offset_between(
    tutor: PoseTrack, users: Sequence[PoseTrack], films: tuple[Path, Path] | None = None
) -> Offset:
    """The offset of a recording of one or more users; films: the tutor's and the user's, for their sound.

    Raises NotAVideoError when a film cannot be opened.
    """
    movements = [aligned(tutor, user) for user in users]
    heard_s = sound_offset(*films) if films is not None else None
    return decided(heard_s, movements)


def decided(heard_s: float | None, movements: Sequence[Alignment]) -> Offset:
    """The offset by the sound's, None where unclear, and what each user's movements say."""
    if heard_s is not None and not any(_contradicts(one, heard_s) for one in movements):
        return Offset(seconds=heard_s, found_by=FoundBy.SOUND)
    moved = [one for one in movements if one.offset_s is not None]
    if not moved:
        return Offset(seconds=0.0, found_by=FoundBy.NONE)
    surest = max(moved, key=Alignment.best)
    return Offset(seconds=surest.offset_s or 0.0, found_by=FoundBy.MOVEMENT)


def _contradicts(movement: Alignment, heard_s: float) -> bool:
    """Whether the movements agree clearly better where nobody could be who hears the sound."""
    if movement.offset_s is None:
        return False
    there = movement.best(heard_s - AHEAD_S, heard_s + BEHIND_S)
    return not 1 - movement.best() >= CLEARLY * (1 - there)


def in_step(user: PoseTrack, offset: Offset) -> PoseTrack:
    """The user's track on the tutor's clock; what was before the tutor's beginning is left out."""
    return part_of(user, offset.seconds, None)
