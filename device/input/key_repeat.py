"""Keys that are held: which presses come again, how soon, and which second press is no press at all.

One policy for keyboard, remote and gamepad: what moves (arrows, volume) comes again while it is held, nothing
else does, and a second OK that comes sooner than a hand can mean it counts as one. Time is the caller's, so
nothing here waits.
"""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Final

from device.presses import Press

# What may come again: to move along a row, and to turn the sound.
MOVES: Final = frozenset({Press.UP, Press.DOWN, Press.LEFT, Press.RIGHT, Press.LOUDER, Press.QUIETER})
# Seconds a key is held until it comes again: a tap of an old thumb lasts up to 0.3 s.
REPEAT_AFTER_S: Final = 0.45
# And from then on: eight posters a second can still be followed by the eye.
REPEAT_EVERY_S: Final = 0.12
# A release that got lost (a remote that was carried out of the room) must not scroll for ever.
HELD_MAX_S: Final = 8.0
# TV remotes send one push of OK twice, up to about 0.2 s apart; nobody chooses twice that fast.
DOUBLE_S: Final = 0.25


@dataclass(slots=True)
class _Held:
    press: Press
    since_s: float
    again_s: float


class KeyRepeat:
    """The keys of one source; `key` is whatever tells one from another."""

    def __init__(self) -> None:
        """Nothing is held."""
        self._held: dict[Hashable, _Held] = {}
        self._pressed_s: dict[Press, float] = {}

    def down(self, key: Hashable, press: Press, time_s: float) -> tuple[Press, ...]:
        """A key goes down at `time_s`, which never falls: its press, or nothing when it is an echo."""
        if key in self._held:
            return ()
        if press in MOVES:
            self._held[key] = _Held(press, time_s, time_s + REPEAT_AFTER_S)
            return (press,)
        before = self._pressed_s.get(press)
        self._pressed_s[press] = time_s
        return () if before is not None and time_s - before < DOUBLE_S else (press,)

    def up(self, key: Hashable) -> None:
        """It goes up; nothing happens when it was not down."""
        self._held.pop(key, None)

    def release(self) -> None:
        """All go up: their device went away, or nobody knows any more what it holds."""
        self._held.clear()

    def due(self, time_s: float) -> tuple[Press, ...]:
        """The presses of held keys that come again by `time_s`.

        One each at most: what was missed while the caller slept is not made up for.
        """
        again = []
        for key, held in list(self._held.items()):
            if time_s - held.since_s > HELD_MAX_S:
                del self._held[key]
            elif time_s >= held.again_s:
                held.again_s = time_s + REPEAT_EVERY_S
                again.append(held.press)
        return tuple(again)

    @property
    def next_s(self) -> float | None:
        """When `due` gives something next, None while nothing is held."""
        return min((held.again_s for held in self._held.values()), default=None)
