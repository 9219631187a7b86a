"""The page on a real port, and what a client that is no browser sends to be taken for a phone."""

import threading
from contextlib import contextmanager
from dataclasses import dataclass

from waitress import create_server, wasyncore

from device.admin.server.streaming import StreamingChannel


@dataclass(frozen=True)
class Live:
    """url: without a path; headers: those of a member's phone."""

    url: str
    headers: dict[str, str]


def headers_of(phone):
    """What a client that is no browser sends to be taken for this phone."""
    token = phone.token()
    return {"Cookie": f"formbox={phone.get_cookie('formbox').value}", "X-CSRFToken": token}


@contextmanager
def served(app, channel=StreamingChannel, threads=4):
    """The port of a server of ours for an app, while the block lasts."""
    lines = {}
    server = create_server(
        app, map=lines, host="127.0.0.1", port=0, threads=threads, max_request_body_size=1 << 40
    )
    server.channel_class = channel
    ends = threading.Event()

    def run():
        while not ends.is_set():
            wasyncore.loop(timeout=0.1, map=lines, count=1, use_poll=True)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        yield int(server.effective_port)
    finally:
        ends.set()
        thread.join(10)
        for line in list(server.active_channels.values()):
            line.handle_close()
        server.task_dispatcher.shutdown()
        server.close()


@contextmanager
def live(app, phone):
    """The app on a free port while the block lasts, and what a signed-in phone sends."""
    with served(app) as port:
        yield Live(f"http://127.0.0.1:{port}", headers_of(phone))
