import dataclasses

import numpy as np
import pytest

from device.match.play.player import FilmPlayer
from device.match.results.replay import judge, replay
from device.words.lookup import words
from tests.device.match.conftest import FPS, SECONDS, pictures
from tests.device.tv.simulated_screen import SimulatedScreen


def shown(lesson, *users, language="en", late_s=0.0):
    """late_s: the user's pictures begin that late."""
    screen, filmed = SimulatedScreen(), []
    frames = pictures(SECONDS * FPS, size=(480, 640))
    later = [dataclasses.replace(frame, time_s=frame.time_s + late_s) for frame in frames]
    players = [FilmPlayer(iter(film)) for film in (frames, later)]
    try:
        results, moments = replay(
            lesson, users, *players, screen, lambda image, at: filmed.append(at), words=words(language)
        )
    finally:
        for player in players:
            player.stop()
    assert len(filmed) == len(screen.views)
    return results, moments, screen.views


def test_a_film_and_its_tracks_alone_score_the_same(lesson, tutor_track, idle_track):
    results, ((best, _), (idle_best, _)), views = shown(lesson, tutor_track, idle_track)
    for result, track in zip(results, (tutor_track, idle_track), strict=True):
        assert result.final == pytest.approx(judge(lesson, track).final)
    assert results[0].final > results[1].final + 30
    assert best.score > idle_best.score
    assert len(views) == SECONDS * 30
    assert {len(view.players) for view in views} == {2}


def test_one_film_with_one_person(lesson, tutor_track):
    (result,), ((best, hardest),), views = shown(lesson, tutor_track)
    assert result.final == pytest.approx(100, abs=0.1)
    assert best.score == pytest.approx(100, abs=0.1)
    assert hardest is None
    np.testing.assert_allclose(views[30].players[0].joints[0], (320, 100))


def test_when_the_film_is_over_all_people_get_a_message(lesson, tutor_track):
    half = slice(0, len(tutor_track) // 2)
    short = dataclasses.replace(
        tutor_track,
        **{name: getattr(tutor_track, name)[half] for name in ("times", "landmarks", "visibility", "world")},
    )
    _, _, views = shown(lesson, short, short, language="zh-Hans")
    assert views[-1].message == words("zh-Hans").text("user_over")
    assert [player.joints for player in views[-1].players] == [None, None]
    assert views[10].message is None


def test_before_the_users_first_picture_nobody_is_seen(lesson, tutor_track):
    late = dataclasses.replace(tutor_track, times=tutor_track.times + 1.0)
    (result,), _, views = shown(lesson, late, late_s=1.0)
    assert {view.players[0].joints is None for view in views[:29]} == {True}
    assert {view.players[0].joints is None for view in views[31:]} == {False}
    assert result.final == pytest.approx(judge(lesson, late).final)
    np.testing.assert_array_equal(result.live_scores, judge(lesson, late).live_scores)
    assert result.track.times[0] == 1.0
