"""Who leaves before the end has no full marks; shares are of the lesson."""

import dataclasses
import json

import pytest

from device.match.results.covered import ENOUGH, covered_share
from device.match.results.replay import judge
from device.match.results.report import as_json


def part(track, begin, end):
    """Its rows from a share of its length to another one."""
    rows = slice(round(begin * len(track)), round(end * len(track)))
    names = ("times", "landmarks", "visibility", "world")
    return dataclasses.replace(track, **{name: getattr(track, name)[rows] for name in names})


@pytest.mark.parametrize(
    ("begin", "end", "share"),
    [(0, 1, 1), (0, 0.25, 0.25), (0, 0.5, 0.5), (0.5, 1, 0.5), (0, 0.8, 1), (0.2, 1, 1), (0, 0, 0)],
)
def test_the_score_counts_what_is_missing(lesson, tutor_track, begin, end, share):
    user = part(tutor_track, begin, end)
    covered = covered_share(user, lesson.duration_s)
    if share < 1:
        assert covered == pytest.approx(share, abs=0.05)
    else:
        assert covered > ENOUGH
    if end:
        result = judge(lesson, user)
        assert result.final == pytest.approx(100 * min(share / ENOUGH, 1), abs=10)
        told = json.loads(as_json([result]))
        assert told["covered_share"] == pytest.approx(covered, abs=0.001)
        assert told["seen_share"] == pytest.approx(covered, abs=0.001)
        assert told["share_judged"] <= min(covered + 0.15, 1)


def test_a_longer_recording_covers_the_lesson_once(lesson, tutor_track):
    longer = dataclasses.replace(tutor_track, times=tutor_track.times * 3)
    assert covered_share(longer, lesson.duration_s) == 1
    early = dataclasses.replace(tutor_track, times=tutor_track.times - lesson.duration_s / 2)
    assert covered_share(early, lesson.duration_s) == pytest.approx(0.5, abs=0.05)
