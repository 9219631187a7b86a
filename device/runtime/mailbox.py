"""A slot for one value between two threads: a new value replaces an unread one.

Used between camera, pose and screen, where a queue would only add delay.
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
        """Store a value; an unread one is dropped."""
        with self._filled:
            self._value = value
            self._filled.notify_all()

    def take(self, timeout_s: float = 0.0) -> T | None:
        """Remove and return the value, waiting up to `timeout_s` for one; None when there is none."""
        with self._filled:
            if self._value is None and timeout_s > 0:
                self._filled.wait(timeout_s)
            value, self._value = self._value, None
            return value
