"""Key repeat and debouncing for keyboard, remote and gamepad.

Arrows and volume repeat while they are held; other keys do not, and a second press of the same one within
DOUBLE_S is dropped. The caller passes the time.
"""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Final

from device.presses import Press

# The presses that repeat.
MOVES: Final = frozenset({Press.UP, Press.DOWN, Press.LEFT, Press.RIGHT, Press.LOUDER, Press.QUIETER})
# Seconds until the first repeat; a slow tap lasts up to 0.3 s.
REPEAT_AFTER_S: Final = 0.45
# Seconds between further repeats: eight posters a second can still be followed by eye.
REPEAT_EVERY_S: Final = 0.12
# Seconds after which repeating stops, because the release may be lost (a remote out of reach).
HELD_MAX_S: Final = 8.0
# Seconds; TV remotes send one push of OK twice, up to about 0.2 s apart.
DOUBLE_S: Final = 0.25


@dataclass(slots=True)
class _Held:
    press: Press
    since_s: float
    again_s: float


class KeyRepeat:
    """The keys of one source; `key` identifies a key in it."""

    def __init__(self) -> None:
        """Start with all keys up."""
        self._held: dict[Hashable, _Held] = {}
        self._pressed_s: dict[Press, float] = {}

    def down(self, key: Hashable, press: Press, time_s: float) -> tuple[Press, ...]:
        """A key goes down at `time_s`, which never falls; its press, or () when it is dropped."""
        if key in self._held:
            return ()
        if press in MOVES:
            self._held[key] = _Held(press, time_s, time_s + REPEAT_AFTER_S)
            return (press,)
        before = self._pressed_s.get(press)
        self._pressed_s[press] = time_s
        return () if before is not None and time_s - before < DOUBLE_S else (press,)

    def up(self, key: Hashable) -> None:
        """A key goes up; ignored when it was not down."""
        self._held.pop(key, None)

    def release(self) -> None:
        """All keys go up: the device went away, or events were lost."""
        self._held.clear()

    def due(self, time_s: float) -> tuple[Press, ...]:
        """The repeats due by `time_s`, at most one a key: repeats missed between two calls are dropped."""
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
        """When the next repeat is due, s; None while no repeating key is held."""
        return min((held.again_s for held in self._held.values()), default=None)
