"""The menu of a paused match: its choices and its focus. `match_controller` carries a choice out."""

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
    """One choice; its value is the key of its text."""

    GO_ON = "go_on"
    PRACTISE = "practise"
    SPEED = "speed"
    LAYOUT = "layout"
    AGAIN = "start_again"
    FINISH = "finish_here"
    LEAVE = "leave_lesson"


@dataclass(frozen=True, slots=True)
class Menu:
    """The choices, and the place of the focused one. note: a sentence above them; part: what can be practised
    is called.
    """

    choices: tuple[Choice, ...]
    place: int = 0
    note: str | None = None
    part: str | None = None

    @property
    def focused(self) -> Choice:
        """The choice under the focus."""
        return self.choices[self.place]

    def moved(self, press: Press) -> "Menu":
        """The menu after a key; only up and down change it."""
        return self.at(along(self.place, len(self.choices), press, (Press.UP, Press.DOWN)))

    def at(self, place: int) -> "Menu":
        """The menu with the focus on this choice, or the nearest there is."""
        return replace(self, place=min(max(place, 0), len(self.choices) - 1))

    def view(self, match: MatchView, look: Look, words: Words, pointer: Pointer | None) -> PauseView:
        """The menu over the match's view."""
        speed = f"{round(match.rate * 100)} %"
        layout = words.text(f"layout_{look.layout.value}")
        labels = tuple(
            words.text("practise_named", name=self.part)
            if choice is Choice.PRACTISE and self.part is not None
            else words.text(choice.value, speed=speed, layout=layout)
            for choice in self.choices
        )
        return PauseView(match, labels, Spot("buttons", self.place), self.note, pointer)


def choices(*, practise: bool) -> tuple[Choice, ...]:
    """The choices of a menu. practise: whether an exercise can be practised."""
    return tuple(choice for choice in Choice if practise or choice is not Choice.PRACTISE)


def next_speed(percent: int) -> int:
    """The next slower speed in percent; after the slowest, or an unknown one, the fastest."""
    return SPEEDS[SPEEDS.index(percent) - 1] if percent in SPEEDS else SPEEDS[-1]


def next_layout(layout: Layout) -> Layout:
    """The layout after this one; the first after the last."""
    known = list(Layout)
    return known[(known.index(layout) + 1) % len(known)]
