import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from device.presses import Press
from device.remote.errors import MessageError
from device.remote.messages import (
    LINE_MAX_BYTES,
    PRESSES,
    SPEEDS,
    Arrange,
    AskStatus,
    Code,
    Doing,
    Done,
    GoOn,
    Pause,
    Push,
    Refused,
    Restart,
    Speed,
    Start,
    Status,
    Stop,
    Volume,
    Why,
    answer_in,
    line_of,
    request_in,
)

REQUESTS = (
    AskStatus(),
    Start(7, (1,)),
    Start(7, (2, 1)),
    Pause(),
    GoOn(),
    Restart(),
    Stop(),
    Volume(0),
    *(Push(press) for press in sorted(PRESSES)),
    *(Speed(percent) for percent in SPEEDS),
    Arrange("tutor_only"),
    Code("012345", 600.0),
)
PLAYING = Status(
    Doing.PLAYING,
    7,
    "早操 🙂",
    12.5,
    60.0,
    (2, None),
    (None, 87.5),
    paused=True,
    volume=40,
    rate_percent=75,
    layout="tutor_large",
    repetitions=(12, None),
)


@pytest.mark.parametrize("request_", REQUESTS, ids=repr)
def test_a_request_survives_the_way(request_):
    line = line_of(request_)
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    assert request_in(line) == request_


@pytest.mark.parametrize("answer", [PLAYING, Status(Doing.IDLE), Done(), Refused(Why.NOT_READY)], ids=repr)
def test_an_answer_survives_the_way(answer):
    assert answer_in(line_of(answer)) == answer


def test_an_answer_is_no_request_and_a_request_no_answer():
    with pytest.raises(MessageError):
        request_in(line_of(Done()))
    with pytest.raises(MessageError):
        answer_in(line_of(Stop()))


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "start", "lesson_id": 1, "member_ids": []},
        {"kind": "start", "lesson_id": 1, "member_ids": [1, 2, 3]},
        {"kind": "start", "lesson_id": 1, "member_ids": [1, 1]},
        {"kind": "start", "lesson_id": 1, "member_ids": "12"},
        {"kind": "start", "lesson_id": 1, "member_ids": [True]},
        {"kind": "start", "lesson_id": "1", "member_ids": [1]},
        {"kind": "start", "lesson_id": 0, "member_ids": [1]},
        {"kind": "start", "lesson_id": 2**63, "member_ids": [1]},
        {"kind": "start", "lesson_id": 1.0, "member_ids": [1]},
        {"kind": "start", "lesson_id": [1], "member_ids": [1]},
        {"kind": "start", "lesson_id": 1},
        {"kind": "start", "lesson_id": 1, "member_ids": [1], "as": "root"},
        {"kind": "volume", "percent": 101},
        {"kind": "volume", "percent": -1},
        {"kind": "volume", "percent": None},
        {"kind": "push", "press": "leave"},
        {"kind": "push", "press": "UP"},
        {"kind": "push", "press": ["up"]},
        {"kind": "push", "press": None},
        {"kind": "push"},
        {"kind": "speed", "percent": 80},
        {"kind": "speed", "percent": 100.0},
        {"kind": "speed", "percent": True},
        {"kind": "arrange", "layout": "sideways"},
        {"kind": "arrange", "layout": ["beside"]},
        {"kind": "code", "digits": "12345", "for_s": 60},
        {"kind": "code", "digits": "12345x", "for_s": 60},
        {"kind": "code", "digits": "\uff11" * 6, "for_s": 60},
        {"kind": "code", "digits": 123456, "for_s": 60},
        {"kind": "code", "digits": "123456", "for_s": 1e9},
        {"kind": "status"},
        {"kind": ["stop"]},
        {"kind": None},
        {},
    ],
    ids=json.dumps,
)
def test_what_is_not_meant_is_refused(fields):
    with pytest.raises(MessageError):
        request_in(json.dumps(fields).encode())


@pytest.mark.parametrize(
    "changes",
    [
        {"doing": "dancing"},
        {"time_s": float("nan")},
        {"time_s": -1},
        {"scores": [101]},
        {"scores": ["<b>"]},
        {"name": 5},
        {"paused": 1},
        {"volume": 200},
        {"member_ids": [0]},
        {"member_ids": [None, None, None]},
        {"rate_percent": 60},
        {"layout": "all"},
        {"layout": []},
        {"repetitions": [-1]},
        {"repetitions": [1.5]},
        {"lesson_id": -1},
    ],
    ids=str,
)
def test_a_strange_status_is_refused(changes):
    fields = json.loads(line_of(PLAYING)) | changes
    with pytest.raises(MessageError):
        answer_in(json.dumps(fields).encode())


def test_a_phone_has_every_key_but_the_end_of_the_program():
    assert set(Press) - PRESSES == {Press.LEAVE}
    assert request_in(b'{"kind": "push", "press": "ok"}').press is Press.OK


def test_a_reason_without_words_is_refused():
    with pytest.raises(MessageError):
        answer_in(b'{"kind": "refused", "why": "mood"}')


@pytest.mark.parametrize(
    "line",
    [b"", b"\n", b"null", b"[]", b'"stop"', b"{", b"\xff\xfe", b"[" * 4000, b" " * (LINE_MAX_BYTES + 1)],
)
def test_what_is_no_object_is_refused(line):
    with pytest.raises(MessageError):
        request_in(line)


def test_a_line_that_would_be_too_long_is_not_sent():
    with pytest.raises(MessageError):
        line_of(Status(Doing.PLAYING, 1, "x" * LINE_MAX_BYTES))


@given(st.binary(max_size=200))
def test_bytes_are_a_request_or_refused(line):
    with contextlib.suppress(MessageError):
        assert line_of(request_in(line))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
KINDS = ("start", "volume", "code", "stop", "status?", "pause", "push", "speed", "arrange")
FIELDS = ("lesson_id", "member_ids", "percent", "digits", "for_s", "press", "layout")


@given(st.sampled_from(KINDS), st.dictionaries(st.sampled_from(FIELDS), JSON, max_size=3))
def test_any_object_is_a_request_that_comes_back_or_refused(kind, fields):
    try:
        request = request_in(json.dumps({"kind": kind} | fields).encode())
    except MessageError:
        return
    assert request_in(line_of(request)) == request
