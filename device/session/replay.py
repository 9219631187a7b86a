"""A comparison of two recordings: judged from their tracks, and shown as a film that misses no picture.

The same referee, composer and screen as in a live match, without camera, pose thread or real time.
"""

from collections.abc import Callable
from typing import Final

import numpy as np

from device.messages import Image, MatchResult, Moment
from device.ports import Screen
from device.session.lesson import Lesson
from device.session.match import SCREEN_FPS, Composer
from device.session.methods import DEFAULT
from device.session.player import FilmPlayer
from device.session.referee import Referee
from scoring.sampling import EDGE_S
from scoring.track import PoseTrack

# A user's video this much shorter than a frame past the lesson's end still covers it.
SLACK_S: Final = 1e-6
USER_OVER: Final = "Your video ends here"


def judge(lesson: Lesson, user: PoseTrack, method: str = DEFAULT) -> MatchResult:
    """The result of a recorded user against a lesson; both start at their first frame."""
    referee = Referee(lesson, method)
    for index in range(len(user)):
        referee.see(float(user.times[index]), user.pose(index) if user.seen[index] else None)
    return referee.finish(user.width, user.height, user.model)


def replay(
    lesson: Lesson,
    user: PoseTrack,
    tutor_film: FilmPlayer,
    user_film: FilmPlayer,
    screen: Screen,
    film: Callable[[Image, float], None],
    method: str = DEFAULT,
) -> tuple[MatchResult, Moment | None]:
    """Show the whole match on `screen` picture by picture; `film` takes each with its time.

    `user` holds a row for each picture of `user_film`, in px of its pictures.
    """
    referee = Referee(lesson, method)
    composer = Composer(lesson, referee)
    seen = user.seen
    shown = -1
    tutor_film.start()
    user_film.start()
    for time_s in np.arange(0.0, lesson.duration_s - SLACK_S, 1 / SCREEN_FPS):
        tutor_picture = tutor_film.at(time_s, wait=True)
        user_picture = user_film.at(time_s, wait=True)
        if tutor_picture is None or user_picture is None:
            continue
        row = int(np.searchsorted(user.times, user_picture.time_s + SLACK_S)) - 1
        score = None
        while shown < row:
            shown += 1
            pose = user.pose(shown) if seen[shown] else None
            score = referee.see(float(user.times[shown]), pose) or score
        over = row == len(user) - 1 and time_s - user.times[row] > EDGE_S
        if over:
            score = referee.advance(time_s) or score
        pose = user.pose(row) if seen[row] and not over else None
        view = composer.view(time_s, tutor_picture, user_picture, pose, USER_OVER if over else None)
        composer.remember(score, view)
        screen.show_match(view)
        film(screen.picture(), time_s)
    return referee.finish(user.width, user.height, user.model), composer.worst
