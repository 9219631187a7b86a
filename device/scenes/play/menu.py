"""The menu of a paused match. Decides which choices there are; `match_controller` carries them out."""

from dataclasses import dataclass, replace
from enum import StrEnum

from device.choices import SPEEDS, Layout
from device.match.play.control import Look
from device.messages import MatchView
from device.presses import Press, Spot
from device.scenes.focus import along
from device.views import PauseView, Pointer
from device.words.lookup import Words


class Choice(StrEnum):
    """One choice; its value is the key of its words."""

    GO_ON = "go_on"
    PRACTISE = "practise"
    SPEED = "speed"
    LAYOUT = "layout"
    AGAIN = "start_again"
    FINISH = "finish_here"
    LEAVE = "leave_lesson"


@dataclass(frozen=True, slots=True)
class Menu:
    """The choices that there are, and which one has the focus. note: a sentence above them."""

    choices: tuple[Choice, ...]
    place: int = 0
    note: str | None = None

    @property
    def meant(self) -> Choice:
        """The choice that OK carries out."""
        return self.choices[self.place]

    def moved(self, press: Press) -> "Menu":
        """After an arrow."""
        return self.at(along(self.place, len(self.choices), press, (Press.UP, Press.DOWN)))

    def at(self, place: int) -> "Menu":
        """With the focus on another choice."""
        return replace(self, place=min(max(place, 0), len(self.choices) - 1))

    def view(self, match: MatchView, look: Look, words: Words, pointer: Pointer | None) -> PauseView:
        """The menu over the match."""
        speed = f"{round(match.rate * 100)} %"
        labels = tuple(
            words.text(choice.value, speed=speed, layout=words.text(f"layout_{look.layout.value}"))
            for choice in self.choices
        )
        return PauseView(match, labels, Spot("buttons", self.place), self.note, pointer)


def choices(*, practise: bool) -> tuple[Choice, ...]:
    """All of them; `practise`: whether the lesson has an exercise there."""
    return tuple(choice for choice in Choice if practise or choice is not Choice.PRACTISE)


def next_speed(percent: int) -> int:
    """The next slower one; after the slowest, or after an unknown one, the fastest."""
    return SPEEDS[SPEEDS.index(percent) - 1] if percent in SPEEDS else SPEEDS[-1]


def next_layout(layout: Layout) -> Layout:
    """The one after this, from the first again at the end."""
    known = list(Layout)
    return known[(known.index(layout) + 1) % len(known)]
