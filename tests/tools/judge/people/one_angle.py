"""One angle 45 degrees wrong, seen from the tutor's side and from a right angle to it.

Nobody in the clips does one thing wrong by so much and all else rightly, so mannequins do, through the whole
pose pipeline. None of them tunes anything.
"""

from tests.tools.judge.clips import EXERCISES, watch_all
from tests.tools.judge.pairs import JUDGE, WRONG_ANGLES, sampled
from tests.tools.judge.people.plays import Play
from tests.tools.judge.people.splits import MANNEQUINS

DEGREES = 45.0
VIEWS = (0.0, 90.0)


def clean(yaw):
    """The row of those who do all rightly."""
    return f"mannequins, view {yaw:.0f}"


def wrong(yaw):
    """The row of those who do not."""
    return f"one angle {DEGREES:.0f} degrees wrong, view {yaw:.0f}"


def clips_needed():
    """The lessons, and those who follow them."""
    return [
        *(JUDGE.lesson(movement) for movement in EXERCISES),
        *(clip for yaw in VIEWS for movement in EXERCISES for _, _, clip in _followers(movement, yaw)),
    ]


def plays():
    """All of them; about: the movement, and the angle that is wrong."""
    watched = watch_all(clips_needed())
    found = []
    for movement in EXERCISES:
        tutor = sampled(watched[JUDGE.lesson(movement)].track)
        for yaw in VIEWS:
            for row, about, clip in _followers(movement, yaw):
                user = sampled(watched[clip].track, len(tutor))
                found.append(Play(row=row, split=MANNEQUINS, about=about, tutor=tutor, user=user))
    return found


def _followers(movement, yaw):
    yield clean(yaw), movement, JUDGE.follower(movement, yaw)
    for angle in WRONG_ANGLES[movement]:
        yield wrong(yaw), f"{movement} {angle}", JUDGE.wrong(movement, angle, DEGREES, yaw)


def drops(found):
    """By how much each fault lowers the score, and whether its angle is the lowest; of one method's outcomes
    (`plays.Outcome`) of one view's two rows.
    """
    whole = {one.about: one.total for one in found if " " not in one.about}
    faults = [one for one in found if " " in one.about]
    return (
        [whole[one.about.split()[0]] - one.total for one in faults],
        [one.lowest == one.about.split()[1] for one in faults],
    )
