"""What a request says in the words of the tus protocol 1.0.0, checked; and how one is refused.

Decides what is well formed. Nothing here touches the disk or the database.
"""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from flask import Response, jsonify, request
from flask_babel import gettext as _
from werkzeug.exceptions import HTTPException

VERSION: Final = "1.0.0"
EXTENSIONS: Final = "creation,creation-with-upload,termination,expiration"
BYTES: Final = "application/offset+octet-stream"
# The protocol's numbers may have any length; no disk is larger than this.
DIGITS_MAX: Final = 15
LENGTH_MAX: Final = 10**DIGITS_MAX
METADATA_MAX: Final = 8192  # letters


class Refused(HTTPException):
    """A refusal with its sentence for the person who uploads."""

    def __init__(self, status: HTTPStatus, sentence: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(sentence)
        self.code = status.value
        self.extra = dict(headers or {})

    def answer(self) -> Response:
        """As JSON, for clients of the protocol."""
        response = jsonify(error=self.description)
        response.status_code = self.code or HTTPStatus.BAD_REQUEST
        response.headers.update(self.extra)
        return response


@dataclass(frozen=True, slots=True)
class Wish:
    """What a client says about the file that it will send: bytes, a name for the lesson, the file's own."""

    length: int
    name: str
    source: str


def method() -> str:
    """What is wanted; clients that cannot send every method name it in a header."""
    return request.headers.get("X-HTTP-Method-Override", request.method).upper()


def speaks_version() -> None:
    """Refuse other versions of the protocol."""
    if request.headers.get("Tus-Resumable") != VERSION:
        raise Refused(HTTPStatus.PRECONDITION_FAILED, misunderstood(), {"Tus-Version": VERSION})


def number(header: str) -> int:
    """A header that is a whole number from 0 on."""
    text = request.headers.get(header, "")
    if not (text.isascii() and text.isdigit() and len(text) <= DIGITS_MAX):
        raise Refused(HTTPStatus.BAD_REQUEST, misunderstood())
    return int(text)


def has_bytes() -> bool:
    """Whether the body is a part of the file."""
    return request.mimetype == BYTES


def wish() -> Wish:
    """What a creation asks for."""
    length = number("Upload-Length")
    if length < 1:
        raise Refused(HTTPStatus.BAD_REQUEST, _("This file is empty."))
    said = _metadata(request.headers.get("Upload-Metadata", ""))
    return Wish(length, said.get("name", ""), said.get("filename", ""))


def misunderstood() -> str:
    """What is said to a client that does not follow the protocol."""
    return _("The box did not understand that.")


def _metadata(text: str) -> dict[str, str]:
    """Pairs of a key and a value in base64, with commas between; a value may be missing."""
    said = {}
    try:
        for pair in filter(None, text.split(",")):
            key, _blank, value = pair.strip().partition(" ")
            said[key] = base64.b64decode(value, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError) as error:
        raise Refused(HTTPStatus.BAD_REQUEST, misunderstood()) from error
    if len(text) > METADATA_MAX or "" in said:
        raise Refused(HTTPStatus.BAD_REQUEST, misunderstood())
    return said
