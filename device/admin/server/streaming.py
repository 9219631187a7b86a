"""The web server (waitress) with one thing added: the page can read a long body while it still arrives.

Waitress gathers a whole body before it calls the application. An upload that breaks off would then be lost to
its last byte, and a video would lie on the disk twice. Here a body of STREAM_FROM bytes or more becomes a
`RequestBody` that the page reads as it comes, with a bounded amount in memory. A page that reads faster than
the phone sends waits, and gets ClientDisconnected when the phone is gone. Waitress handles shorter bodies,
all answers and all threads.
"""

import threading
from collections import deque
from collections.abc import Callable, Iterator
from typing import Any, Final

from waitress.channel import ClientDisconnected as WriterGoneError
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser, ParsingError
from waitress.task import WSGITask
from werkzeug.exceptions import ClientDisconnected

STREAM_FROM: Final = 1 << 20  # bytes
# Bytes of one body that may wait in memory between the network and the page.
ROOM: Final = 1 << 20
# A phone that sends nothing for so long has lost its network: its upload is unlocked for the next try.
PATIENCE_S: Final = 20.0
# Bytes that a page left unread are read and dropped, so that the answer arrives; after more than this the
# connection is closed.
DRAIN_MAX: Final = 32 << 20
PIECE: Final = 1 << 16


class RequestBody:
    """The bytes of one request, between the server's thread (`put`, `cut`) and the page's (`read`).

    length: bytes that are announced; wake: makes the server check again whether there is room.
    """

    def __init__(self, length: int, wake: Callable[[], object], patience_s: float = PATIENCE_S) -> None:
        self.expected = length  # still to come
        self._wake = wake
        self._patience_s = patience_s
        self._pieces: deque[bytes] = deque()
        self._held = 0
        self._gone = False
        self._change = threading.Condition()

    def put(self, data: bytes) -> int:
        """Take the part of `data` that belongs to this body; its length."""
        taken = data[: self.expected]
        with self._change:
            if taken:
                self.expected -= len(taken)
                self._pieces.append(taken)
                self._held += len(taken)
                self._change.notify()
        return len(taken)

    def cut(self) -> None:
        """The connection is gone: nothing more will come."""
        with self._change:
            self._gone = True
            self._change.notify()

    @property
    def coming(self) -> bool:
        """Whether more bytes are expected."""
        return self.expected > 0 and not self._gone

    @property
    def has_room(self) -> bool:
        """Whether there is room in memory for more."""
        return self._held < ROOM

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes, as soon as there are any; b"" at the end. Raises ClientDisconnected."""
        if size is None or size < 0:
            return b"".join(iter(lambda: self.read(PIECE), b""))
        with self._change:
            if not self._change.wait_for(
                lambda: self._pieces or self.expected == 0 or self._gone, self._patience_s
            ):
                self._gone = True
            if not self._pieces:
                if self.expected == 0 or size == 0:
                    return b""
                raise ClientDisconnected
            was_full = not self.has_room
            piece = self._pieces.popleft()
            if len(piece) > size:
                self._pieces.appendleft(piece[size:])
                piece = piece[:size]
            self._held -= len(piece)
            has_room_again = was_full and self.has_room
        if has_room_again:
            self._wake()
        return piece

    def readline(self, size: int = -1) -> bytes:
        """One line: WSGI requires it, no page uses it on a body of this length."""
        line = bytearray()
        while size < 0 or len(line) < size:
            letter = self.read(1)
            line += letter
            if letter in {b"", b"\n"}:
                break
        return bytes(line)

    def readlines(self, hint: int = -1) -> list[bytes]:  # noqa: ARG002 - WSGI's interface
        """All lines."""
        return list(self)

    def __iter__(self) -> Iterator[bytes]:
        """Line by line."""
        return iter(self.readline, b"")

    def drain(self) -> bool:
        """Read and drop the rest; False when that is too much or does not come."""
        thrown = 0
        try:
            while piece := self.read(PIECE):
                thrown += len(piece)
                if thrown > DRAIN_MAX:
                    return False
        except ClientDisconnected:
            return False
        return True


class StreamingParser(HTTPRequestParser):
    """A request that is complete once its headers are, when its body is long."""

    # of waitress's, which has no types
    completed: bool
    adj: Any

    def __init__(self, adj: Any, start: Callable[[int], RequestBody]) -> None:
        super().__init__(adj)
        self._start = start
        self.body: RequestBody | None = None

    def parse_header(self, header_plus: bytes) -> None:
        """Refuse a body without a length: no browser sends a video like that."""
        super().parse_header(header_plus)
        if self.chunked:
            raise ParsingError("Content-Length is missing")

    def received(self, data: bytes) -> int:
        """Take headers, then the body: whole when it is short, as a `RequestBody` when it is long."""
        taken = 0
        if not self.headers_finished:
            taken = super().received(data)
            # a request that expects "100 Continue" is answered first and comes back with its body
            if self.completed or not self._is_long() or self.expect_continue:
                return taken
        elif self.completed or not self._is_long():
            return super().received(data)
        self.body = self._start(self.content_length)
        self.completed = True
        return taken + self.body.put(data[taken:])

    def get_body_stream(self) -> Any:
        """The stream that the page reads."""
        return super().get_body_stream() if self.body is None else self.body

    def _is_long(self) -> bool:
        return self.headers_finished and self.error is None and self.content_length >= STREAM_FROM


class StreamingTask(WSGITask):
    """Answers a request, then takes the rest of its body off the connection."""

    def finish(self) -> None:
        """End the answer; the connection can be used again once the body is read."""
        super().finish()
        body = self.request.body
        if body is not None and not body.drain():
            self.close_on_finish = True


class StreamingChannel(HTTPChannel):
    """A connection to a browser whose current body may still be arriving.

    The server needs a thread for each upload that may arrive at the same time, and more for pages.
    """

    task_class = StreamingTask
    body_parser = StreamingParser

    def __init__(self, *given: Any, **named: Any) -> None:
        self._body: RequestBody | None = None
        super().__init__(*given, **named)
        self.parser_class = lambda adj: self.body_parser(adj, self._begin)

    def _begin(self, length: int) -> RequestBody:
        self._body = RequestBody(length, self.server.pull_trigger)
        return self._body

    def readable(self) -> bool:
        """While a body arrives: whether there is room for more of it; else as waitress does."""
        body = self._body
        if body is not None and body.coming:
            return body.has_room and not self.will_close and not self.close_when_flushed
        return bool(super().readable())

    def received(self, data: bytes) -> bool:
        """Take bytes of the arriving body, then of the next request."""
        if self._body is not None and self._body.coming:
            data = data[self._body.put(data) :]
        return bool(super().received(data)) if data else True

    def service(self) -> None:
        """Answer; of a body that broke off before its turn came, the page still gets what arrived."""
        if not self.connected and self.requests and self.requests[0].body is not None:
            try:
                self.task_class(self, self.requests[0]).service()
            except WriterGoneError:
                self.logger.info("client gone while serving %s", self.requests[0].path)
        super().service()

    def handle_close(self) -> None:
        """The connection is gone, and the body with it."""
        if self._body is not None:
            self._body.cut()
        super().handle_close()

    def cancel(self) -> None:
        """The server ends."""
        if self._body is not None:
            self._body.cut()
        super().cancel()
