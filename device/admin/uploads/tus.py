"""Reads a request by the tus protocol 1.0.0, and refuses what does not follow it.

Touches neither disk nor database.
"""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from flask import Response, jsonify, request
from flask_babel import gettext as _
from werkzeug.exceptions import ClientDisconnected, HTTPException

VERSION: Final = "1.0.0"
EXTENSIONS: Final = "creation,creation-with-upload,termination,expiration"
BYTES: Final = "application/offset+octet-stream"
# The protocol sets no limit to its numbers; no disk is larger than this.
DIGITS_MAX: Final = 15
LENGTH_MAX: Final = 10**DIGITS_MAX
METADATA_MAX: Final = 8192  # letters


class TusRefusal(HTTPException):
    """A refusal, with a sentence for the person who uploads."""

    def __init__(self, status: HTTPStatus, sentence: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(sentence)
        self.code = status.value
        self.extra = dict(headers or {})

    def answer(self) -> Response:
        """The refusal as JSON, for clients of the protocol."""
        response = jsonify(error=self.description)
        response.status_code = self.code or HTTPStatus.BAD_REQUEST
        response.headers.update(self.extra)
        return response


@dataclass(frozen=True, slots=True)
class Announcement:
    """What a client says of the file that it will send.

    length: bytes; name: for the lesson, "" if none was given; source: the file's own name.
    """

    length: int
    name: str
    source: str


class RequestBytes:
    """The body of this request; one that breaks off ends early."""

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes; b"" at the end."""
        try:
            return request.stream.read(size)
        except ClientDisconnected:
            return b""


def method() -> str:
    """The method that is meant; clients that cannot send every method name it in a header."""
    return request.headers.get("X-HTTP-Method-Override", request.method).upper()


def check_version() -> None:
    """Refuse other versions of the protocol."""
    if request.headers.get("Tus-Resumable") != VERSION:
        raise TusRefusal(HTTPStatus.PRECONDITION_FAILED, misunderstood(), {"Tus-Version": VERSION})


def number(header: str) -> int:
    """A header that is a whole number from 0 on."""
    text = request.headers.get(header, "")
    if not (text.isascii() and text.isdigit() and len(text) <= DIGITS_MAX):
        raise TusRefusal(HTTPStatus.BAD_REQUEST, misunderstood())
    return int(text)


def has_bytes() -> bool:
    """Whether the body is a part of the file."""
    return request.mimetype == BYTES


def announcement() -> Announcement:
    """The file that a creation announces."""
    length = number("Upload-Length")
    if length < 1:
        raise TusRefusal(HTTPStatus.BAD_REQUEST, _("This file is empty."))
    said = _metadata(request.headers.get("Upload-Metadata", ""))
    return Announcement(length, said.get("name", ""), said.get("filename", ""))


def misunderstood() -> str:
    """The sentence for a client that does not follow the protocol."""
    return _("The box did not understand that.")


def _metadata(text: str) -> dict[str, str]:
    """Pairs of a key and a value in base64, with commas between; a value may be missing."""
    said = {}
    try:
        for pair in filter(None, text.split(",")):
            key, _blank, value = pair.strip().partition(" ")
            said[key] = base64.b64decode(value, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError) as error:
        raise TusRefusal(HTTPStatus.BAD_REQUEST, misunderstood()) from error
    if len(text) > METADATA_MAX or "" in said:
        raise TusRefusal(HTTPStatus.BAD_REQUEST, misunderstood())
    return said
