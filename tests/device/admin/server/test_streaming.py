import http.client
import socket
import threading

import pytest
from werkzeug.exceptions import ClientDisconnected

from device.admin.server.streaming import DRAIN_MAX, ROOM, STREAM_FROM, RequestBody
from tests.device.admin.live import served


class Page:
    """A page that notes what it reads; `held` makes it wait before it reads."""

    def __init__(self):
        self.seen, self.reads, self.lets = [], True, threading.Event()
        self.lets.set()
        self.done = threading.Semaphore(0)

    def __call__(self, environ, answer):
        self.lets.wait(20)
        came, cut = 0, False
        try:
            while self.reads and (piece := environ["wsgi.input"].read(1 << 16)):
                came += len(piece)
        except ClientDisconnected:
            cut = True
        self.seen.append((came, cut))
        self.done.release()
        answer("200 OK", [("Content-Length", "2")])
        return [b"ok"]


@pytest.fixture
def page():
    return Page()


def request(length, start=b""):
    return b"PATCH /x HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n%s\r\n" % (length, start)


@pytest.mark.parametrize("length", [0, 10, STREAM_FROM - 1, STREAM_FROM, 5 * STREAM_FROM + 7])
def test_a_body_comes_whole_and_the_line_is_used_again(page, length):
    with served(page) as port:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        for _ in range(3):
            line.request("PATCH", "/x", b"y" * length)
            assert line.getresponse().read() == b"ok"
        line.close()
    assert page.seen == [(length, False)] * 3


@pytest.mark.parametrize("came", [0, 1, STREAM_FROM, 3 * STREAM_FROM - 1])
def test_what_came_of_a_body_that_breaks_off_reaches_the_page(page, came):
    with served(page) as port:
        with socket.create_connection(("127.0.0.1", port)) as line:
            line.sendall(request(3 * STREAM_FROM) + b"y" * came)
        assert page.done.acquire(timeout=20)
    assert page.seen == [(came, True)]


def test_a_page_that_begins_late_still_gets_what_came(page):
    page.lets.clear()
    with served(page) as port:
        with socket.create_connection(("127.0.0.1", port)) as line:
            line.sendall(request(2 * STREAM_FROM) + b"y" * 1000)
        page.lets.set()
        assert page.done.acquire(timeout=20)
    assert page.seen == [(1000, True)]


def test_a_client_that_waits_for_leave_gets_it(page):
    with served(page) as port, socket.create_connection(("127.0.0.1", port)) as line:
        line.settimeout(20)
        line.sendall(request(STREAM_FROM, b"Expect: 100-continue\r\n"))
        assert line.recv(100).startswith(b"HTTP/1.1 100")
        line.sendall(b"y" * STREAM_FROM)
        assert line.recv(1000).startswith(b"HTTP/1.1 200")
    assert page.seen == [(STREAM_FROM, False)]


def test_the_next_request_on_the_line_is_not_taken_for_the_body(page):
    with served(page) as port, socket.create_connection(("127.0.0.1", port)) as line:
        line.settimeout(20)
        line.sendall(
            request(STREAM_FROM) + b"y" * STREAM_FROM + request(3, b"Connection: close\r\n") + b"abc"
        )
        answer = b""
        while piece := line.recv(1000):
            answer += piece
    assert answer.count(b"HTTP/1.1 200") == 2
    assert page.seen == [(STREAM_FROM, False), (3, False)]


def test_an_answer_without_reading_arrives(page):
    page.reads = False
    with served(page) as port:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        for _ in range(2):
            line.request("PATCH", "/x", b"y" * (4 * STREAM_FROM))
            assert line.getresponse().read() == b"ok"
        line.close()


def test_a_body_that_nobody_wants_is_not_read_for_ever(page):
    page.reads = False
    with served(page) as port, socket.create_connection(("127.0.0.1", port)) as line:
        line.settimeout(20)
        line.sendall(request(10 * DRAIN_MAX))
        with pytest.raises(OSError):  # noqa: PT011 - reset or broken pipe, as the moment falls
            line.sendall(b"y" * (10 * DRAIN_MAX))


def test_a_body_without_a_length_is_refused(page):
    with served(page) as port, socket.create_connection(("127.0.0.1", port)) as line:
        line.settimeout(20)
        line.sendall(
            b"POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"
        )
        assert line.recv(1000).startswith(b"HTTP/1.1 400")
    assert page.seen == []


def send_until_it_stops(line):
    sent = 0
    try:
        while sent < 32 * ROOM:
            sent += line.send(b"y" * ROOM)
    except TimeoutError:
        pass
    return sent


def test_little_waits_in_memory(page):
    """The server stops reading while the page does not: the client is held up, not the box filled."""
    page.lets.clear()
    with served(page) as port, socket.create_connection(("127.0.0.1", port)) as line:
        line.sendall(request(64 * ROOM))
        line.settimeout(1)
        sent = send_until_it_stops(line)
        assert sent < 16 * ROOM  # the kernel's own buffers are in it
        line.settimeout(20)
        page.lets.set()
        while sent < 64 * ROOM:
            sent += line.send(b"y" * min(ROOM, 64 * ROOM - sent))
        assert line.recv(1000).startswith(b"HTTP/1.1 200")
    assert page.seen == [(64 * ROOM, False)]


def test_a_body_that_stops_coming_is_over():
    body = RequestBody(10, lambda: None, patience_s=0.01)
    assert body.put(b"abc") == 3
    assert body.read(2) == b"ab"
    assert body.read(2) == b"c"
    with pytest.raises(ClientDisconnected):
        body.read(2)
    assert not body.coming


def test_a_body_takes_only_what_is_its_own():
    body = RequestBody(4, lambda: None)
    assert body.put(b"ab\ncdef") == 4
    assert list(body) == [b"ab\n", b"c"]
    assert body.read() == b""
