"""What a lesson asks of people, by the options of `match` and `compare`."""

import argparse
import json

import numpy as np
import pytest

from device.__main__ import main
from device.commands.judging import add_judging, demands_of
from device.commands.sources import divided_lesson
from device.errors import FormboxError
from device.match.judging import referee
from device.store.tracks import save_track
from scoring.demands import NO_DEMANDS, Demands
from scoring.limb import Limb
from tests.scoring.bodies import as_track, moving

FOUND = Demands(pauses=((1.0, 2.0),), on_beat=True)
NOTHING = frozenset()


def options(*words):
    parser = argparse.ArgumentParser()
    add_judging(parser)
    return parser.parse_args(words)


@pytest.mark.parametrize(
    ("words", "ignored"),
    [
        ((), NOTHING),
        (("--ignore", "arms"), {Limb.ARMS}),
        (("--ignore", "head", "--ignore", "legs"), {Limb.HEAD, Limb.LEGS}),
        (("--ignore", "head", "--ignore", "head"), {Limb.HEAD}),
    ],
)
def test_limbs_are_left_out(words, ignored):
    assert demands_of(NO_DEMANDS, options(*words)) == Demands(ignored=frozenset(ignored))
    assert options().ignore == NOTHING  # the next command begins anew


@pytest.mark.parametrize(
    ("timing", "found", "on_beat"),
    [
        ("auto", False, False),
        ("auto", True, True),
        ("beat", False, True),
        ("beat", True, True),
        ("free", False, False),
        ("free", True, False),
    ],
)
def test_timing_is_as_found_unless_it_is_chosen(timing, found, on_beat):
    asked = demands_of(Demands(pauses=FOUND.pauses, on_beat=found), options("--timing", timing))
    assert asked == Demands(pauses=FOUND.pauses, on_beat=on_beat)
    assert demands_of(FOUND, options()) == FOUND


@pytest.mark.parametrize(
    "words",
    [
        ("--ignore", "arms", "--ignore", "legs", "--ignore", "head"),
        ("--ignore", "wings"),
        ("--timing", "late"),
    ],
)
def test_what_cannot_be_asked_is_refused_before_the_work(words, capsys):
    with pytest.raises(SystemExit) as ended:
        options(*words)
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert ("something must count" in said) == (len(words) == 6)


@pytest.fixture
def asked(monkeypatch):
    """What the scorers were asked to heed."""
    seen = []
    called = referee.scorer_called

    def noted(name, tutor, demands):
        seen.append(demands)
        return called(name, tutor, demands)

    monkeypatch.setattr(referee, "scorer_called", noted)
    return seen


def test_compare_asks_it_of_the_scorer_and_tells_it(tmp_path, asked):
    save_track(tmp_path / "one.npz", as_track(moving(100, rate_hz=25), np.arange(100) / 25))
    words = ["compare", "one.npz", "one.npz", "--json", "r.json"]
    words = [str(tmp_path / word) if "." in word else word for word in words]
    assert main([*words, "--ignore", "arms", "--timing", "beat"]) == 0
    told = json.loads((tmp_path / "r.json").read_text())["demands"]
    assert (told["ignored"], told["on_beat"]) == (["arms"], True)
    assert [(one.ignored, one.on_beat) for one in asked] == [({Limb.ARMS}, True)]


@pytest.mark.parametrize("beat_bpm", [118.2, None])
def test_automatic_timing_is_by_the_beat_in_the_tutors_film(tutor_film, monkeypatch, beat_bpm):
    heard = []

    def beat_of(sound, track):
        heard.append((sound.duration_s > 0, track))
        return beat_bpm

    monkeypatch.setattr("device.commands.sources.beat_of", beat_of)
    track = as_track(moving(60, rate_hz=20), np.arange(60) / 20)
    lesson = divided_lesson(tutor_film, track)
    assert heard == [(True, track)]
    assert demands_of(lesson.demands, options()).on_beat is (beat_bpm is not None)


def test_match_asks_it_of_every_person(tutor_film, tmp_path, monkeypatch, asked):
    monkeypatch.setattr("device.commands.sources.cache_folder", lambda: tmp_path)

    def enough(*_, **__):
        raise FormboxError("Nothing more is needed.")

    monkeypatch.setattr("device.commands.match._play", enough)
    words = ["match", str(tutor_film), "--camera", "none", "--screen", "headless", "--people", "2"]
    assert main([*words, "--ignore", "head", "--ignore", "legs", "--timing", "free"]) == 2
    assert [(one.ignored, one.on_beat) for one in asked] == [({Limb.HEAD, Limb.LEGS}, False)] * 2
