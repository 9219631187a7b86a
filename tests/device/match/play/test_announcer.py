from dataclasses import replace

import numpy as np
import pytest

from device.effects import Effect
from device.match.play.announcer import Announcer
from device.messages import MatchView, PlayerView
from scoring.guidance.guidance import NOTHING


class RecordedSounds:
    def __init__(self):
        self.all = []

    def effect(self, effect):
        self.all.append(effect)

    def say(self, text):
        self.all.append(text)


@pytest.fixture
def heard():
    return RecordedSounds()


def view(**changes):
    player = PlayerView(None, NOTHING.levels)
    picture = np.zeros((4, 4, 3), np.uint8)
    return replace(MatchView("Squats", 1.0, 10.0, picture, None, None, (player,)), **changes)


def said(sentence, **changes):
    return view(players=(PlayerView(None, NOTHING.levels, sentence=sentence, **changes),))


def test_each_beat_of_a_count_in_sounds_once_and_then_go(heard):
    announcer = Announcer(heard)
    for beats in (None, 2, 2, 2, 1, 1, None, None):
        announcer.announce(view(count_in=beats))
    assert heard.all == [Effect.BEAT, Effect.BEAT, Effect.GO]


def test_paused_in_a_count_in_no_start_sounds(heard):
    announcer = Announcer(heard)
    announcer.announce(view(count_in=2))
    announcer.announce(view(message="Paused"))
    assert heard.all == [Effect.BEAT]


def test_a_repetition_chimes_once(heard):
    announcer = Announcer(heard)
    for count in (None, 0, 0, 1, 1, 2):
        announcer.announce(said(None, repetitions=count))
    assert heard.all == [Effect.CHIME] * 2


def test_a_cue_is_said_when_it_is_new(heard):
    announcer = Announcer(heard)
    for sentence in ("Bend your knees more", "Bend your knees more", None, "Bend your knees more", "Good!"):
        announcer.announce(said(sentence))
    assert heard.all == ["Bend your knees more", "Good!"]


def test_with_two_people_no_cue_is_spoken(heard):
    both = (*said("Good!").players, *said("Bend your knees more").players)
    Announcer(heard).announce(view(players=both))
    assert heard.all == []


def test_in_silence_nothing_fails():
    Announcer(None).announce(view(count_in=2))
