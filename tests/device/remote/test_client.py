"""Every way in which nobody answers is the same sentence, and none of them takes long."""

import socket
import threading

import pytest

from device.remote.client import ask
from device.remote.errors import StationOffError
from device.remote.lines import LINE_MAX_BYTES, line_of
from device.remote.messages import AskStatus, Status, TvState

SOON_S = 0.05
WAIT_S = 10.0


@pytest.fixture
def answers(tmp_path):
    """A station that says these bytes to its first caller, whatever it asks; None: it keeps quiet."""
    path = tmp_path / "station.sock"
    done = threading.Event()
    threads = []

    def station(said):
        door = socket.socket(socket.AF_UNIX)
        door.bind(str(path))
        door.listen(1)

        def serve():
            with door:
                connection, _ = door.accept()
                with connection:
                    connection.recv(LINE_MAX_BYTES)
                    if said is None:
                        done.wait(WAIT_S)
                    else:
                        connection.sendall(said)

        threads.append(threading.Thread(target=serve, daemon=True))
        threads[-1].start()
        return path

    yield station
    done.set()
    for thread in threads:
        thread.join(WAIT_S)
        assert not thread.is_alive()


def test_no_socket_is_a_tv_that_is_off(tmp_path):
    with pytest.raises(StationOffError, match="does not answer"):
        ask(tmp_path / "station.sock", AskStatus())


def test_no_folder_is_a_tv_that_is_off(tmp_path):
    for name in ("none", "n" * 200):
        with pytest.raises(StationOffError, match="does not answer"):
            ask(tmp_path / name / "station.sock", AskStatus())


def test_a_socket_without_anybody_behind_it(tmp_path):
    left = socket.socket(socket.AF_UNIX)
    left.bind(str(tmp_path / "station.sock"))
    left.close()
    with pytest.raises(StationOffError):
        ask(tmp_path / "station.sock", AskStatus())


def test_silence_is_not_waited_for(answers):
    with pytest.raises(StationOffError):
        ask(answers(None), AskStatus(), timeout_s=SOON_S)


@pytest.mark.parametrize(
    "said",
    [b"", b"half a li", b"nonsense\n", b'{"kind": "stop"}\n', b"x" * (LINE_MAX_BYTES + 10)],
    ids=["hung up", "half a line", "nonsense", "a request", "endless"],
)
def test_an_answer_that_is_none(answers, said):
    with pytest.raises(StationOffError):
        ask(answers(said), AskStatus(), timeout_s=WAIT_S)


def test_an_answer(answers):
    assert ask(answers(line_of(Status(TvState.RESULT))), AskStatus(), timeout_s=WAIT_S) == Status(
        TvState.RESULT
    )
