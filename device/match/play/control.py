"""What may be done with a match while it runs, as values: hold it, slow it, show it another way, end it.

Who wants that, and why, is decided by those who steer; what it does is decided by the match.
"""

from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol

from device.choices import Layout
from device.messages import MatchView
from device.views import View


class Course(Enum):
    """How a match is to go on."""

    PLAY = "play"
    HOLD = "hold"
    FINISH = "finish"  # judge what was played so far
    LEAVE = "leave"  # without a result


@dataclass(frozen=True, slots=True)
class Look:
    """How a match is shown; see MatchView."""

    layout: Layout = Layout.BESIDE
    mirrored: bool = False
    patterned: bool = False


@dataclass(frozen=True, slots=True)
class Orders:
    """What is wanted of a match from now on."""

    course: Course = Course.PLAY
    rate: float = 1.0
    look: Look = field(default_factory=Look)
    notice: str | None = None


class Steers(Protocol):
    """Asked by a match, once for every picture."""

    def dress(self, view: MatchView) -> View:
        """What is shown when this is the match's view."""
        ...

    def steer(self, view: MatchView | None) -> Orders:
        """How it goes on after this view, None before the tutor's first picture."""
        ...


class Unsteered:
    """Nobody steers: it plays to its end."""

    def dress(self, view: MatchView) -> View:
        """The match."""
        return view

    def steer(self, view: MatchView | None) -> Orders:  # noqa: ARG002 - whatever is shown
        """Go on."""
        return Orders()
