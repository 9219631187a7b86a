"""A line to a box that is as bad as a phone's: it breaks off, loses answers, is slow."""

import socket
import threading
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

PIECE = 1 << 15


class RoughLine:
    """A TCP relay. `faults` are (bytes that phones have sent by then, what happens): "cut" closes the line,
    "deaf" lets the box do what it was asked and loses its answer. rate: bytes a second, None for all.
    """

    def __init__(self, target, faults=(), rate=None):
        self.target = urlsplit(target).port
        self.faults, self.rate = sorted(faults), rate
        self.sent = 0
        self._pairs, self._lock, self._stopped = set(), threading.Lock(), threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self):
        self._stopped.set()
        self._listener.close()
        self.drop()

    def drop(self):
        """Break every connection."""
        with self._lock:
            pairs, self._pairs = self._pairs, set()
        for pair in pairs:
            _close(*pair)

    def _accept(self):
        with suppress(OSError):
            while True:
                phone = self._listener.accept()[0]
                try:
                    box = socket.create_connection(("127.0.0.1", self.target))
                except OSError:
                    phone.close()
                    continue
                line = _Line(phone, box)
                with self._lock:
                    self._pairs.add((phone, box))
                threading.Thread(target=self._up, args=(line,), daemon=True).start()
                threading.Thread(target=self._down, args=(line,), daemon=True).start()

    def _up(self, line):
        with suppress(OSError):
            while data := line.phone.recv(PIECE):
                line.box.sendall(data)
                if self._fault(len(data)) == "cut":
                    break
                line.deaf = line.deaf or self._last == "deaf"
                if self.rate:
                    self._stopped.wait(len(data) / self.rate)
        _close(line.phone, line.box)

    def _down(self, line):
        with suppress(OSError):
            while (data := line.box.recv(PIECE)) and not line.deaf:
                line.phone.sendall(data)
        _close(line.phone, line.box)

    def _fault(self, count):
        with self._lock:
            self.sent += count
            self._last = self.faults.pop(0)[1] if self.faults and self.sent >= self.faults[0][0] else None
            return self._last


class _Line:
    def __init__(self, phone, box):
        self.phone, self.box, self.deaf = phone, box, False


def _close(*sockets):
    for one in sockets:
        with suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)
        one.close()


@contextmanager
def rough_line(target, faults=(), rate=None):
    """A line while the block lasts."""
    line = RoughLine(target, faults, rate)
    try:
        yield line
    finally:
        line.close()
