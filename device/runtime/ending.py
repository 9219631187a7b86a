"""SIGTERM and Ctrl-C raise KeyboardInterrupt in the main thread; check() repeats it if Python swallowed one.

Python swallows an exception that is raised in a destructor or a weak reference's callback, and the signal is
sent only once. So every long-running loop calls check() as well.
"""

import signal

_received: list[int] = []


def listen() -> None:
    """Install the signal handlers and forget earlier signals. Main thread only."""
    _received.clear()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _end)


def check() -> None:
    """Raise KeyboardInterrupt if SIGTERM or SIGINT arrived since `listen`."""
    if _received:
        raise KeyboardInterrupt


def _end(number: int, _frame: object) -> None:
    _received.append(number)
    raise KeyboardInterrupt
