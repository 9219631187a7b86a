import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from device.remote.errors import MessageError
from device.remote.lines import LINE_MAX_BYTES, answer_in, line_of, request_in
from device.remote.messages import (
    PRESSES,
    SPEEDS,
    AskStatus,
    Code,
    Done,
    GoOn,
    Pause,
    PressKey,
    RefusalReason,
    Refused,
    Restart,
    SetLayout,
    Speed,
    Start,
    Status,
    Stop,
    TvState,
    Volume,
)
from device.trouble import Trouble

REQUESTS = (
    AskStatus(),
    Start(7, (1,)),
    Start(7, (2, 1)),
    Pause(),
    GoOn(),
    Restart(),
    Stop(),
    Volume(0),
    *(PressKey(press) for press in sorted(PRESSES)),
    *(Speed(percent) for percent in SPEEDS),
    SetLayout("tutor_only"),
    Code("012345", 600.0),
)
ANSWERS = (
    Status(
        TvState.PLAYING,
        7,
        "早操 🙂",
        12.5,
        60.0,
        (2, None),
        (None, 87.5),
        paused=True,
        repetitions=(12, None),
    ),
    Status(TvState.IDLE, troubles=(Trouble.DISPLAY_LOST, Trouble.TOO_HOT)),
    Done(),
    Refused(RefusalReason.NOT_READY),
)


@pytest.mark.parametrize("request_", REQUESTS, ids=repr)
def test_a_request_survives_the_way(request_):
    line = line_of(request_)
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    assert request_in(line) == request_


@pytest.mark.parametrize("answer", ANSWERS, ids=repr)
def test_an_answer_survives_the_way(answer):
    assert answer_in(line_of(answer)) == answer


def test_an_answer_is_no_request_and_a_request_no_answer():
    with pytest.raises(MessageError):
        request_in(line_of(Done()))
    with pytest.raises(MessageError):
        answer_in(line_of(Stop()))


@pytest.mark.parametrize(
    "line",
    [b"", b"\n", b"null", b"[]", b'"stop"', b"{", b"\xff\xfe", b"[" * 4000, b" " * (LINE_MAX_BYTES + 1)],
)
def test_what_is_no_object_is_refused(line):
    with pytest.raises(MessageError):
        request_in(line)


@pytest.mark.parametrize("number", ["1" + 400 * "0", "1e400", "-Infinity", "NaN"])
def test_a_number_beyond_every_range_is_refused(number):
    with pytest.raises(MessageError):
        request_in(f'{{"kind": "code", "digits": "123456", "for_s": {number}}}'.encode())


def test_a_line_that_would_be_too_long_is_not_sent():
    with pytest.raises(MessageError):
        line_of(Status(TvState.PLAYING, 1, "x" * LINE_MAX_BYTES))


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
