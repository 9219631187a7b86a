"""A recording that ends before the lesson: what share of the lesson it covers, and what the score is then.

The score says how well what was there was followed; who left after a third must not have full marks. A
recording that lacks a little, because its camera was started late or stopped early, loses nothing.
"""

from dataclasses import replace
from typing import Final

from device.messages import MatchResult
from scoring.body.track import PoseTrack

# The share of the lesson from which on the score is as it is: 5 s late in a lesson of 15 s lose nothing.
ENOUGH: Final = 2 / 3


def covered_share(user: PoseTrack, lesson_s: float) -> float:
    """The share of the lesson in which there are pictures of the user, on the lesson's clock; 0 to 1."""
    if not len(user) or lesson_s <= 0:
        return 0.0
    begin_s, end_s = max(float(user.times[0]), 0.0), min(float(user.times[-1]), lesson_s)
    return min(max(end_s - begin_s, 0.0) / lesson_s, 1.0)


def of_the_lesson(result: MatchResult, covered: float) -> MatchResult:
    """The result with its share, and with a score that is lower in proportion below ENOUGH."""
    return replace(result, covered=covered, final=result.final * min(covered / ENOUGH, 1.0))
