"""`formbox recognise`: what is in a recording, as a table and as JSON."""

import json

import numpy as np
import pytest

from device.__main__ import main
from device.commands import sources
from device.commands.recognise import as_table
from device.store.tracks import save_track
from models.recogniser.performances import performed
from scoring.recognition.segments import NamedSegment
from tests.scoring.bodies import as_track, moving

RATE_HZ = 20


@pytest.fixture
def recording(tmp_path, monkeypatch):
    """Arms that swing for 40 s; what was recognised in them can be said."""
    count = 40 * RATE_HZ
    save_track(tmp_path / "arms.npz", as_track(moving(count, rate_hz=RATE_HZ), np.arange(count) / RATE_HZ))

    def recognised(*parts):
        found = [
            NamedSegment(start_s=start_s, end_s=end_s, name=name, share=0.9) for start_s, end_s, name in parts
        ]
        monkeypatch.setattr(sources, "named_segments", lambda _track, _method: found)
        return tmp_path / "arms.npz"

    return recognised


def run(capsys, *words):
    assert main(["recognise", *map(str, words)]) == 0
    return capsys.readouterr().out


def test_parts_have_names_counts_and_repetitions(recording, capsys):
    path = recording((0.0, 20.0, "lateral_raise"), (20.0, 41.0, "plank"))
    found = json.loads(run(capsys, path, "--json", "--language", "ko"))
    assert (found["video"], found["beat"]) == ("arms.npz", False)
    assert found["duration_s"] == pytest.approx(40, abs=0.1)
    raised, held = [one for one in found["parts"] if one["kind"] == "exercise"]
    assert (raised["exercise"], raised["name"]) == ("lateral_raise", "레터럴 레이즈")
    assert raised["end_s"] == held["start_s"] == 20.0
    assert raised["count"] == len(raised["repetitions"])
    assert all(raised["start_s"] < end_s <= 20.0 for end_s in raised["repetitions"])
    assert (held["exercise"], held["count"], held["repetitions"]) == ("plank", None, None)


def test_another_method_may_name_the_parts(recording, capsys, monkeypatch):
    path, asked = recording(), []
    monkeypatch.setattr(sources, "named_segments", lambda _track, method: asked.append(method) or [])
    for options in ((), ("--method", "lstm")):
        run(capsys, path, *options)
    assert asked == ["forest", "lstm"]


def test_the_table_has_a_line_for_each_part(recording, capsys):
    path = recording((0.0, 20.0, "lateral_raise"), (20.0, 41.0, "other"))
    head, *lines = run(capsys, path).splitlines()
    assert head.split() == ["from", "to", "times", "what"]
    assert [line.split()[3:] for line in lines] == [["Lateral", "raise"], ["?"]]


def test_what_is_unknown_or_not_counted_has_a_dash():
    squat = {"start_s": 0.0, "end_s": 61.04, "kind": "exercise", "name": "Squat", "count": 12}
    rest = squat | {"start_s": 61.04, "end_s": 70.0, "kind": "rest", "name": None, "count": None}
    assert as_table([squat, rest]).splitlines()[1:] == [
        " 0:00.0  1:01.0     12  Squat",
        " 1:01.0  1:10.0      -  rest",
    ]


def test_the_shipped_recogniser_names_a_recording_of_nobody_moving(tmp_path, capsys):
    still = as_track(moving(200, rate_hz=RATE_HZ, amplitude=0), np.arange(200) / RATE_HZ)
    save_track(tmp_path / "still.npz", still)
    found = json.loads(run(capsys, tmp_path / "still.npz", "--json"))
    assert [one["count"] or 0 for one in found["parts"]] == [0] * len(found["parts"])


def test_the_small_lift_names_squats(tmp_path, capsys):
    done = performed("squat", np.random.default_rng([3, 2]), 20.0)
    save_track(tmp_path / "squats.npz", done.track)
    found = json.loads(run(capsys, tmp_path / "squats.npz", "--method", "lift", "--json"))
    (part,) = found["parts"]
    assert (part["kind"], part["exercise"], part["end_s"]) == ("exercise", "squat", 20.0)
    assert part["count"] == len(part["repetitions"]) == 6
