"""What the process tells systemd, by sd_notify's protocol: that it is ready, goes on working, stops.

Without systemd nothing happens. The heartbeat means progress: it is sent by the loop that does the work, not
by a thread of its own, which would go on when the work hangs. What a lost message costs is at most a restart,
so nothing here raises.

Source: sd_notify(3) and sd_watchdog_enabled(3).
"""

import contextlib
import os
import socket
import time
from typing import Final

# A heartbeat goes out at most this often, as a part of the time that systemd waits for one: a loop of 30
# rounds a second then does not wake systemd 30 times.
BEAT_SHARE: Final = 0.1

_last_beat_s: list[float] = []


def ready() -> None:
    """The process can be used now; call it once, when everything is open."""
    _send("READY=1")


def stopping() -> None:
    """The process puts its things away."""
    _send("STOPPING=1")


def status(text: str) -> None:
    """One line for `systemctl status`, such as what is worked on."""
    _send(f"STATUS={' '.join(text.split())}")


def watchdog(now_s: float | None = None) -> None:
    """The work went on; call it in every round of its loop. now_s: a clock that never goes back, in s."""
    limit_s = watchdog_s()
    if limit_s is None:
        return
    now_s = time.monotonic() if now_s is None else now_s
    if _last_beat_s and 0 <= now_s - _last_beat_s[0] < limit_s * BEAT_SHARE:
        return
    _last_beat_s[:] = [now_s]
    _send("WATCHDOG=1")


def watchdog_s() -> float | None:
    """After how many seconds without a heartbeat systemd ends this process; None when it does not watch."""
    micros, watched = os.environ.get("WATCHDOG_USEC", ""), os.environ.get("WATCHDOG_PID", "")
    if not micros.isdecimal() or int(micros) == 0 or (watched and watched != str(os.getpid())):
        return None
    return int(micros) / 1e6


def _send(message: str) -> None:
    address = os.environ.get("NOTIFY_SOCKET", "")
    if address[:1] not in ("/", "@"):
        return
    # a name without a file (abstract) is written with @ and begins with a zero byte
    target = address.replace("@", "\0", 1) if address[0] == "@" else address
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as channel:
        # systemd reads at once; a full queue must not make the work wait
        channel.setblocking(False)
        channel.sendto(message.encode(), target)
