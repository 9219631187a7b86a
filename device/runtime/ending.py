"""Being told to end: SIGTERM and Ctrl-C raise KeyboardInterrupt in the main thread, and it is not lost.

Python swallows an exception that comes while a destructor or a weak reference's callback runs, and the signal
comes only once. So a loop that goes on for hours asks, too. What is put away, and how, is decided by who is
told.
"""

import signal

_told: list[int] = []


def listen() -> None:
    """From now on, and nothing was said so far; in the main thread."""
    _told.clear()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _end)


def check() -> None:
    """Raise KeyboardInterrupt if the process was told to end; for a loop that still runs."""
    if _told:
        raise KeyboardInterrupt


def _end(number: int, _frame: object) -> None:
    _told.append(number)
    raise KeyboardInterrupt
