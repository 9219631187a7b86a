"""Plays a match's sounds besides the lesson's: beats of a count-in, a chime per repetition, spoken cues.

With two people no cue is spoken, because it would not be clear which of them is meant. `device.tv.sound`
applies volume and muting.
"""

from typing import Final

from device.effects import Effect
from device.messages import MatchView
from device.ports import Sounds

# Seconds between beats, 80 a minute: time to breathe in and begin.
BEAT_S: Final = 0.75


class Announcer:
    """Per match; call `announce` once for each view."""

    def __init__(self, sounds: Sounds | None) -> None:
        """sounds: None for silence."""
        self._sounds = sounds
        self._beats: int | None = None
        self._repetitions: tuple[int | None, ...] = ()
        self._said: str | None = None

    def announce(self, view: MatchView) -> None:
        """Play what is new in this view."""
        if self._sounds is None:
            return
        if view.count_in != self._beats:
            self._beats = view.count_in
            if view.count_in is not None:
                self._sounds.effect(Effect.BEAT)
            elif view.message is None:  # the match runs; with a message it was paused again
                self._sounds.effect(Effect.GO)
        repetitions = tuple(player.repetitions for player in view.players)
        if any(new and new > (old or 0) for new, old in zip(repetitions, self._repetitions, strict=False)):
            self._sounds.effect(Effect.CHIME)
        self._repetitions = repetitions
        said = view.players[0].sentence if len(view.players) == 1 and view.message is None else None
        if said is not None and said != self._said:
            self._sounds.say(said)
        self._said = said or self._said
