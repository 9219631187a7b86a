"""A track of several exercises becomes named parts."""

import numpy as np
import pytest

from scoring.body.track import PoseTrack
from scoring.recognition.segments import named_segments
from tests.scoring.recognition.bodies import Told, standing

NAMES = ("squat", "push_up", "rest")


def track_of(seconds, begin_s=0.0, rate_hz=30):
    count = round(seconds * rate_hz)
    world = np.repeat(standing()[None], count, axis=0)
    return PoseTrack(
        begin_s + np.arange(count) / rate_hz,
        world * 100,
        np.ones((count, 33), np.float32),
        world,
        4,
        3,
        "lite",
    )


def test_each_part_has_its_name_and_its_bounds():
    # windows end a quarter of a second apart, and are about their middles, 1.5 s before
    answers = [*["squat"] * 46, *["push_up"] * 40]
    found = named_segments(track_of(20.1, begin_s=5.0), Told(NAMES, answers))
    assert [one.name for one in found] == ["squat", "push_up"]
    assert found[0].start_s == pytest.approx(5.0, abs=0.3)
    assert found[0].end_s == found[1].start_s == pytest.approx(5 + 46.5 / 4 - 1.5, abs=0.2)
    assert found[1].end_s == pytest.approx(25, abs=0.2)
    assert found[0].share == pytest.approx(0.9)


def test_a_single_window_of_another_name_changes_nothing():
    answers = [*["squat"] * 20, "push_up", *["squat"] * 20]
    assert [one.name for one in named_segments(track_of(10.3), Told(NAMES, answers))] == ["squat"]


def test_a_stretch_without_anybody_is_left_out():
    answers = [*["squat"] * 20, *[None] * 20, *["squat"] * 20]
    first, last = named_segments(track_of(15), Told(NAMES, answers))
    assert first.end_s == pytest.approx(5, abs=0.1)
    assert last.start_s == pytest.approx(41 / 4 - 3, abs=0.1)


def test_nothing_in_nothing():
    assert named_segments(track_of(0), Told(NAMES, ["squat"])) == []
    assert named_segments(track_of(0.2), Told(NAMES, ["squat"])) == []
