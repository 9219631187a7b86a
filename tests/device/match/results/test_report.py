import dataclasses
import json
import unicodedata

import numpy as np
import pytest

from device.match.results.offset import FoundBy, Offset
from device.match.results.report import as_json, as_table
from device.messages import MatchResult, Summary
from device.words.languages import LANGUAGES
from device.words.lookup import words
from scoring.body.joints import ANGLE_COUNT, JOINT_COUNT, Angle, Joint
from scoring.body.track import track_of
from scoring.demands import Demands
from scoring.guidance.cues import Ask, BodyPart, Cue
from scoring.limb import Limb

NAN = float("nan")
KEYS = {
    "title", "method", "duration_s", "demands", "final", "joints", "angles", "live", "seen_share",
    "covered_share", "share_judged", "repetitions", "repetition_list", "lag_s", "mirrored", "summary",
}  # fmt: skip


@pytest.fixture
def result():
    return MatchResult(
        title="Press",
        method="adaptive",
        duration_s=42.0,
        final=81.234,
        live_times=np.array([0.5, 1.0]),
        live_scores=np.array([80.0, NAN]),
        joint_scores=np.linspace(60, 90, JOINT_COUNT),
        angle_scores=np.linspace(50, 95, ANGLE_COUNT),
        track=track_of([0.0, 0.1], [None, None], 640, 480, "test"),
        summary=Summary(Angle.CROTCH, 12.5, Angle.LEFT_ELBOW, 75.0, Cue(BodyPart.LEFT_ELBOW, Ask.BEND)),
        lag_s=0.42,
        mirrored=True,
    )


@pytest.fixture
def unseen(result):
    return dataclasses.replace(
        result,
        final=NAN,
        joint_scores=np.full(JOINT_COUNT, NAN),
        angle_scores=np.full(ANGLE_COUNT, NAN),
        summary=Summary(None, None, None, None, None),
        lag_s=NAN,
        mirrored=False,
    )


def test_what_was_asked_of_people_is_in_the_json(result):
    demands = Demands(pauses=((1.25, 4.0004),), ignored=frozenset({Limb.HEAD, Limb.ARMS}), on_beat=True)
    told = {"ignored": ["arms", "head"], "on_beat": True, "pauses": [[1.25, 4.0]]}
    for people in ([result], [result, result]):
        assert json.loads(as_json(people, demands=demands))["demands"] == told


def test_one_persons_json_is_one_object(result):
    document = json.loads(as_json([result]))
    assert set(document) == KEYS
    assert document["final"] == 81.234
    assert document["lag_s"] == 0.42
    assert document["share_judged"] == 0.5
    assert document["repetitions"] is None
    assert document["mirrored"] is True
    assert document["demands"] == {"ignored": [], "on_beat": False, "pauses": []}
    assert document["summary"] == {
        "best": {"part": "leg spread", "time_s": 12.5},
        "worst": {"part": "left elbow", "time_s": 75.0},
        "advice": "Bend your left elbow more",
    }
    assert document["live"] == [{"time_s": 0.5, "score": 80.0}, {"time_s": 1.0, "score": None}]
    assert len(document["joints"]) == JOINT_COUNT


def test_two_peoples_json_shares_what_is_shared(result, unseen):
    document = json.loads(as_json([result, unseen]))
    assert set(document) == {"title", "method", "duration_s", "demands", "people"}
    left, right = document["people"]
    assert (left["place"], right["place"]) == ("left", "right")
    assert set(left) == (KEYS - {"title", "method", "duration_s", "demands"}) | {"place"}
    assert left["final"] == 81.234
    assert (right["final"], right["lag_s"], right["summary"]["best"]) == (None, None, None)


def test_a_recordings_json_says_its_offset(result):
    counted = dataclasses.replace(result, repetitions=7)
    offset = Offset(seconds=-1.23456, found_by=FoundBy.SOUND)
    one = json.loads(as_json([counted], offset=offset))
    assert (one["offset_s"], one["offset_found_by"], one["repetitions"]) == (-1.235, "sound", 7)
    both = json.loads(as_json([result, result], offset=offset))
    assert (both["offset_s"], both["offset_found_by"]) == (-1.235, "sound")


def test_a_match_that_was_never_judged_has_no_share(result):
    document = json.loads(
        as_json([dataclasses.replace(result, live_times=np.empty(0), live_scores=np.empty(0))])
    )
    assert document["share_judged"] is None


def test_the_table_says_what_to_work_on(result):
    lines = as_table([result]).splitlines()
    assert lines[0] == "Press: final score 81.2 / 100 (adaptive)"
    assert lines[4].startswith("nose ")
    assert lines[4].split()[-3:] == ["left", "elbow", "50.0"]
    assert lines[-6:] == [
        "",
        "Best: leg spread (at 0:12)",
        "To work on: left elbow (at 1:15)",
        "Next time: bend your left elbow more",
        "0.4 s behind",
        "Mirrored",
    ]


def test_one_part_alone_is_the_best_and_nothing_to_work_on(result):
    one = dataclasses.replace(result, summary=Summary(Angle.NECK, None, Angle.NECK, None, None), lag_s=0.0)
    assert as_table([one]).splitlines()[-3:] == ["", "Best: neck", "Mirrored"]


def test_what_was_not_seen_is_a_dash_without_remarks(unseen):
    table = as_table([unseen])
    assert table.splitlines()[0] == "Press: No score (adaptive)"
    assert table.splitlines()[-1].split() == ["shoulder", "centre", "-"]
    assert "nan" not in table


def test_two_tables_say_whose_they_are(result, unseen):
    left, right = as_table([result, unseen]).split("\n\nPress, ")
    assert left.startswith("Press, Left player: final score 81.2")
    assert right.startswith("Right player: No score")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_is_in_the_households_language_and_even(result, language):
    spoken = words(language)
    table = as_table([result], spoken)
    assert all(spoken.joint(joint) in table for joint in Joint)
    assert spoken.text("mirrored") in table
    assert "elbow" not in table or language == "en"
    rows = table.splitlines()[2 : 4 + ANGLE_COUNT]
    assert len({sum(1 + (unicodedata.east_asian_width(x) in "WF") for x in row) for row in rows}) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_recording_that_ends_early_says_what_share_was_there(result, language):
    seen = track_of([0.0, 0.1], [None, None], 640, 480, "test")
    short = dataclasses.replace(result, covered=0.32, track=seen)
    assert "32" in as_table([short], words(language)).split("\n\n")[-1]
    assert json.loads(as_json([short]))["covered_share"] == 0.32
    assert words("en").text("covered", percent=32) not in as_table([result])
