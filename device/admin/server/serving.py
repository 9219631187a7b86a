"""Serves the app to phones by waitress, with two things of our own.

Waitress keeps a request's body until it is complete, before the app has looked at it: so how much it keeps is
decided here, from the header, by whether the sender's cookie is one of ours. And its loop tells systemd that
the page works, but only while its threads do.
"""

import copy
import threading
import time
from collections.abc import Callable
from typing import Any, Final

from flask import Flask
from itsdangerous import BadSignature
from waitress import create_server, wasyncore
from werkzeug.http import parse_cookie

from device.admin.server import streaming
from device.admin.web.access import MEMBER
from device.admin.web.errors import AdminError
from device.runtime import ending, notify

THREADS: Final = 12
# A form with a whole video in it, from somebody who has signed in; everybody else has a form's worth.
BODY_MAX: Final = 1 << 41
STRANGERS_MAX: Final = 64 << 10
# a phone that locks keeps its connection and says nothing on it
SILENT_S: Final = 120
ROUND_S: Final = 1.0
NOW_AND_THEN_S: Final = 30.0
ENDING_S: Final = 5.0


def listen(app: Flask, host: str, port: int) -> "Server":
    """Take the port; nothing is answered before `run`. Raises AdminError when somebody has it."""
    connections: dict[int, Any] = {}
    try:
        server = create_server(
            app,
            map=connections,
            host=host,
            port=port,
            threads=THREADS,
            max_request_body_size=BODY_MAX,
            channel_timeout=SILENT_S,
            recv_bytes=1 << 17,
            clear_untrusted_proxy_headers=True,
            ident=None,
        )
    except (OSError, ValueError, OverflowError) as error:
        _hang_up(connections)
        reason = getattr(error, "strerror", None) or error
        raise AdminError(f"Port {port} cannot be used: {reason}. --port takes another.") from error
    for one in list(connections.values()):
        if hasattr(one, "channel_class"):
            one.channel_class = _channel(app)
    return Server(server, connections)


class Server:
    """A port that is taken, and its loop.

    Under a watchdog a task that does nothing waits in line with the requests. Only once a thread has done it
    does systemd hear of us: threads that all hang do not pass for work.
    """

    def __init__(self, server: Any, connections: dict[int, Any]) -> None:
        """server: what waitress's create_server gives; connections: its map of sockets."""
        self._server = server
        self._connections = connections
        self._answered = threading.Event()
        self._answered.set()
        self._ending = False

    @property
    def port(self) -> int:
        """The one that was taken, also if any would do (0)."""
        several = getattr(self._server, "effective_listen", None)
        return int(several[0][1] if several else self._server.effective_port)

    def run(self, now_and_then: Callable[[], None] = lambda: None) -> None:
        """Answer until `end` or an exception: Ctrl-C, or the signal that stands for it.

        now_and_then: called about every NOW_AND_THEN_S.
        """
        watched = notify.watchdog_s() is not None
        called_s = time.monotonic()
        while not self._ending:
            ending.check()
            if time.monotonic() - called_s >= NOW_AND_THEN_S:
                called_s = time.monotonic()
                now_and_then()
            wasyncore.loop(timeout=ROUND_S, map=self._connections, count=1, use_poll=True)
            if watched:
                self.beat(time.monotonic())

    def beat(self, now_s: float) -> None:
        """Tell systemd if the last task was done, and line up the next."""
        if self._answered.is_set():
            self._answered.clear()
            notify.watchdog(now_s)
            self._server.task_dispatcher.add_task(self)

    def end(self) -> None:
        """Leave the loop after this round; from any thread."""
        self._ending = True

    def close(self) -> None:
        """Let the threads finish what they do, for a few seconds, and give the port back."""
        self._server.task_dispatcher.shutdown(timeout=ENDING_S)
        _hang_up(self._connections)

    def service(self) -> None:
        """What a thread does with the task."""
        self._answered.set()

    def cancel(self) -> None:
        """The threads ended before it was its turn."""


def _hang_up(connections: dict[int, Any]) -> None:
    """Close the port, what wakes the loop, and every phone's connection."""
    for one in list(connections.values()):
        one.close()


def _channel(app: Flask) -> type[streaming.Channel]:
    """Waitress's channel, whose parser keeps only a form's worth from strangers."""

    class Parser(streaming.Parser):
        def parse_header(self, header_plus: bytes) -> None:
            super().parse_header(header_plus)
            if not _known(app, self.headers.get("COOKIE", "")):
                self.adj = copy.copy(self.adj)
                self.adj.max_request_body_size = STRANGERS_MAX

    class Channel(streaming.Channel):
        body_parser = Parser

    return Channel


def _known(app: Flask, cookies: str) -> bool:
    """Whether the cookie was made by this box for a member. Whether it still counts, the app finds out."""
    value = parse_cookie(cookies).get(app.config["SESSION_COOKIE_NAME"])
    serializer = app.session_interface.get_signing_serializer(app)
    if value is None or serializer is None:
        return False
    try:
        said = serializer.loads(value, max_age=int(app.permanent_session_lifetime.total_seconds()))
    except BadSignature:
        return False
    return isinstance(said, dict) and MEMBER in said
