"""Opens the sound card, and reopens it after it was lost.

A card counts as lost when SDL says so, or when it has taken nothing for two seconds (a TV that is switched
off can leave its driver waiting). Each change is one line in the log.
"""

import logging
from collections.abc import Callable
from typing import Final

from device.ports import Clock
from device.tv.sound.card import Card, NoCardError

log = logging.getLogger(__name__)

AGAIN_S: Final = 5.0
STALLED_S: Final = 2.0


class CardSlot:
    """Holds the card that is open. Used in the sound's thread."""

    def __init__(self, opening: Callable[[], Card], clock: Clock) -> None:
        """opening: raises NoCardError when there is none."""
        self._opening = opening
        self._clock = clock
        self._card: Card | None = None
        self._try_at = clock.now()
        self._said = False
        self._waiting = 0
        self._moved_at = clock.now()

    def card(self) -> Card | None:
        """The card, if there is one now."""
        now = self._clock.now()
        if self._card is not None and (not self._card.alive() or self._stalled(self._card, now)):
            log.warning("the sound card is gone, going on in silence")
            self._said = True
            self.close()
            self._try_at = now + AGAIN_S
        if self._card is None and now >= self._try_at:
            self._open(now)
        return self._card

    def close(self) -> None:
        """Give the card back; safe to call twice. The next `card` opens it again."""
        if self._card is not None:
            card, self._card = self._card, None
            card.close()

    def _open(self, now: float) -> None:
        try:
            self._card = self._opening()
        except NoCardError as problem:
            self._try_at = now + AGAIN_S
            if not self._said:
                log.warning("no sound card, going on in silence: %s", problem)
            self._said = True
            return
        self._waiting, self._moved_at = 0, now
        if self._said:
            log.warning("the sound card is back")
        self._said = False

    def _stalled(self, card: Card, now: float) -> bool:
        waiting = card.waiting()
        if waiting != self._waiting or waiting == 0:
            self._waiting, self._moved_at = waiting, now
        return now - self._moved_at > STALLED_S
