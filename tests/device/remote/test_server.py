"""The real socket, with threads on both ends; nobody sleeps: every wait is for an event, and bounded."""

import socket
import stat
import threading

import pytest

from device.remote.address import PATH_MAX_BYTES, reachable
from device.remote.client import ask
from device.remote.errors import StationOffError, StationRunsError
from device.remote.lines import LINE_MAX_BYTES, answer_in, line_of
from device.remote.messages import (
    AskStatus,
    Done,
    Pause,
    RefusalReason,
    Refused,
    Start,
    Status,
    Stop,
    TvState,
    Volume,
)
from device.remote.server import CLIENTS_MAX, COMMANDS_MAX, SILENT_MAX_S, SOCKET_MODE, StationServer

WAIT_S = 10.0


@pytest.fixture
def path(tmp_path):
    return tmp_path / "station.sock"


@pytest.fixture
def server(path):
    server = StationServer(path)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def call(path):
    """Opens a connection that the test writes to by hand."""
    opened = []

    def connect():
        connection = socket.socket(socket.AF_UNIX)
        opened.append(connection)
        connection.settimeout(WAIT_S)
        connection.connect(str(path))
        return connection

    yield connect
    for connection in opened:
        connection.close()


def answer_of(connection):
    found = b""
    while not found.endswith(b"\n"):
        piece = connection.recv(LINE_MAX_BYTES)
        assert piece, "it hung up"
        found += piece
    return answer_in(found)


def hung_up(connection):
    try:
        return connection.recv(1) == b""
    except ConnectionResetError:
        return True


def aside(function, *words):
    """Runs in a thread, as the page does; gives what came of it."""
    found = []
    thread = threading.Thread(target=lambda: found.append(function(*words)), daemon=True)
    thread.start()

    def result():
        thread.join(WAIT_S)
        return found[0]

    return result


def test_the_status_is_answered_without_the_main_loop(server, path):
    assert ask(path, AskStatus()) == Status(TvState.IDLE)
    playing = Status(TvState.PLAYING, 3, "Morning", 1.5, 60.0, (1,), (80.0,))
    server.tell(playing)
    assert ask(path, AskStatus()) == playing


def test_a_wish_waits_for_the_main_loop(server, path):
    answer = aside(ask, path, Start(3, (1, 2)), WAIT_S)
    asked = server.next(WAIT_S)
    assert asked.command == Start(3, (1, 2))
    asked.answer(Refused(RefusalReason.NO_LESSON))
    assert answer() == Refused(RefusalReason.NO_LESSON)
    assert server.next() is None


def test_the_status_comes_while_a_wish_waits(server, path):
    answer = aside(ask, path, Pause(), WAIT_S)
    asked = server.next(WAIT_S)
    assert ask(path, AskStatus()) == Status(TvState.IDLE)
    asked.answer(Done())
    assert answer() == Done()


def test_lines_in_one_piece_are_answered_one_after_the_other(server, call):
    connection = call()
    connection.sendall(line_of(Pause()) + line_of(AskStatus()) + line_of(Stop()))
    asked = server.next(WAIT_S)
    assert asked.command == Pause()
    assert server.next() is None  # not before the first one is answered
    asked.answer(Done())
    asked = server.next(WAIT_S)
    assert asked.command == Stop()
    asked.answer(Refused(RefusalReason.NOTHING_PLAYS))
    found = b""
    while found.count(b"\n") < 3:
        found += connection.recv(LINE_MAX_BYTES)
    answers = [answer_in(line) for line in found.splitlines()]
    assert answers == [Done(), Status(TvState.IDLE), Refused(RefusalReason.NOTHING_PLAYS)]


def test_a_line_in_many_pieces_is_one(server, call):
    connection = call()
    for byte in line_of(AskStatus()):
        connection.sendall(bytes([byte]))
    assert answer_of(connection) == Status(TvState.IDLE)


@pytest.mark.parametrize(
    "line", [b"\n", b"hello\n", b'{"kind": "reboot"}\n', b"\xff\x00\n", b"[" * 4000 + b"\n"]
)
def test_a_line_that_is_no_message_is_answered_so_and_the_server_lives(server, path, call, line):
    connection = call()
    connection.sendall(line)
    assert answer_of(connection) == Refused(RefusalReason.NOT_UNDERSTOOD)
    connection.sendall(line_of(AskStatus()))
    assert answer_of(connection) == Status(TvState.IDLE)
    server.check()


def test_a_line_without_an_end_is_let_go(server, path, call):
    connection = call()
    connection.sendall(b"x" * (LINE_MAX_BYTES + 1))
    assert hung_up(connection)
    assert ask(path, AskStatus()) == Status(TvState.IDLE)


def test_who_hangs_up_in_the_middle_harms_nobody(server, path, call):
    connection = call()
    connection.sendall(line_of(Volume(30)))
    asked = server.next(WAIT_S)
    connection.close()
    assert ask(path, AskStatus()) == Status(TvState.IDLE)
    asked.answer(Done())
    assert ask(path, AskStatus()) == Status(TvState.IDLE)
    server.check()


def test_more_wishes_than_anybody_waits_for_are_refused(server, path, call):
    crowd = [call() for _ in range(COMMANDS_MAX + 1)]
    for connection in crowd:
        connection.sendall(line_of(Pause()))
        assert ask(path, AskStatus()) == Status(TvState.IDLE)  # by now it was read
    assert answer_of(crowd[-1]) == Refused(RefusalReason.BUSY)
    for connection in crowd[:-1]:
        server.next(WAIT_S).answer(Done())
        assert answer_of(connection) == Done()


def test_more_callers_than_there_is_room_for_are_turned_away(server, path, call):
    crowd = [call() for _ in range(CLIENTS_MAX)]
    for connection in crowd:
        connection.sendall(line_of(AskStatus()))
        assert answer_of(connection) == Status(TvState.IDLE)
    assert hung_up(call())
    crowd[0].close()
    crowd[1].sendall(line_of(AskStatus()))
    assert answer_of(crowd[1]) == Status(TvState.IDLE)
    assert ask(path, AskStatus()) == Status(TvState.IDLE)


def test_who_says_nothing_is_let_go(path, call):
    seconds = [0.0]
    server = StationServer(path, now=lambda: seconds[0])
    server.start()
    try:
        silent = call()
        assert ask(path, AskStatus()) == Status(TvState.IDLE)
        seconds[0] = SILENT_MAX_S + 1
        assert hung_up(silent)
    finally:
        server.stop()


def test_only_the_boxs_own_group_may_ask(server, path):
    assert stat.S_IMODE(path.stat().st_mode) == SOCKET_MODE == 0o660


def test_a_socket_that_a_dead_station_left_is_replaced(path):
    left = socket.socket(socket.AF_UNIX)
    left.bind(str(path))
    left.close()
    server = StationServer(path)
    server.start()
    try:
        assert ask(path, AskStatus()) == Status(TvState.IDLE)
    finally:
        server.stop()
    assert not path.exists()


def test_a_second_station_does_not_take_the_socket(server, path):
    with pytest.raises(StationRunsError, match="already runs"):
        StationServer(path).start()
    assert ask(path, AskStatus()) == Status(TvState.IDLE)


def test_stopping_twice_is_fine(path):
    server = StationServer(path)
    server.start()
    server.stop()
    server.stop()
    with pytest.raises(StationOffError):
        ask(path, AskStatus())


def test_a_long_path_is_reached_all_the_same(tmp_path):
    folder = tmp_path / ("f" * 120)
    folder.mkdir()
    server = StationServer(folder / "station.sock")
    assert len(str(folder)) > PATH_MAX_BYTES
    server.start()
    try:
        with reachable(folder / "station.sock") as address:
            assert len(address) <= PATH_MAX_BYTES
        assert ask(folder / "station.sock", AskStatus()) == Status(TvState.IDLE)
    finally:
        server.stop()
    assert not (folder / "station.sock").exists()
