"""Encodes a message between page and station as one line of JSON, and decodes it.

A line is a JSON object with the message's name under "kind" and exactly its fields beside it; a missing or
further field is an error. `messages` checks the fields' values.
"""

import json
from dataclasses import asdict, fields
from typing import Any, Final

from device.remote.errors import MessageError
from device.remote.messages import (
    Answer,
    AskStatus,
    Code,
    Done,
    GoOn,
    Pause,
    PressKey,
    Refused,
    Request,
    Restart,
    SetLayout,
    Speed,
    Start,
    Status,
    Stop,
    TrainFreely,
    Volume,
)

# A Status of two people has less than 500 bytes.
LINE_MAX_BYTES: Final = 4096

_REQUESTS: Final = {
    "status?": AskStatus,
    "start": Start,
    "free": TrainFreely,
    "pause": Pause,
    "go-on": GoOn,
    "restart": Restart,
    "stop": Stop,
    "volume": Volume,
    "push": PressKey,
    "speed": Speed,
    "arrange": SetLayout,
    "code": Code,
}
_ANSWERS: Final = {"status": Status, "done": Done, "refused": Refused}
_NAMES: Final = {kind: name for name, kind in (_REQUESTS | _ANSWERS).items()}


def line_of(message: Request | Answer) -> bytes:
    """The message as one line, with the newline. Raises MessageError for more than LINE_MAX_BYTES."""
    name = _NAMES[type(message)]
    line = json.dumps({"kind": name, **asdict(message)}, allow_nan=False).encode() + b"\n"
    if len(line) > LINE_MAX_BYTES:
        raise MessageError("The message is too long.")
    return line


def request_in(line: bytes) -> Request:
    """Decode a request. Raises MessageError for anything else."""
    request: Request = _message(line, _REQUESTS)
    return request


def answer_in(line: bytes) -> Answer:
    """Decode an answer. Raises MessageError for anything else."""
    answer: Answer = _message(line, _ANSWERS)
    return answer


def _message(line: bytes, kinds: dict[str, Any]) -> Any:
    if len(line) > LINE_MAX_BYTES:
        raise MessageError("The line is too long.")
    try:
        found = json.loads(line.decode())
    except (ValueError, RecursionError) as error:  # UnicodeDecodeError is a ValueError
        raise MessageError("The line is no JSON.") from error
    if not isinstance(found, dict):
        raise MessageError("The line is no object.")
    kind = kinds.get(name) if isinstance(name := found.pop("kind", None), str) else None
    if kind is None:
        raise MessageError("The line is no message that we know.")
    if set(found) != {field.name for field in fields(kind)}:
        raise MessageError(f"{name} has other fields.")
    return kind(**{key: tuple(value) if isinstance(value, list) else value for key, value in found.items()})
