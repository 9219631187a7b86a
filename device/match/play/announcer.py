"""What is heard of a match besides the lesson: beats before it goes on, a chime a repetition, spoken cues.

Decides when. With two people no cue is spoken: nobody would know who is meant. How it sounds and whether it
is heard at all is decided by the sound system.
"""

from typing import Final

from device.effects import Effect
from device.messages import MatchView
from device.ports import Sounds

# 80 beats a minute: time to breathe in and begin.
BEAT_S: Final = 0.75


class Telling:
    """One a match; `tell` once for every view."""

    def __init__(self, sounds: Sounds | None) -> None:
        """sounds: None for silence."""
        self._sounds = sounds
        self._beats: int | None = None
        self._repetitions: tuple[int | None, ...] = ()
        self._said: str | None = None

    def tell(self, view: MatchView) -> None:
        """Let what is new in this view be heard."""
        if self._sounds is None:
            return
        if view.count_in != self._beats:
            self._beats = view.count_in
            if view.count_in is not None:
                self._sounds.effect(Effect.BEAT)
            elif view.message is None:  # it runs, and was not held again
                self._sounds.effect(Effect.GO)
        repetitions = tuple(player.repetitions for player in view.players)
        if any(new and new > (old or 0) for new, old in zip(repetitions, self._repetitions, strict=False)):
            self._sounds.effect(Effect.CHIME)
        self._repetitions = repetitions
        said = view.players[0].sentence if len(view.players) == 1 and view.message is None else None
        if said is not None and said != self._said:
            self._sounds.say(said)
        self._said = said or self._said
