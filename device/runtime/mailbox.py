"""One slot between two threads: the newest value wins, an unread older one is dropped.

Between camera, pose and screen nothing may queue: a late picture is worth less than none.
"""

import threading
from typing import Generic, TypeVar

T = TypeVar("T")


class Mailbox(Generic[T]):
    """Holds at most one value, the newest."""

    def __init__(self) -> None:
        """Start empty."""
        self._filled = threading.Condition()
        self._value: T | None = None

    def put(self, value: T) -> None:
        """Leave a value, in place of one that nobody took."""
        with self._filled:
            self._value = value
            self._filled.notify_all()

    def take(self, timeout_s: float = 0.0) -> T | None:
        """Take the value away, waiting up to `timeout_s` for one; None when none came."""
        with self._filled:
            if self._value is None and timeout_s > 0:
                self._filled.wait(timeout_s)
            value, self._value = self._value, None
            return value
