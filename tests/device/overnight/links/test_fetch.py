import contextlib
import gzip
import itertools
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from device.failure_reasons import Reason
from device.overnight.links import fetch as fetch_module
from device.overnight.links import fetching as fetching_module
from device.overnight.links.fetch import fetch_all
from device.overnight.links.fetching import Fetching
from device.overnight.links.public import is_public
from device.overnight.links.spool import Spool, read_json, spool_of, write_json
from device.overnight.night import Night
from device.overnight.upkeep import Times
from device.store import jobs
from device.store.tables import Job, JobKind, JobState

FILM = bytes(range(256)) * 1000


ANSWERS = {
    "round": (302, b"", {"Location": "/round"}),
    "away": (302, b"", {"Location": "http://10.0.0.1/secret"}),
    "file": (302, b"", {"Location": "file:///etc/passwd"}),
    "page": (200, b"<html>", {"Content-Type": "text/html; charset=utf-8"}),
    "rtsp": (
        200,
        b"<html><video src='rtsp://example.org/a.mp4'></video></html>",
        {"Content-Type": "text/html"},
    ),
    # megabytes of nothing; what fits into no memory is the test of the real process
    "bomb": (
        200,
        gzip.compress(b"<html>" + b" " * 3 * 10**6),
        {"Content-Type": "text/html", "Content-Encoding": "gzip"},
    ),
    "missing": (404, b"no"),
    "broken": (503, b"no"),
    "short": (200, FILM, {"Content-Length": str(2 * len(FILM))}),
    "empty": (200, b""),
}


class Site(BaseHTTPRequestHandler):
    """A web site with all that can be behind a link."""

    def do_GET(self):
        kind = self.path.split("?")[0].strip("/")
        if kind.startswith("to/"):
            self.answer(302, headers={"Location": self.path[4:]})
        elif kind.startswith("drip"):
            self.send_response(200)
            self.send_header("Content-Type", "text/html" if kind == "drip-page" else "video/mp4")
            self.end_headers()
            with contextlib.suppress(OSError):
                while not threading.Event().wait(0.05):
                    self.wfile.write(b"<")
        elif kind == "endless":
            self.send_response(200)
            self.end_headers()
            with contextlib.suppress(OSError):
                while True:
                    self.wfile.write(FILM)
        else:
            self.answer(*ANSWERS.get(kind, (200, FILM, {"Content-Type": "video/mp4"})))

    def answer(self, status, body=b"", headers=None):
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | (headers or {})).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join(10)


@pytest.fixture
def orders(tmp_path):
    orders = Spool(tmp_path / "wanted", tmp_path / "fetched")
    orders.make()
    return orders


def here(address):
    """As the product decides, but that this machine counts as public."""
    return address == "127.0.0.1" or is_public(address)


def fetched(orders, url, bytes_max=10_000_000, allowed=here):
    write_json(orders.wanted(7), {"url": url, "bytes_max": bytes_max})
    assert fetch_all(orders, allowed) == 1
    assert not orders.wanted(7).exists()
    return read_json(orders.result(7))


@pytest.mark.parametrize("path", ["film.mp4", "to//film.mp4", "ein Film.mp4", "film.mp4?a=1&b=ü"])
def test_a_file_behind_a_link_is_fetched(orders, site, path):
    assert fetched(orders, f"{site}/{path}") == {"fetched": True}
    assert orders.video(7).read_bytes() == FILM


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("missing", Reason.LINK_UNKNOWN),
        ("broken", Reason.LINK_SILENT),
        ("short", Reason.LINK_SILENT),
        ("endless", Reason.LINK_TOO_LARGE),
        ("empty", Reason.LINK_UNKNOWN),
        ("round", Reason.LINK_UNKNOWN),
        ("away", Reason.LINK_REFUSED),
        ("file", Reason.LINK_UNKNOWN),
    ],
)
def test_what_cannot_be_fetched_says_why_and_leaves_nothing(orders, site, path, reason):
    assert fetched(orders, f"{site}/{path}", 2_000_000) == {"failed": reason.name}
    assert not orders.video(7).exists()


def test_more_than_is_allowed_is_not_even_begun(orders, site):
    assert fetched(orders, f"{site}/film.mp4", 1000) == {"failed": "LINK_TOO_LARGE"}


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://example.org/a", "LINK_UNKNOWN"),
        ("file:///etc/passwd", "LINK_UNKNOWN"),
        ("http://", "LINK_UNKNOWN"),
        ("http://example.org:99999/", "LINK_UNKNOWN"),
        ("http://a\nb/", "LINK_UNKNOWN"),
        ("http://" + "a" * 5000, "LINK_UNKNOWN"),
        ("http://user:word@example.org/", "LINK_REFUSED"),
        ("http://127.0.0.1/", "LINK_REFUSED"),
        ("http://localhost/", "LINK_REFUSED"),
        ("http://2130706433/", "LINK_REFUSED"),
        ("http://[::1]/", "LINK_REFUSED"),
        ("http://[::ffff:10.0.0.1]/", "LINK_REFUSED"),
        ("http://169.254.169.254/latest/meta-data", "LINK_REFUSED"),
    ],
)
def test_only_the_public_internet_is_asked(orders, url, reason):
    assert fetched(orders, url, allowed=is_public) == {"failed": reason}


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("http://例え.テスト/a.mp4", "xn--r8jz45g.xn--zckzah"),
        ("http://bücher.example:8080/x?q=ü", "xn--bcher-kva.example"),
        ("http://한국.example/", "xn--3e0b707e.example"),
        ("http://\uff11\uff12\uff17.0.0.1/", "127.0.0.1"),
    ],
)
def test_a_host_in_another_script_is_asked_by_its_latin_name(orders, monkeypatch, url, asked):
    import socket

    names = []

    def looked_up(host, *_, **__):
        names.append(host)
        raise socket.gaierror("nobody")

    monkeypatch.setattr(socket, "getaddrinfo", looked_up)
    assert fetched(orders, url) == {"failed": "LINK_SILENT"}
    assert names == [asked]


@pytest.mark.parametrize(
    "url",
    [
        "http://a..b/",
        "http://" + "ü" * 70 + ".de/",
        "rtsp://example.org/a",
        "http://\uff3b::1\uff3d/",
        "http://\ud800/",
    ],
)
def test_what_is_no_name_of_a_host_is_a_result(orders, url):
    assert fetched(orders, url) == {"failed": "LINK_UNKNOWN"}


@pytest.mark.parametrize(
    "error", [RuntimeError("x"), MemoryError(), RecursionError(), SystemExit(1), UnicodeError()]
)
def test_whatever_a_library_raises_is_the_links_result_and_the_next_follows(orders, site, monkeypatch, error):
    real = fetch_module._fetch_either

    def fails(fetch):
        if fetch.url.endswith("bad"):
            raise error
        real(fetch)

    monkeypatch.setattr(fetch_module, "_fetch_either", fails)
    for job_id, path in ((3, "bad"), (4, "film.mp4")):
        write_json(orders.wanted(job_id), {"url": f"{site}/{path}", "bytes_max": 10**7})
    assert fetch_all(orders, here) == 2
    assert read_json(orders.result(3)) == {"failed": "LINK_UNKNOWN"}
    assert read_json(orders.result(4)) == {"fetched": True}


def test_a_link_over_which_the_process_died_is_not_begun_again(orders, site):
    write_json(orders.how_far(7), {"bytes": 0, "of": None})
    assert fetched(orders, f"{site}/film.mp4") == {"failed": "LINK_SILENT"}


@pytest.mark.parametrize("path", ["drip", "drip-page"])
def test_an_endless_trickle_is_given_up(orders, site, monkeypatch, path):
    monkeypatch.setattr(fetch_module, "PACE_S", 0.5)
    monkeypatch.setattr(fetch_module, "END_FACTOR", 100.0)
    assert fetched(orders, f"{site}/{path}") == {"failed": "LINK_TOO_SLOW"}
    assert not orders.video(7).exists()


@pytest.mark.parametrize("path", ["rtsp", "bomb"])
def test_a_page_with_what_is_no_film_is_a_result(orders, site, path):
    assert fetched(orders, f"{site}/{path}")["failed"] in {"LINK_UNKNOWN", "LINK_REFUSED"}


def test_a_name_that_leads_home_the_second_time_is_refused(orders, site, monkeypatch):
    """What counts is the address that is connected to, whatever the name said before."""
    import socket

    port = int(site.rpartition(":")[2])
    real = socket.getaddrinfo
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda host, *rest, **more: real("127.0.0.1", port, type=socket.SOCK_STREAM)
    )
    assert fetched(orders, "http://example.org/film.mp4", allowed=is_public) == {"failed": "LINK_REFUSED"}


def test_a_page_without_yt_dlp_is_no_video(orders, site, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "yt_dlp", None)
    assert fetched(orders, f"{site}/page") == {"failed": "LINK_UNKNOWN"}


def test_yt_dlp_is_held_to_the_public_internet_as_well(orders, site):
    port = int(site.rpartition(":")[2])
    # the page itself may be asked; where it leads to may not
    assert fetched(orders, f"http://127.0.0.1:{port}/page", allowed=here)["failed"] == "LINK_UNKNOWN"
    asked = []

    def once(address):
        asked.append(address)
        return len(asked) == 1

    assert fetched(orders, f"http://127.0.0.1:{port}/page", allowed=once)["failed"] == "LINK_REFUSED"


def test_an_order_that_is_taken_back_ends_the_fetch(orders, site, monkeypatch):
    monkeypatch.setattr(fetch_module, "TELL_EVERY_S", 0.0)
    real = fetch_module.write_json

    def taken_back(path, values):
        real(path, values)
        if values.get("bytes", 0) > 100_000:
            orders.wanted(7).unlink(missing_ok=True)

    monkeypatch.setattr(fetch_module, "write_json", taken_back)
    write_json(orders.wanted(7), {"url": f"{site}/endless", "bytes_max": 10**12})
    assert fetch_all(orders, here) == 1
    assert not orders.result(7).exists()
    assert not orders.video(7).exists()


def test_too_slow_is_given_up(orders, site, monkeypatch):
    monkeypatch.setattr(fetch_module, "TIME_MAX_S", 0.0)
    assert fetched(orders, f"{site}/film.mp4") == {"failed": "LINK_TOO_SLOW"}


@pytest.fixture
def as_systemd(monkeypatch):
    """Somebody else starts the process that fetches."""
    monkeypatch.setenv("NOTIFY_SOCKET", "/nowhere")


def fetch_job(box, url):
    from device.store import lessons

    with box.database.session() as session:
        lesson = lessons.create(session, box.now, None, "A lesson", url)
        jobs.add(session, lesson.id, "lite", box.now, JobKind.FETCH, at_once=True, url=url)
        return lesson.id


def night_with(box, fetch):
    """A night, with `fetch` in place of the other process: called while the night waits."""
    began = []

    def wait(_):
        if not began and list(spool_of(box.folder).wanted_folder.glob("*.json")):
            began.append(fetch(spool_of(box.folder)))

    return Night(box.folder, box.database, Times(lambda: box.now, itertools.count(0, 0.05).__next__, wait))


def test_a_fetched_file_becomes_the_lessons_original_and_is_prepared(box, site, as_systemd):
    lesson_id = fetch_job(box, f"{site}/film.mp4")
    assert night_with(box, lambda orders: fetch_all(orders, here)).step()
    assert box.folder.lesson(lesson_id).original.read_bytes() == FILM
    shelf = box.shelf(lesson_id)
    assert shelf.lesson.size_bytes == len(FILM)
    assert (shelf.job.kind, shelf.job.state, shelf.job.at_once) == (JobKind.PREPARE, JobState.RECEIVED, True)
    with box.database.reading() as session:
        assert session.query(Job).filter_by(kind=JobKind.FETCH).one().state is JobState.READY
    assert not [path for path in box.folder.inbox.rglob("*") if path.is_file()]


def test_a_link_that_fails_says_why_and_one_that_is_silent_is_asked_again_later(box, site, as_systemd):
    bad, silent = fetch_job(box, f"{site}/missing"), fetch_job(box, f"{site}/broken")
    night_with(box, lambda orders: fetch_all(orders, here)).step()
    night_with(box, lambda orders: fetch_all(orders, here)).step()
    assert box.shelf(bad).job.state is JobState.FAILED
    assert box.shelf(bad).job.reason == Reason.LINK_UNKNOWN
    assert box.shelf(silent).job.state is JobState.WAITING
    assert not box.night.step()
    from datetime import timedelta

    box.now += timedelta(minutes=11)
    assert night_with(box, lambda orders: fetch_all(orders, here)).step()
    assert box.shelf(silent).job.attempts == 2


def test_nothing_but_an_ordinary_file_is_taken(box, site, as_systemd, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("secret")
    lesson_id = fetch_job(box, f"{site}/film.mp4")

    def trick(orders):
        number = orders.all_wanted()[0]
        orders.video(number).symlink_to(secret)
        write_json(orders.result(number), {"fetched": True})

    night_with(box, trick).step()
    assert box.shelf(lesson_id).job.reason == Reason.LINK_UNKNOWN
    assert not box.folder.lesson(lesson_id).original.exists()
    assert secret.read_text() == "secret"


def test_a_process_that_ended_over_a_link_holds_the_night_for_minutes_only(folder, as_systemd):
    with Fetching(folder, 3, "http://example.org/", 1000) as fetching:
        write_json(spool_of(folder).how_far(3), {"bytes": 10, "of": None})
        assert fetching.look(0.0) is None
        assert fetching.look(fetching_module.SILENT_MAX_S - 1) is None
        assert fetching.look(fetching_module.SILENT_MAX_S + 1) is Reason.LINK_SILENT
    assert fetching_module.SILENT_MAX_S <= 600


def test_nobody_who_fetches_is_noticed(folder, as_systemd):
    with Fetching(folder, 3, "http://example.org/", 1000) as fetching:
        assert fetching.look(0.0) is None
        assert fetching.look(fetching_module.BEGIN_MAX_S + 1) is Reason.LINK_SILENT
    assert not spool_of(folder).wanted(3).exists()


def test_without_systemd_the_night_starts_the_process_itself(folder, monkeypatch):
    """The real process: it may not go to this machine, and says so."""
    monkeypatch.delenv("NOTIFY_SOCKET", raising=False)
    with Fetching(folder, 3, "http://127.0.0.1/film.mp4", 1000) as fetching:
        reason, end = None, time.monotonic() + 60
        while reason is None and time.monotonic() < end:
            threading.Event().wait(0.05)
            reason = fetching.look(0.0)
        assert reason is Reason.LINK_REFUSED
    assert not list(spool_of(folder).fetched_folder.iterdir())
