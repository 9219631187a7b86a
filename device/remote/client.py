"""The admin page's end of the socket: sends one request to the station and waits for the answer.

Decides after which time the station counts as off.
"""

import socket
import time
from pathlib import Path
from typing import Final

from device.remote.address import reachable
from device.remote.errors import MessageError, StationOffError
from device.remote.lines import LINE_MAX_BYTES, answer_in, line_of
from device.remote.messages import Answer, Request

# The station answers between two pictures, within 0.1 s on a busy Pi; the page may wait this long, s.
TIMEOUT_S: Final = 2.0
OFF: Final = "The station does not answer."


def ask(path: Path, request: Request, timeout_s: float = TIMEOUT_S) -> Answer:
    """The station's answer. Raises StationOffError when none comes in time, or one that is no Answer."""
    line = line_of(request)
    until = time.monotonic() + timeout_s
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.settimeout(timeout_s)
            with reachable(path) as address:
                connection.connect(address)
            connection.sendall(line)
            return answer_in(_line(connection, until))
    except (OSError, MessageError) as error:  # no socket, no listener, no answer, another program
        raise StationOffError(OFF) from error


def _line(connection: socket.socket, until: float) -> bytes:
    """One line. Raises TimeoutError, and MessageError when the line has no end or is too long."""
    found = b""
    while not found.endswith(b"\n"):
        connection.settimeout(max(until - time.monotonic(), 1e-3))  # 0 would mean non-blocking
        piece = connection.recv(LINE_MAX_BYTES)
        found += piece
        if not piece or len(found) > LINE_MAX_BYTES:
            raise MessageError("The answer was no line.")
    return found
