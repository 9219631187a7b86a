"""Plays one match from its first step to its last on a screen, without scenes, for the command line."""

from collections.abc import Callable

from device.match.play.control import Course, MatchCommand
from device.match.play.match import RunningMatch
from device.match.play.pacing import SCREEN_FPS
from device.match.play.pose_stream import PoseSource
from device.messages import Image, MatchResult, MatchView
from device.ports import Clock, Screen
from device.runtime.pace import Pace

NextCommand = Callable[[MatchView | None], MatchCommand]
TakePicture = Callable[[Image, float], None]


def play_on(_view: MatchView | None) -> MatchCommand:
    """The command that lets the match play to its end."""
    return MatchCommand()


def play_through(
    match: RunningMatch,
    poses: PoseSource,
    screen: Screen,
    clock: Clock,
    *,
    command: NextCommand = play_on,
    record: TakePicture | None = None,
) -> tuple[MatchResult, ...] | None:
    """Play the match; the results, one per person, or None when a command left it.

    poses: started already; command: called before every step with the last view (None before the first);
    record: called with every picture shown since the lesson began, RGB, and its lesson second. Raises the
    errors of the threads.
    """
    pace = Pace(clock)
    view: MatchView | None = None
    match.start()
    try:
        while True:
            poses.check()
            wanted = command(view)
            shown = match.step(wanted, poses.take())
            if match.finished:
                return None if wanted.course is Course.LEAVE else match.results()
            if shown is not None:
                view = shown
                screen.show(view)
                if record is not None and view.time_s > 0:
                    record(screen.picture(), view.time_s)
            clock.sleep(pace.due(SCREEN_FPS, match.rest_s) - clock.now())
    finally:
        match.close()
