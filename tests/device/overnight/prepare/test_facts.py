import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from device.failure_reasons import Reason
from device.lost import NOTHING_LOST, Lost
from device.overnight.prepare.facts import (
    Facts,
    FoundSegment,
    facts_as_json,
    facts_of,
    failed_line,
    progress_line,
    ready_line,
    report_in,
)
from device.store.tables import Facing, SegmentKind

FACTS = Facts(
    12.5,
    640,
    480,
    True,
    Facing.AWAY,
    (FoundSegment(SegmentKind.TALK, 0.0, 4.0), FoundSegment(SegmentKind.EXERCISE, 4.0, 12.5, "squat")),
    beat_bpm=118.2,
    lost=Lost(cut=True, end_s=12.5, unseen_s=2.0, silent=True),
)


def test_what_is_told_is_heard():
    assert report_in(ready_line(FACTS).encode()).facts == FACTS
    still = replace(FACTS, beat_bpm=None)
    assert report_in(ready_line(still).encode()).facts == still
    assert report_in(failed_line(Reason.TOO_LONG).encode()).reason is Reason.TOO_LONG
    told = report_in(progress_line("poses", 41.239, 60.0).encode())
    assert (told.stage, told.percent, told.length_s) == ("poses", 41.24, 60.0)
    assert report_in(progress_line("looking", 0.0).encode()).length_s is None


OTHER_JSON = st.recursive(st.none() | st.integers() | st.text(), st.lists).map(json.dumps).map(str.encode)


@given(st.binary() | OTHER_JSON)
def test_nothing_else_is_heard(line):
    assert report_in(line) is None


@pytest.mark.parametrize(
    "change",
    [
        {"duration_s": "1"},
        {"duration_s": 1e9},
        {"duration_s": float("nan")},
        {"width": 0},
        {"width": 1e9},
        {"height": True},
        {"facing": "up"},
        {"beat_bpm": "118"},
        {"beat_bpm": True},
        {"beat_bpm": 0},
        {"beat_bpm": 1e9},
        {"beat_bpm": float("nan")},
        {"lost": []},
        {"lost": {"cut": 1}},
        {"lost": {"silent": "yes"}},
        {"lost": {"end_s": 3.0}},
        {"lost": {"unseen_s": -1.0}},
        {"lost": {"unseen_s": "2"}},
        {"lost": {"unseen_s": float("nan")}},
        {"lost": {"cut": True, "end_s": 1e9}},
        {"lost": {"nose": 1}},
        {"segments": {"kind": "talk"}},
        {"segments": [{"kind": "exercise", "start_s": 0, "end_s": 1, "exercise": 7}]},
        {"segments": [{"kind": "exercise", "start_s": 0, "end_s": 1, "exercise": "a b"}]},
        {"segments": [{"kind": "exercise", "start_s": 0, "end_s": 1, "exercise": "x" * 61}]},
        {"segments": [{"kind": "war", "start_s": 0, "end_s": 1}]},
        {"segments": [{"kind": "talk", "start_s": -1, "end_s": 1}]},
        {"segments": [{"kind": "talk", "start_s": 0}]},
        {"segments": [{"kind": "talk", "start_s": 0, "end_s": 1}] * 6000},
    ],
)
def test_facts_that_cannot_be_are_not_believed(change):
    values = json.loads(ready_line(FACTS))["facts"]
    assert report_in(json.dumps({"facts": values}).encode()).facts == FACTS
    assert report_in(json.dumps({"facts": values | change}).encode()) is None


def test_facts_of_an_older_version_have_no_beat_and_say_nothing_of_losses():
    values = json.loads(facts_as_json(FACTS))
    del values["beat_bpm"]
    del values["lost"]
    assert facts_of(values) == replace(FACTS, beat_bpm=None, lost=NOTHING_LOST)


def test_a_reason_must_be_one_of_ours():
    assert report_in(b'{"failed": "BECAUSE"}') is None
    assert report_in(b'{"stage": "poses", "percent": 101, "length_s": null}') is None
