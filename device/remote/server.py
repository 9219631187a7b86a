"""The station's end of the socket: takes requests in a thread of its own and gives wishes to the main loop.

What the TV does is answered at once from the newest status; a wish waits until the main loop takes and
answers it. Whatever comes in, the thread lives: a line that is no message is answered so, and who says
nothing or too much is let go. What a wish does is decided by who takes it.
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

# the box's own group only: the admin page runs in it
SOCKET_MODE: Final = 0o660
CALLERS_MAX: Final = 16
# A page asks as soon as it is connected, and takes its answer: who does neither for so long has gone.
SILENT_MAX_S: Final = 10.0
# Wishes that the main loop has not looked at: while it makes a lesson ready, a few thumbs may press.
WISHES_MAX: Final = 8
# How long the thread sleeps when nothing happens; it looks then for its end and for silent callers.
TICK_S: Final = 0.3
# A station that is alive takes a connection at once.
TRY_S: Final = 1.0


@dataclass(frozen=True, slots=True)
class PendingCommand:
    """A wish, and where its answer goes: to be called once, from any thread."""

    command: Command
    answer: Callable[[Answer], None]


@dataclass(slots=True, eq=False)
class _Caller:
    """A connection: what came of its next line, what it still has to be sent, when it last did something.

    waits: a wish of it lies with the main loop, and nothing more is read until that is answered.
    """

    connection: socket.socket
    active_at: float
    line: bytes = b""
    answers: bytes = b""
    waits: bool = False


class StationServer:
    """Listens at `path` from `start` to `stop`."""

    def __init__(self, path: Path, now: Callable[[], float] = time.monotonic) -> None:
        """Nothing is opened yet; until `tell` the TV is idle. now: seconds that never run backwards."""
        self._path = path
        self._now = now
        self._status = Status(TvState.IDLE)
        self._wishes: queue.Queue[PendingCommand] = queue.Queue(WISHES_MAX)
        self._answered: queue.SimpleQueue[tuple[_Caller, Answer]] = queue.SimpleQueue()
        self._door: socket.socket | None = None
        self._callers: set[_Caller] = set()
        self._worker = Worker("remote", self._step)

    def start(self) -> None:
        """Listen, in place of a socket that a dead station left.

        Raises StationRunsError when a live one has it, OSError when there can be none.
        """
        self._door = _listen(self._path)
        self._wake, self._woken = socket.socketpair()
        for end in (self._wake, self._woken):
            end.setblocking(False)
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._door, selectors.EVENT_READ)
        self._selector.register(self._woken, selectors.EVENT_READ)
        self._worker.start()

    def stop(self) -> None:
        """Hang up and take the socket away; safe to call twice."""
        door, self._door = self._door, None
        if door is None:
            return
        self._worker.stop()
        self._path.unlink(missing_ok=True)
        for caller in self._callers:
            caller.connection.close()
        self._selector.close()
        for end in (door, self._wake, self._woken):
            end.close()

    def check(self) -> None:
        """Raise here what went wrong in the thread."""
        self._worker.check()

    def tell(self, status: Status) -> None:
        """From now on this is what the TV does."""
        self._status = status

    def next(self, timeout_s: float = 0.0) -> PendingCommand | None:
        """The oldest wish that nobody took, waiting up to `timeout_s` for one."""
        try:
            return self._wishes.get(timeout=timeout_s) if timeout_s > 0 else self._wishes.get_nowait()
        except queue.Empty:
            return None

    def _step(self) -> None:
        for key, events in self._selector.select(TICK_S):
            if key.fileobj is self._door:
                self._accept()
            elif key.fileobj is self._woken:
                with contextlib.suppress(BlockingIOError):
                    self._woken.recv(64)
            elif isinstance(caller := key.data, _Caller) and caller in self._callers:
                self._serve(caller, events)
        self._pass_answers_on()
        for caller in [one for one in self._callers if self._now() - one.active_at > SILENT_MAX_S]:
            self._hang_up(caller)

    def _accept(self) -> None:
        assert self._door is not None
        try:
            connection, _ = self._door.accept()
        except OSError as error:  # the caller left already, or no handle is left
            log.debug("nobody could be let in: %s", error)
            return
        connection.setblocking(False)
        if len(self._callers) >= CALLERS_MAX:
            connection.close()
            return
        caller = _Caller(connection, self._now())
        self._callers.add(caller)
        self._selector.register(connection, selectors.EVENT_READ, caller)

    def _hang_up(self, caller: _Caller) -> None:
        self._callers.discard(caller)
        self._selector.unregister(caller.connection)
        caller.connection.close()

    def _serve(self, caller: _Caller, events: int) -> None:
        try:
            if events & selectors.EVENT_READ:
                piece = caller.connection.recv(LINE_MAX_BYTES)
                if not piece:
                    raise ConnectionResetError("it hung up")
                caller.line += piece
            caller.active_at = self._now()
            self._read_lines(caller)
            self._send(caller)
        except OSError:
            self._hang_up(caller)

    def _read_lines(self, caller: _Caller) -> None:
        while not caller.waits and b"\n" in caller.line:
            line, caller.line = caller.line.split(b"\n", 1)
            self._take(caller, line)
        if len(caller.line) > LINE_MAX_BYTES:
            caller.line = b""
            raise ConnectionAbortedError("it never stops")

    def _take(self, caller: _Caller, line: bytes) -> None:
        try:
            request = request_in(line)
        except MessageError as error:
            log.info("a line is no message: %s", error)
            caller.answers += line_of(Refused(RefusalReason.NOT_UNDERSTOOD))
            return
        if isinstance(request, AskStatus):
            caller.answers += line_of(self._status)
            return
        if self._status.doing is TvState.PREPARING:  # the main loop has no time to answer
            caller.answers += line_of(Refused(RefusalReason.BUSY))
            return
        try:
            self._wishes.put_nowait(PendingCommand(request, lambda answer: self._answer(caller, answer)))
            caller.waits = True
        except queue.Full:
            caller.answers += line_of(Refused(RefusalReason.BUSY))

    def _answer(self, caller: _Caller, answer: Answer) -> None:
        """Called by the main loop."""
        self._answered.put((caller, answer))
        with contextlib.suppress(OSError):  # it is awake already, or was stopped
            self._wake.send(b"!")

    def _pass_answers_on(self) -> None:
        with contextlib.suppress(queue.Empty):
            while True:
                caller, answer = self._answered.get_nowait()
                if caller in self._callers:
                    caller.waits = False
                    caller.answers += line_of(answer)
                    self._serve(caller, 0)

    def _send(self, caller: _Caller) -> None:
        """Send what there is to be sent, and be woken for the rest, or for the next line."""
        if caller.answers:
            with contextlib.suppress(BlockingIOError):
                caller.answers = caller.answers[caller.connection.send(caller.answers) :]
        events = selectors.EVENT_WRITE if caller.answers else selectors.EVENT_READ
        self._selector.modify(caller.connection, events, caller)


def _listen(path: Path) -> socket.socket:
    with reachable(path) as address:
        if path.is_socket():
            if _answers(address):
                raise StationRunsError("The TV already runs on this box: end that first.")
            path.unlink()
        door = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            door.setblocking(False)
            door.bind(address)
            path.chmod(SOCKET_MODE)
            door.listen(CALLERS_MAX)
        except BaseException:
            door.close()
            raise
    return door


def _answers(address: str) -> bool:
    """Whether somebody listens there."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as trial:
        trial.settimeout(TRY_S)
        try:
            trial.connect(address)
        except OSError:
            return False
        return True
