"""Sessions of phones in signed cookies, by the box's time: they do not end because a clock was wrong.

Flask signs a cookie with the system's time, refuses one of a time to come, and gives the browser a date at
which to forget it. A box starts hours or years early: every phone would be signed out by it, and each new
cookie would be over before it came.
"""

from datetime import datetime
from typing import Any, Final, Literal, overload

from flask import Flask, Response
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from itsdangerous import SignatureExpired, TimestampSigner, URLSafeTimedSerializer

from device.admin.web.services import EXTENSION, Services

# signed when nobody knew the time: such a cookie does not age, and gets its date with the next visit
UNDATED: Final = 0


class BoxSigner(TimestampSigner):
    """Dates signatures by the box's time, where that is sure."""

    def __init__(self, *given: Any, box: Services, **named: Any) -> None:
        """box: whose time it is; the others are Signer's."""
        super().__init__(*given, **named)
        self._box = box

    def get_timestamp(self) -> int:
        """Seconds since 1970, or UNDATED."""
        return int(self._box.clock().timestamp()) if self._box.is_sure() else UNDATED

    @overload
    def unsign(
        self, signed_value: str | bytes, max_age: int | None = None, return_timestamp: Literal[False] = False
    ) -> bytes: ...

    @overload
    def unsign(
        self, signed_value: str | bytes, max_age: int | None = None, return_timestamp: Literal[True] = True
    ) -> tuple[bytes, datetime]: ...

    def unsign(
        self, signed_value: str | bytes, max_age: int | None = None, return_timestamp: bool = False
    ) -> tuple[bytes, datetime] | bytes:
        """As TimestampSigner's; one that was signed in a time to come is no older than max_age (s)."""
        value, signed = super().unsign(signed_value, None, return_timestamp=True)
        stamp, now = int(signed.timestamp()), self.get_timestamp()
        if max_age is not None and UNDATED not in {stamp, now} and now - stamp > max_age:
            raise SignatureExpired(f"{now - stamp} s > {max_age} s", payload=value, date_signed=signed)
        return (value, signed) if return_timestamp else value


class BoxSessions(SecureCookieSessionInterface):
    """Flask's sessions with that signer; browsers count the time that a session lasts by their own clock."""

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """The serializer of the session's cookie."""
        found = super().get_signing_serializer(app)
        if found is not None:
            box: Services = app.extensions[EXTENSION]
            found.signer, found.signer_kwargs = BoxSigner, {**found.signer_kwargs, "box": box}
        return found

    def get_expiration_time(self, app: Flask, session: SessionMixin) -> None:
        """No date: `save_session` gives a length of time."""

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Set the cookie, where it changed."""
        before = len(response.headers.getlist("Set-Cookie"))
        super().save_session(app, session, response)
        cookies = response.headers.getlist("Set-Cookie")
        if session and session.permanent and len(cookies) > before:
            lasts_s = int(app.permanent_session_lifetime.total_seconds())
            response.headers.setlist("Set-Cookie", [*cookies[:-1], f"{cookies[-1]}; Max-Age={lasts_s}"])
