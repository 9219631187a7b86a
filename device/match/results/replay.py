"""Compares recordings with a lesson: judges their tracks, and renders the match picture by picture.

Uses the same referee, group and screen as a live match, without camera, pose thread or real time.
"""

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np

from device.choices import DEFAULT_METHOD
from device.match.judging.group import Group
from device.match.judging.referee import Referee
from device.match.lesson import TutorLesson
from device.match.play.pacing import SCREEN_FPS
from device.match.play.player import FilmPlayer
from device.match.results.covered import covered_share, of_the_lesson
from device.messages import Image, MatchResult, Moments, Pose, PosedFrame
from device.ports import Screen
from device.words.lookup import ENGLISH_WORDS, Words
from scoring.body.sampling import EDGE_S
from scoring.body.track import PoseTrack

# Tolerance, s, for the rounding of times, so that no frame is missed or added at its exact time.
SLACK_S: Final = 1e-6
USER_OVER: Final = "user_over"


def judge(lesson: TutorLesson, user: PoseTrack, method: str = DEFAULT_METHOD) -> MatchResult:
    """Judge a recorded user, timed on the lesson's clock, against a lesson."""
    referee = Referee(lesson, method)
    for index in range(len(user)):
        referee.see(float(user.times[index]), user.pose(index) if user.seen[index] else None)
    result = referee.finish(user.width, user.height, user.model)
    return of_the_lesson(result, covered_share(user, lesson.duration_s))


def replay(
    lesson: TutorLesson,
    users: Sequence[PoseTrack],
    tutor_film: FilmPlayer,
    user_film: FilmPlayer,
    screen: Screen,
    film: Callable[[Image, float], None],
    method: str = DEFAULT_METHOD,
    words: Words = ENGLISH_WORDS,
) -> tuple[tuple[MatchResult, ...], tuple[Moments, ...]]:
    """Show the whole match on `screen` picture by picture; each person's result, and best and worst moment.

    users: one track per person, from the left, each with a row per picture of `user_film`, in px of its
    pictures; before their first nobody is seen; film: called with each picture of the screen, RGB, and its
    time, s.
    """
    group = Group(lesson, len(users), method, words)
    times = users[0].times
    shown = -1
    tutor_film.start()
    user_film.start()
    for time_s in np.arange(0.0, lesson.duration_s - SLACK_S, 1 / SCREEN_FPS):
        tutor_picture = tutor_film.at(time_s, wait=True)
        user_picture = user_film.at(time_s, wait=True)
        if tutor_picture is None or user_picture is None:
            continue
        begun = user_picture.time_s <= time_s + SLACK_S
        row = int(np.searchsorted(times, user_picture.time_s + SLACK_S)) - 1 if begun else -1
        while shown < row:
            shown += 1
            group.see(float(times[shown]), _poses(users, shown))
        over = row == len(times) - 1 and time_s - times[row] > EDGE_S
        if over or not begun:
            group.advance(time_s)
        poses = _poses(users, row) if begun and not over else (None,) * len(users)
        posed = PosedFrame(user_picture, poses)
        screen.show(group.view(time_s, tutor_picture, posed, USER_OVER if over else None))
        film(screen.picture(), time_s)
    results = group.finish(users[0].width, users[0].height, users[0].model)
    covered = covered_share(users[0], lesson.duration_s)
    return tuple(of_the_lesson(result, covered) for result in results), group.moments


def _poses(users: Sequence[PoseTrack], row: int) -> tuple[Pose | None, ...]:
    """Each person's pose in one row; None where not seen."""
    found = (user.pose(row) for user in users)
    return tuple(pose if np.isfinite(pose.landmarks[:, :2]).all() else None for pose in found)
