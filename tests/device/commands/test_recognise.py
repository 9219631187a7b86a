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
from tests.scoring.repetitions.shown import truth

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
    assert raised["count"] + raised["attempts"] == len(raised["repetitions"])
    assert (held["exercise"], held["count"], held["repetitions"]) == ("plank", None, None)
    assert (held["good"], held["attempts"]) == (None, None)


def test_every_repetition_has_its_times_and_what_is_said_of_it(tmp_path, capsys, monkeypatch):
    shown = truth(("squat", 2, 2.0, 1.0), ("squat", 1, 2.0, 0.35), ("squat", 2, 2.0, 1.0))
    track, times = shown.track, [one.end_s for one in shown.repetitions]
    save_track(tmp_path / "squats.npz", track)
    part = NamedSegment(start_s=0.0, end_s=float(track.times[-1]) + 1, name="squat", share=0.9)
    monkeypatch.setattr(sources, "named_segments", lambda _track, _method: [part])
    found = json.loads(run(capsys, tmp_path / "squats.npz", "--json"))
    (squats,) = [one for one in found["parts"] if one["exercise"] == "squat"]
    done = squats["repetitions"]
    assert (squats["count"], squats["good"], squats["attempts"]) == (5, 4, 0)
    for one, end_s in zip(done, times, strict=True):
        assert one["begin_s"] < one["bottom_s"] < one["end_s"]
        assert one["end_s"] == pytest.approx(end_s, abs=0.5)
        assert one["down_s"] + one["hold_s"] + one["up_s"] == pytest.approx(
            one["end_s"] - one["begin_s"], abs=0.03
        )
    assert [one["counted"] for one in done] == [True] * 5
    assert done[0]["symmetry"] == pytest.approx(1, abs=0.2)
    assert done[2]["range"] < 0.5 < done[0]["range"]
    assert (done[2]["verdict"], done[2]["reason"], done[2]["angle"]) == ("shallow", "Go all the way", None)


def test_another_method_may_name_the_parts(recording, capsys, monkeypatch):
    path, asked = recording(), []
    monkeypatch.setattr(sources, "named_segments", lambda _track, method: asked.append(method) or [])
    for options in ((), ("--method", "lstm")):
        run(capsys, path, *options)
    assert asked == ["forest", "lstm"]


def test_the_table_has_a_line_for_each_part(recording, capsys):
    path = recording((0.0, 20.0, "lateral_raise"), (20.0, 41.0, "other"))
    head, *lines = run(capsys, path).splitlines()
    assert head.split() == ["from", "to", "times", "good", "tries", "what"]
    assert [line.split()[5:] for line in lines] == [["Lateral", "raise"], ["?"]]


def test_what_is_unknown_or_not_counted_has_a_dash():
    squat = {"start_s": 0.0, "end_s": 61.04, "kind": "exercise", "name": "Squat"} | {
        "count": 12, "good": 9, "attempts": 1,
    }  # fmt: skip
    rest = squat | {"start_s": 61.04, "end_s": 70.0, "kind": "title", "name": None} | {
        "count": None, "good": None, "attempts": None,
    }  # fmt: skip
    assert as_table([squat, rest]).splitlines()[1:] == [
        " 0:00.0  1:01.0     12     9     1  Squat",
        " 1:01.0  1:10.0      -     -     -  title",
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
    assert part["count"] == sum(one["counted"] for one in part["repetitions"])
    assert part["count"] == sum(0 < end_s < 20 for end_s in done.ends)
