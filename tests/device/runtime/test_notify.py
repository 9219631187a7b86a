import os
import socket

import pytest

from device.runtime import notify


@pytest.fixture(params=["file", "abstract"])
def heard(request, tmp_path, monkeypatch):
    """What systemd hears, through each kind of socket."""
    address = f"\0formbox-test-{os.getpid()}" if request.param == "abstract" else str(tmp_path / "notify")
    monkeypatch.setattr(notify, "_last_beat_s", [])
    monkeypatch.setenv("NOTIFY_SOCKET", address.replace("\0", "@", 1))
    monkeypatch.delenv("WATCHDOG_PID", raising=False)
    monkeypatch.delenv("WATCHDOG_USEC", raising=False)
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listener:
        listener.bind(address)
        listener.setblocking(False)

        def messages():
            found = []
            while True:
                try:
                    found.append(listener.recv(4096).decode())
                except BlockingIOError:
                    return found

        yield messages


def test_each_call_is_one_message(heard):
    notify.ready()
    notify.status("preparing\n  a lesson")
    notify.stopping()
    assert heard() == ["READY=1", "STATUS=preparing a lesson", "STOPPING=1"]


def test_a_fast_loop_beats_ten_times_in_the_time_allowed(heard, monkeypatch):
    monkeypatch.setenv("WATCHDOG_USEC", "10000000")
    for round_number in range(300):
        notify.watchdog(round_number / 30)
    assert heard() == ["WATCHDOG=1"] * 10


def test_a_slow_loop_beats_every_time(heard, monkeypatch):
    monkeypatch.setenv("WATCHDOG_USEC", "10000000")
    for round_number in range(4):
        notify.watchdog(5.0 * round_number)
    assert heard() == ["WATCHDOG=1"] * 4


def test_no_heartbeat_when_nobody_waits_for_one(heard):
    notify.watchdog(1.0)
    assert heard() == []


@pytest.mark.parametrize(
    ("micros", "watched", "seconds"),
    [
        ("2500000", "", 2.5),
        ("2500000", "own", 2.5),
        ("2500000", "1", None),
        ("0", "", None),
        ("soon", "", None),
        ("", "", None),
        ("-5", "", None),
    ],
)
def test_how_long_systemd_waits(monkeypatch, micros, watched, seconds):
    monkeypatch.setenv("WATCHDOG_USEC", micros)
    monkeypatch.setenv("WATCHDOG_PID", str(os.getpid()) if watched == "own" else watched)
    assert notify.watchdog_s() == seconds


@pytest.mark.parametrize("address", ["", "relative/path", "/nobody/listens", "@formbox-nobody-listens"])
def test_nobody_who_listens_is_no_error(monkeypatch, address):
    monkeypatch.setenv("NOTIFY_SOCKET", address)
    notify.ready()


def test_outside_systemd_nothing_happens(monkeypatch):
    monkeypatch.delenv("NOTIFY_SOCKET", raising=False)
    monkeypatch.setattr(socket, "socket", lambda *_: pytest.fail("a socket was opened"))
    notify.ready()
    notify.stopping()
    notify.status("x")


def test_a_full_queue_does_not_make_the_work_wait(heard):
    for number in range(2000):
        notify.status(str(number))
    said = heard()
    assert said[0] == "STATUS=0"
    assert len(said) < 2000
