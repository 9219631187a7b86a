"""Host, Origin and CSRF checks for requests; security headers on responses.

Decides under which host names the box answers (against DNS rebinding), that changes come from our own pages,
and what a browser may load.
"""

import ipaddress
import logging
import secrets
import socket
from http import HTTPStatus
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from flask import Flask, Response, abort, request
from flask_wtf import CSRFProtect

from device.admin.web.services import EXTENSION, box_settings
from device.admin.web.sessions import BoxSessions
from models.files import write_atomic

log = logging.getLogger(__name__)

KEY_BYTES: Final = 32
SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})
# what routers append to host names in a home; no one can own a name below them on the internet
HOME_DOMAINS: Final = ("local", "lan", "home", "home.arpa", "internal", "localdomain")

HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; object-src 'none'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


def secret_key(path: Path) -> bytes:
    """The key that signs sessions, made at the first start and readable by the box only.

    A damaged one is made anew, and every member signs in again. Where it cannot be written, the key lasts as
    long as the process.
    """
    try:
        key = path.read_bytes()
    except OSError:
        key = b""
    if len(key) == KEY_BYTES and any(key):
        return key
    key = secrets.token_bytes(KEY_BYTES)
    try:
        if path.is_dir():
            path.rename(path.with_name(f"{path.name}.damaged-{secrets.token_hex(4)}"))
        write_atomic(path, key, 0o600)
    except OSError as error:
        log.warning("the key of sessions cannot be kept: %s", error)
    return key


def protect(app: Flask) -> None:
    """Check every request of this app, and put the headers on every answer."""
    app.config.update(
        SECRET_KEY=secret_key(app.extensions[EXTENSION].folder.secret),
        SESSION_COOKIE_NAME="formbox",
        SESSION_COOKIE_HTTPONLY=True,
        # Lax, not Strict: a member who opens the box's address from a message or a QR code stays signed in
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=None,  # as long as the session: a page stays open for an evening
        WTF_CSRF_SSL_STRICT=False,  # _check_origin is stricter than its check of the Referer
    )
    app.session_interface = BoxSessions()
    app.before_request(_check_host)
    app.before_request(_check_origin)
    app.after_request(_headers)


def protect_forms(app: Flask) -> None:
    """Require a CSRF token with every change. Called after `access.guard`: a stranger's body is not read."""
    CSRFProtect(app)


def host_allowed(host: str, extra: tuple[str, ...] = ()) -> bool:
    """Whether the box answers to this Host header: private addresses, its own names, and `extra`."""
    try:
        name = urlsplit(f"//{host}").hostname
        _ = urlsplit(f"//{host}").port
    except ValueError:
        return False
    if not name or "@" in host or "/" in host:
        return False
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return _name_allowed(name.rstrip("."), extra)
    return address.is_private or address.is_loopback or address.is_link_local or str(address) in extra


def _name_allowed(name: str, extra: tuple[str, ...]) -> bool:
    own = socket.gethostname().lower()
    short = own.partition(".")[0]
    if name in {"localhost", own, short} or name in {word.lower() for word in extra}:
        return True
    return name.endswith(".local") or name in {f"{short}.{domain}" for domain in HOME_DOMAINS}


def _check_host() -> None:
    host = request.headers.get("Host", "")
    if not host_allowed(host) and not host_allowed(host, box_settings().trusted_hosts):
        abort(HTTPStatus.BAD_REQUEST)


def _check_origin() -> None:
    """Refuse changes from pages of other sites. A program that is no browser sends neither header."""
    if request.method in SAFE_METHODS:
        return
    origin = request.headers.get("Origin")
    if origin is not None:
        if urlsplit(origin).netloc.lower() != request.headers.get("Host", "").lower():
            abort(HTTPStatus.FORBIDDEN)
    elif request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        abort(HTTPStatus.FORBIDDEN)


def _headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    # pages belong to one member; the files under /static are named by their contents and cached
    if request.endpoint != "static" and "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = "private, no-cache"
    return response
