"""Notifies systemd by the sd_notify protocol: ready, status, watchdog, stopping. Else does nothing.

The watchdog message is sent by the loop that does the work, not by a thread, which would go on when the work
hangs. No function raises: a lost message costs a restart at most.

Source: sd_notify(3) and sd_watchdog_enabled(3).
"""

import contextlib
import os
import socket
import time
from typing import Final

# Shortest time between two watchdog messages, as a part of systemd's limit: a loop of 30 rounds a second must
# not wake systemd 30 times.
BEAT_SHARE: Final = 0.1

_last_beat_s: list[float] = []


def ready() -> None:
    """The process is ready; call it once, after start-up."""
    _send("READY=1")


def stopping() -> None:
    """The process is shutting down."""
    _send("STOPPING=1")


def status(text: str) -> None:
    """Set the line that `systemctl status` shows."""
    _send(f"STATUS={' '.join(text.split())}")


def watchdog(now_s: float | None = None) -> None:
    """Report progress; call it in every round of the main loop. now_s: monotonic seconds."""
    limit_s = watchdog_s()
    if limit_s is None:
        return
    now_s = time.monotonic() if now_s is None else now_s
    if _last_beat_s and 0 <= now_s - _last_beat_s[0] < limit_s * BEAT_SHARE:
        return
    _last_beat_s[:] = [now_s]
    _send("WATCHDOG=1")


def watchdog_s() -> float | None:
    """Seconds without a watchdog message after which systemd kills this process; None for no watchdog."""
    micros, watched = os.environ.get("WATCHDOG_USEC", ""), os.environ.get("WATCHDOG_PID", "")
    if not micros.isdecimal() or int(micros) == 0 or (watched and watched != str(os.getpid())):
        return None
    return int(micros) / 1e6


def _send(message: str) -> None:
    address = os.environ.get("NOTIFY_SOCKET", "")
    if address[:1] not in ("/", "@"):
        return
    # an abstract address is written with @ in place of its first byte, zero
    target = address.replace("@", "\0", 1) if address[0] == "@" else address
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as channel:
        # a full queue must not block the work
        channel.setblocking(False)
        channel.sendto(message.encode(), target)
