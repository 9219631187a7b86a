"""The station's end of the socket: reads requests in a thread and queues commands for the main loop.

AskStatus is answered at once with the newest status; a command waits until the main loop takes and answers
it. Bad input never ends the thread: a malformed line gets NOT_UNDERSTOOD; silent or flooding clients are
disconnected.
"""

import contextlib
import logging
import queue
import selectors
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from device.remote.address import reachable
from device.remote.errors import MessageError, StationRunsError
from device.remote.lines import LINE_MAX_BYTES, line_of, request_in
from device.remote.messages import Answer, AskStatus, Command, RefusalReason, Refused, Status, TvState
from device.runtime.worker import Worker

log = logging.getLogger(__name__)

# read and write for the box's user and group, which the admin page belongs to
SOCKET_MODE: Final = 0o660
CLIENTS_MAX: Final = 16
# Seconds without a byte in either direction after which a client is disconnected.
SILENT_MAX_S: Final = 10.0
# Commands that wait for the main loop, as while it loads a lesson; further ones get BUSY.
COMMANDS_MAX: Final = 8
# Seconds between two looks for silent clients and the request to stop, when nothing arrives.
TICK_S: Final = 0.3
# Seconds to wait for a connection when testing whether another station is alive.
TRY_S: Final = 1.0


@dataclass(frozen=True, slots=True)
class PendingCommand:
    """A command, and the function for its answer: call it once, from any thread."""

    command: Command
    answer: Callable[[Answer], None]


@dataclass(slots=True, eq=False)
class _Client:
    """A connection. active_at: time of the last byte, s; line: bytes read of the next line; answers: unsent.

    waits: one of its commands is with the main loop; no further line is read until it is answered.
    """

    connection: socket.socket
    active_at: float
    line: bytes = b""
    answers: bytes = b""
    waits: bool = False


class StationServer:
    """Listens at `path` from `start` to `stop`."""

    def __init__(self, path: Path, now: Callable[[], float] = time.monotonic) -> None:
        """Does not listen yet; the status is IDLE until `tell`. now: monotonic seconds."""
        self._path = path
        self._now = now
        self._status = Status(TvState.IDLE)
        self._commands: queue.Queue[PendingCommand] = queue.Queue(COMMANDS_MAX)
        self._answered: queue.SimpleQueue[tuple[_Client, Answer]] = queue.SimpleQueue()
        self._listener: socket.socket | None = None
        self._clients: set[_Client] = set()
        self._worker = Worker("remote", self._step)

    def start(self) -> None:
        """Listen; replaces the socket file of a dead station.

        Raises StationRunsError when a running station has it, OSError when no socket can be made.
        """
        self._listener = _listen(self._path)
        self._wake, self._wake_end = socket.socketpair()
        for end in (self._wake, self._wake_end):
            end.setblocking(False)
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._listener, selectors.EVENT_READ)
        self._selector.register(self._wake_end, selectors.EVENT_READ)
        self._worker.start()

    def stop(self) -> None:
        """Close all connections and remove the socket; safe to call twice."""
        listener, self._listener = self._listener, None
        if listener is None:
            return
        self._worker.stop()
        self._path.unlink(missing_ok=True)
        for client in self._clients:
            client.connection.close()
        self._selector.close()
        for end in (listener, self._wake, self._wake_end):
            end.close()

    def check(self) -> None:
        """Raise the thread's error, if it had one."""
        self._worker.check()

    def tell(self, status: Status) -> None:
        """Answer AskStatus with `status` from now on."""
        self._status = status

    def next(self, timeout_s: float = 0.0) -> PendingCommand | None:
        """The oldest command in the queue, waiting up to `timeout_s` for one; else None."""
        try:
            return self._commands.get(timeout=timeout_s) if timeout_s > 0 else self._commands.get_nowait()
        except queue.Empty:
            return None

    def _step(self) -> None:
        for key, events in self._selector.select(TICK_S):
            if key.fileobj is self._listener:
                self._accept()
            elif key.fileobj is self._wake_end:
                with contextlib.suppress(BlockingIOError):
                    self._wake_end.recv(64)
            elif isinstance(client := key.data, _Client) and client in self._clients:
                self._serve(client, events)
        self._deliver_answers()
        for client in [one for one in self._clients if self._now() - one.active_at > SILENT_MAX_S]:
            self._disconnect(client)

    def _accept(self) -> None:
        assert self._listener is not None
        try:
            connection, _ = self._listener.accept()
        except OSError as error:  # the client left already, or no file descriptor is left
            log.debug("a connection was not accepted: %s", error)
            return
        connection.setblocking(False)
        if len(self._clients) >= CLIENTS_MAX:
            connection.close()
            return
        client = _Client(connection, self._now())
        self._clients.add(client)
        self._selector.register(connection, selectors.EVENT_READ, client)

    def _disconnect(self, client: _Client) -> None:
        self._clients.discard(client)
        self._selector.unregister(client.connection)
        client.connection.close()

    def _serve(self, client: _Client, events: int) -> None:
        try:
            if events & selectors.EVENT_READ:
                piece = client.connection.recv(LINE_MAX_BYTES)
                if not piece:
                    raise ConnectionResetError("the client closed the connection")
                client.line += piece
            client.active_at = self._now()
            self._read_lines(client)
            self._send(client)
        except OSError:
            self._disconnect(client)

    def _read_lines(self, client: _Client) -> None:
        while not client.waits and b"\n" in client.line:
            line, client.line = client.line.split(b"\n", 1)
            self._take(client, line)
        if len(client.line) > LINE_MAX_BYTES:
            client.line = b""
            raise ConnectionAbortedError("the line is too long")

    def _take(self, client: _Client, line: bytes) -> None:
        try:
            request = request_in(line)
        except MessageError as error:
            log.info("a line is not a message: %s", error)
            client.answers += line_of(Refused(RefusalReason.NOT_UNDERSTOOD))
            return
        if isinstance(request, AskStatus):
            client.answers += line_of(self._status)
            return
        if self._status.doing is TvState.PREPARING:  # the main loop is loading a lesson and cannot answer
            client.answers += line_of(Refused(RefusalReason.BUSY))
            return
        try:
            self._commands.put_nowait(PendingCommand(request, lambda answer: self._answer(client, answer)))
            client.waits = True
        except queue.Full:
            client.answers += line_of(Refused(RefusalReason.BUSY))

    def _answer(self, client: _Client, answer: Answer) -> None:
        """Runs in the main loop's thread."""
        self._answered.put((client, answer))
        with contextlib.suppress(OSError):  # the wake-up socket is full, or stopped
            self._wake.send(b"!")

    def _deliver_answers(self) -> None:
        with contextlib.suppress(queue.Empty):
            while True:
                client, answer = self._answered.get_nowait()
                if client in self._clients:
                    client.waits = False
                    client.answers += line_of(answer)
                    self._serve(client, 0)

    def _send(self, client: _Client) -> None:
        """Send what the socket takes; select for writing while some is left, else for reading."""
        if client.answers:
            with contextlib.suppress(BlockingIOError):
                client.answers = client.answers[client.connection.send(client.answers) :]
        events = selectors.EVENT_WRITE if client.answers else selectors.EVENT_READ
        self._selector.modify(client.connection, events, client)


def _listen(path: Path) -> socket.socket:
    with reachable(path) as address:
        if path.is_socket():
            if _answers(address):
                raise StationRunsError("Formbox already runs on this box's TV. Stop it first.")
            path.unlink()
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            listener.setblocking(False)
            listener.bind(address)
            path.chmod(SOCKET_MODE)
            listener.listen(CLIENTS_MAX)
        except BaseException:
            listener.close()
            raise
    return listener


def _answers(address: str) -> bool:
    """Whether a process listens at the address."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as trial:
        trial.settimeout(TRY_S)
        try:
            trial.connect(address)
        except OSError:
            return False
        return True
