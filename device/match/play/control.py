"""Commands to a running match, as values: pause, change speed or appearance, end."""

from dataclasses import dataclass, field
from enum import Enum

from device.choices import Layout


class Course(Enum):
    """How a match is to continue."""

    PLAY = "play"
    PAUSE = "pause"
    FINISH = "finish"  # end now and judge what was played
    LEAVE = "leave"  # end now without a result


@dataclass(frozen=True, slots=True)
class Look:
    """How a match is shown; see MatchView."""

    layout: Layout = Layout.BESIDE
    mirrored: bool = False
    patterned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchCommand:
    """The state that the match takes on in its next step.

    rate: lesson seconds per second; notice: a sentence shown over the match, None for none.
    """

    course: Course = Course.PLAY
    rate: float = 1.0
    look: Look = field(default_factory=Look)
    notice: str | None = None
