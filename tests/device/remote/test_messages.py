import json

import pytest

from device.presses import Press
from device.remote.errors import MessageError
from device.remote.lines import answer_in, line_of, request_in
from device.remote.messages import (
    PRESSES,
    Status,
    TvState,
)

PLAYING = Status(
    TvState.PLAYING,
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
    troubles=("too_hot",),
)


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
        {"troubles": ["tired"]},
        {"troubles": [["too_hot"]]},
        {"troubles": "too_hot"},
        {"troubles": ["too_hot"] * 20},
        {"exercises": ["squat"]},
        {"exercises": ["squat"], "shares": [101]},
        {"exercises": [5], "shares": [5]},
        {"exercises": ["s" * 81], "shares": [5]},
        {"exercises": ["squat"] * 7, "shares": [5] * 7},
        {"bones": [1, 2, 3]},
        {"bones": [1, 2, 3, 0.5]},
        {"bones": [1, 2, 3, 10_000]},
        {"bones": [0] * 60},
        {"wide": 0},
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
