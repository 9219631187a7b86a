"""Downloads the videos of all links in the spool, and ends.

Decides what may be downloaded: a file by http or https from the public Internet, or the video that yt-dlp (if
installed) finds on a page, within limits of size, memory, time and pace. It never opens what it downloaded.
Whatever becomes of a link is its result, and the next link follows. It runs in a process of its own that sees
the spool's two folders and no database.
"""

import faulthandler
import http.client
import logging
import signal
import ssl
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from device.failure_reasons import PreparationError, Reason
from device.overnight.links.public import RefusedError, is_public, only_public
from device.overnight.links.spool import Spool, read_json, write_json

# Seconds for a whole download, and without a byte from the server.
TIME_MAX_S: Final = 4 * 3600.0
ANSWER_MAX_S: Final = 30.0
# Seconds in which so many bytes more must have come, or a page must have named its film: 3.5 kB/s are no
# film, and an endless page would hold the night.
PACE_S: Final = 300.0
PACE_BYTES: Final = 1 << 20
# Seconds between reminders, as libraries swallow errors.
REMIND_S: Final = 1.0
# How many times PACE_S until the process ends, if no reminder arrives.
END_FACTOR: Final = 1.5
REDIRECTS_MAX: Final = 5
URL_MAX: Final = 4096
PIECE_BYTES: Final = 1 << 20
# Seconds between two writes of the progress.
TELL_EVERY_S: Final = 1.0
SCHEMES: Final = ("http", "https")
# Content types of a page about a video.
PAGES: Final = ("text/", "application/xhtml", "application/json")
AGENT: Final = "Formbox"
# HTTP status from which on the error is the server's.
SERVERS_FAULT: Final = 500
# How many errors inside each other are looked through for the cause.
WRAPPED_MAX: Final = 10

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Fetch:
    """One download: link, destination, limit, and a callback of (bytes done, bytes in all or None)."""

    url: str
    path: Path
    bytes_max: int
    go_on: Callable[[int, int | None], None]


def fetch_all(spool: Spool, allowed: Callable[[str], bool] = is_public) -> int:
    """Download every link in the spool; returns their number. allowed: whether an address may be used."""
    count = 0
    spool.make()
    while wanted := spool.all_wanted():
        job_id = wanted[0]
        count += 1
        result: dict[str, Any] = {"fetched": True}
        try:
            with only_public(allowed), _kept_pace():
                _fetch(spool, job_id)
        except PreparationError as error:
            result = {"failed": error.reason.name}
        except (Exception, SystemExit):
            # libraries raise whatever a page makes them do, MemoryError too; the link is at fault
            log.exception("a link made the download fail in a way of its own")
            result = {"failed": Reason.LINK_UNKNOWN.name}
        if result.get("failed"):
            spool.video(job_id).unlink(missing_ok=True)
        # the result is written before the request is removed; a request that is gone already was withdrawn
        if spool.wanted(job_id).exists():
            write_json(spool.result(job_id), result)
        spool.how_far(job_id).unlink(missing_ok=True)
        spool.wanted(job_id).unlink(missing_ok=True)
    return count


def _fetch(spool: Spool, job_id: int) -> None:
    """Download one link. Raises PreparationError."""
    url, bytes_max = _request(spool, job_id)
    until_s, told_s, marked = time.monotonic() + TIME_MAX_S, 0.0, 0

    def go_on(done: int, whole: int | None) -> None:
        nonlocal told_s, marked
        now_s = time.monotonic()
        if done >= marked + PACE_BYTES:
            marked = done
            _pace_was_kept()
        if now_s > until_s:
            raise PreparationError(Reason.LINK_TOO_SLOW)
        if done > bytes_max or (whole or 0) > bytes_max:
            raise PreparationError(Reason.LINK_TOO_LARGE)
        if now_s - told_s >= TELL_EVERY_S:
            told_s = now_s
            write_json(spool.how_far(job_id), {"bytes": done, "of": whole})
            if not spool.wanted(job_id).exists():  # withdrawn
                raise PreparationError(Reason.LINK_UNKNOWN)

    path = spool.video(job_id)
    go_on(0, None)
    try:
        _fetch_either(Fetch(url, path, bytes_max, go_on))
    except (OSError, http.client.HTTPException) as error:
        raise PreparationError(_reason_of(error)) from error
    if not path.is_file() or path.is_symlink() or path.stat().st_size == 0:
        raise PreparationError(Reason.LINK_UNKNOWN)


@contextmanager
def _kept_pace() -> Iterator[None]:
    """Inside, PreparationError is raised after PACE_S, whatever is done then; for the main thread."""

    def too_slow(*_: object) -> None:
        raise PreparationError(Reason.LINK_TOO_SLOW)

    before = signal.signal(signal.SIGALRM, too_slow)
    _pace_was_kept()
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0.0)
        faulthandler.cancel_dump_traceback_later()
        signal.signal(signal.SIGALRM, before)


def _pace_was_kept() -> None:
    """Begin to wait anew. A library that never comes back to Python, as in a regular expression over a huge
    page, ends the process; the next one says so of this link and continues with the others.
    """
    signal.setitimer(signal.ITIMER_REAL, PACE_S, REMIND_S)
    faulthandler.dump_traceback_later(END_FACTOR * PACE_S, exit=True)


def _request(spool: Spool, job_id: int) -> tuple[str, int]:
    """Link and limit of bytes. Raises PreparationError."""
    request = read_json(spool.wanted(job_id)) or {}
    url, bytes_max = request.get("url"), request.get("bytes_max")
    if not isinstance(url, str) or not isinstance(bytes_max, int):
        raise PreparationError(Reason.LINK_UNKNOWN)
    if spool.how_far(job_id).exists():  # the process before this one ended over it
        raise PreparationError(Reason.LINK_SILENT)
    return url, bytes_max


def _fetch_either(fetch: Fetch) -> None:
    if not _fetch_file(fetch):
        _fetch_page(fetch)


def checked_url(url: str) -> str:
    """The link, with its host's name in Latin letters (IDNA), if it may be opened.

    Raises PreparationError.
    """
    try:
        parts = urllib.parse.urlsplit(url)
        port = parts.port  # raises for what is no number
        host = (parts.hostname or "").encode("idna").decode("ascii")
    except ValueError as error:  # UnicodeError is one: an empty label, one that is too long
        raise PreparationError(Reason.LINK_UNKNOWN) from error
    if len(url) > URL_MAX or parts.scheme not in SCHEMES or not parts.hostname or not url.isprintable():
        raise PreparationError(Reason.LINK_UNKNOWN)
    # a user name in a link can disguise the host
    if parts.username is not None:
        raise PreparationError(Reason.LINK_REFUSED)
    if url.isascii():
        return url
    place = host if port is None else f"{host}:{port}"
    return urllib.parse.urlunsplit(parts if parts.netloc.isascii() else parts._replace(netloc=place))


def _fetch_file(fetch: Fetch) -> bool:
    """Download the file behind the link; False when it is a page."""
    url = checked_url(fetch.url)
    # quoted as a browser does
    request = urllib.request.Request(  # noqa: S310 - the scheme is checked
        urllib.parse.quote(url, safe="%/:=&?~#+!$,;'@()*[]"), headers={"User-Agent": AGENT}
    )
    with _opener().open(request, timeout=ANSWER_MAX_S) as answer:
        # without a Content-Type it is taken for a file
        if "Content-Type" in answer.headers and answer.headers.get_content_type().startswith(PAGES):
            return False
        length = answer.headers.get("Content-Length", "")
        whole = int(length) if length.isdecimal() else None
        done = 0
        fetch.go_on(done, whole)
        with fetch.path.open("wb") as file:
            while piece := answer.read1(PIECE_BYTES):
                done += len(piece)
                fetch.go_on(done, whole)
                file.write(piece)
        if whole is not None and done < whole:
            raise PreparationError(Reason.LINK_SILENT)
    return True


def _opener() -> urllib.request.OpenerDirector:
    """An opener for http and https only: no proxies, files or ftp, which urllib opens by default."""

    class Redirects(urllib.request.HTTPRedirectHandler):
        max_redirections = REDIRECTS_MAX

        def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
            return super().redirect_request(req, fp, code, msg, headers, checked_url(newurl))

    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(context=ssl.create_default_context()),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        urllib.request.UnknownHandler(),
        Redirects(),
    ):
        opener.add_handler(handler)
    return opener


def _fetch_page(fetch: Fetch) -> None:
    """Download a page's video by yt-dlp. Raises PreparationError when it is not installed or finds none."""
    try:
        import yt_dlp  # noqa: PLC0415 - an extra, and slow to load
    except ImportError as error:
        raise PreparationError(Reason.LINK_UNKNOWN) from error

    def hook(state: dict[str, Any]) -> None:
        done, whole = state.get("downloaded_bytes") or 0, state.get("total_bytes")
        fetch.go_on(int(done), int(whole) if whole else None)

    options = {
        # formats of one file: merging two needs ffmpeg
        "format": "b[height<=1080]/b/bv*",
        "outtmpl": str(fetch.path).replace("%", "%%"),
        "overwrites": True,
        "nopart": True,
        "noplaylist": True,
        "max_filesize": fetch.bytes_max,
        "progress_hooks": [hook],
        "proxy": "",
        "socket_timeout": ANSWER_MAX_S,
        "cachedir": False,
        "updatetime": False,
        "hls_prefer_native": True,
        "ffmpeg_location": "/nonexistent",
        "enable_file_urls": False,
        "quiet": True,
        "no_warnings": True,
        "noprogress": True,
    }
    try:
        with yt_dlp.YoutubeDL(options) as loader:
            loader.download([checked_url(fetch.url)])
    except yt_dlp.utils.DownloadError as error:
        raise PreparationError(_reason_of(error)) from error


def _reason_of(error: BaseException) -> Reason:
    """The reason behind a network error, which libraries may wrap several times."""
    seen: BaseException | None = error
    for _ in range(WRAPPED_MAX):
        if isinstance(seen, PreparationError):
            return seen.reason
        if isinstance(seen, RefusedError):
            return Reason.LINK_REFUSED
        if isinstance(seen, urllib.error.HTTPError):
            return Reason.LINK_UNKNOWN if seen.code < SERVERS_FAULT else Reason.LINK_SILENT
        seen = _inner(seen)
        if seen is None:
            break
    is_network = isinstance(error, OSError | http.client.HTTPException)
    return Reason.LINK_SILENT if is_network else Reason.LINK_UNKNOWN


def _inner(error: BaseException | None) -> BaseException | None:
    info = getattr(error, "exc_info", None)
    for inner in (info[1] if info else None, getattr(error, "cause", None), getattr(error, "reason", None)):
        if isinstance(inner, BaseException) and inner is not error:
            return inner
    return error.__cause__ if error is not None else None
