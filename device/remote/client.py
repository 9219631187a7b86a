"""The page's end of the socket: asks the station one thing and waits a moment for its answer.

Decides when nobody is there. What may be asked is in `messages`.
"""

import socket
import time
from pathlib import Path
from typing import Final

from device.remote.address import reachable
from device.remote.errors import MessageError, StationOffError
from device.remote.lines import LINE_MAX_BYTES, answer_in, line_of
from device.remote.messages import Answer, Request

# The station answers between two pictures; on a busy Pi that is 0.1 s. A person waits this long gladly.
TIMEOUT_S: Final = 2.0
OFF: Final = "The TV is off: nobody answers there."


def ask(path: Path, request: Request, timeout_s: float = TIMEOUT_S) -> Answer:
    """The station's answer. Raises StationOffError when none comes in time, or none that we understand."""
    line = line_of(request)
    until = time.monotonic() + timeout_s
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.settimeout(timeout_s)
            with reachable(path) as address:
                connection.connect(address)
            connection.sendall(line)
            return answer_in(_line(connection, until))
    except (OSError, MessageError) as error:  # no socket, nobody behind it, silence, another program
        raise StationOffError(OFF) from error


def _line(connection: socket.socket, until: float) -> bytes:
    """One line; raises TimeoutError, or MessageError when it ends early or never does."""
    found = b""
    while not found.endswith(b"\n"):
        connection.settimeout(max(until - time.monotonic(), 1e-3))  # 0 would mean: do not wait
        piece = connection.recv(LINE_MAX_BYTES)
        found += piece
        if not piece or len(found) > LINE_MAX_BYTES:
            raise MessageError("The answer was no line.")
    return found
