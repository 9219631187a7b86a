"""Serves the app to phones by waitress, with two additions.

Waitress keeps a request's body until it is complete, before the app has looked at it. So the size limit is
set here, from the header: senders without a cookie of ours get a small one. And the server's loop tells
systemd that the page works, as long as its threads do.
"""

import copy
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, cast

from flask import Flask
from itsdangerous import BadSignature
from waitress import create_server, wasyncore
from werkzeug.http import parse_cookie

from device.admin.server.streaming import StreamingChannel, StreamingParser
from device.admin.web.access import MEMBER
from device.admin.web.errors import AdminError
from device.runtime import ending, notify

if TYPE_CHECKING:
    from flask.sessions import SecureCookieSessionInterface

THREADS: Final = 12
# Bytes of a form with a whole video in it, from a member; senders who are not signed in may send less.
BODY_MAX: Final = 1 << 41
STRANGERS_MAX: Final = 64 << 10
# a phone that is locked keeps its connection and sends nothing on it
SILENT_S: Final = 120
ROUND_S: Final = 1.0
NOW_AND_THEN_S: Final = 30.0
ENDING_S: Final = 5.0


def listen(app: Flask, host: str, port: int) -> "Server":
    """Take the port; nothing is answered before `run`. Raises AdminError when it is in use."""
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

    Under a watchdog an empty task waits in line with the requests, and systemd is notified once a thread has
    done it: the page counts as stuck when all threads hang.
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
        """The port that was taken, also when any was asked for (0)."""
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
        """Notify systemd if the last empty task was done, and add the next."""
        if self._answered.is_set():
            self._answered.clear()
            notify.watchdog(now_s)
            self._server.task_dispatcher.add_task(self)

    def end(self) -> None:
        """Leave the loop after this round; from any thread."""
        self._ending = True

    def close(self) -> None:
        """Give the threads ENDING_S to finish their requests, then close the port."""
        self._server.task_dispatcher.shutdown(timeout=ENDING_S)
        _hang_up(self._connections)

    def service(self) -> None:
        """Run the empty task, in one of the threads."""
        self._answered.set()

    def cancel(self) -> None:
        """Called when the threads end before its turn."""


def _hang_up(connections: dict[int, Any]) -> None:
    """Close the port, the loop's trigger, and every phone's connection."""
    for one in list(connections.values()):
        one.close()


def _channel(app: Flask) -> type[StreamingChannel]:
    """Waitress's channel, whose parser accepts at most STRANGERS_MAX from a sender who is not signed in."""

    class LimitedParser(StreamingParser):
        def parse_header(self, header_plus: bytes) -> None:
            super().parse_header(header_plus)
            if not _known(app, self.headers.get("COOKIE", "")):
                self.adj = copy.copy(self.adj)
                self.adj.max_request_body_size = STRANGERS_MAX

    class LimitedChannel(StreamingChannel):
        body_parser = LimitedParser

    return LimitedChannel


def _known(app: Flask, cookies: str) -> bool:
    """Whether this box made the cookie, for a member. The app checks whether it is still valid."""
    value = parse_cookie(cookies).get(app.config["SESSION_COOKIE_NAME"])
    serializer = cast("SecureCookieSessionInterface", app.session_interface).get_signing_serializer(app)
    if value is None or serializer is None:
        return False
    try:
        said = serializer.loads(value, max_age=int(app.permanent_session_lifetime.total_seconds()))
    except BadSignature:
        return False
    return isinstance(said, dict) and MEMBER in said
