from dataclasses import replace

import numpy as np
import pytest

from device.match.cut import Cut
from device.messages import MatchView, PlayerView
from device.scenes.match_request import Exercise, MatchRequest
from device.scenes.play.part_counts import PartCounts

PICTURE = np.zeros((9, 9, 3), np.uint8)
PARTS = (Exercise(10.0, 30.0, "Squat"), Exercise(30.0, 50.0, "Lunge"), Exercise(60.0, 80.0))


@pytest.fixture
def counts():
    return PartCounts(MatchRequest(1, "Press", (None,), (), Cut(), exercises=PARTS))


def at(time_s, *repetitions):
    players = tuple(PlayerView(None, (), repetitions=one) for one in repetitions)
    return MatchView("Press", time_s, 100.0, PICTURE, None, None, players)


def shown(counts, time_s, *repetitions):
    view = counts.shown(at(time_s, *repetitions))
    return view.exercise, *(player.repetitions for player in view.players)


def test_each_named_part_begins_at_nothing(counts):
    assert shown(counts, 5.0, None) == (None, None)
    assert shown(counts, 12.0, None) == ("Squat", None)
    assert shown(counts, 20.0, 4) == ("Squat", 4)
    assert shown(counts, 31.0, 5) == ("Lunge", 0)
    assert shown(counts, 40.0, 8) == ("Lunge", 3)


def test_between_and_without_a_name_the_whole_is_shown(counts):
    shown(counts, 20.0, 4)
    assert shown(counts, 55.0, 7) == (None, 7)
    assert shown(counts, 70.0, 9) == (None, 9)


def test_each_of_two_has_their_own(counts):
    shown(counts, 30.1, 5, 2)
    assert shown(counts, 35.0, 6, None) == ("Lunge", 1, None)


def test_a_lesson_continued_later_counts_on_its_own_clock():
    request = MatchRequest(1, "Press", (None,), (), Cut(2.0), from_s=20.0, exercises=PARTS)
    assert shown(PartCounts(request), 5.0, 3) == ("Squat", 0)
    assert replace(request, from_s=0.0).exercise_now(5.0) is None
