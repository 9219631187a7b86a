"""The thresholds of the guidance, from the errors that it sees in mannequins.

What the network shows of an angle that is wrong gives the thresholds of colours and arrows; what it shows of
perfect followers from other sides, how much the cameras explain. `people.strays` has the score's constants.
"""

import numpy as np

from scoring.adaptive import tally
from scoring.adaptive.scorer import AdaptiveScorer
from scoring.body.joints import BONE_COUNT, Angle
from scoring.body.part_errors import part_errors
from scoring.guidance import clarity
from scoring.guidance.arrows import ARROW_ON_DEG
from scoring.guidance.guidance import Following, Guide
from scoring.guidance.judgement import BAD_DEG, FAIR_DEG
from scoring.scorer import SAMPLE_RATE_HZ
from tests.tools.judge.clips import EXERCISES, SIDE_VIEW
from tests.tools.judge.pairs import CALIBRATE, WRONG_ANGLES, sampled

YAWS = (0.0, 30.0, 60.0, 90.0)
PERCENTILES = (50, 75, 90, 95, 99)
WRONG_DEG = (20.0, 40.0)
# Before that the lag and the heading are still looked for.
SETTLED_S = 1.5
ANGLE_NAMES = [angle.name.lower() for angle in Angle]


def clips_needed():
    """Beside those of the curves: other yaws, and wrong form."""
    clips = [CALIBRATE.follower(movement, yaw, who=0) for movement in EXERCISES for yaw in YAWS]
    clips += [
        CALIBRATE.wrong(movement, angle, degrees)
        for movement in EXERCISES
        for angle in WRONG_ANGLES[movement]
        for degrees in WRONG_DEG
    ]
    return clips


def show(watched):
    """Print what was seen, and the thresholds as they stand."""
    lesson = {m: sampled(watched[CALIBRATE.lesson(m)].track) for m in EXERCISES}
    user = {
        (m, yaw): sampled(watched[CALIBRATE.follower(m, yaw, who=0)].track) for m in EXERCISES for yaw in YAWS
    }
    print("\nangles of perfect followers and angles that are wrong: what the network shows, degrees")
    for yaw in YAWS:
        seen = np.concatenate([_angles_off(lesson[m], user[m, yaw]).ravel() for m in EXERCISES])
        print(f"careful, yaw {yaw:<4.0f} {_listed(seen)}")
    for degrees in WRONG_DEG:
        shown = [
            np.nanmean(
                _angles_off(lesson[m], sampled(watched[CALIBRATE.wrong(m, angle, degrees)].track))[
                    :, ANGLE_NAMES.index(angle)
                ]
            )
            for m in EXERCISES
            for angle in WRONG_ANGLES[m]
        ]
        print(f"{degrees:.0f} degrees wrong {_listed(np.array(shown))}")
    print(f"guidance, degrees: yellow {FAIR_DEG:.0f}, red {BAD_DEG:.0f}, arrows {ARROW_ON_DEG:.0f}")
    _show_clarity(lesson, user)


def _show_clarity(lesson, user):
    """What the guidance sees of perfect followers who stand, from another side: by part, degrees."""
    seen = {}
    for movement in (m for m in EXERCISES if m not in SIDE_VIEW):
        for yaw in YAWS[1:]:
            for kind, off in _offs(lesson[movement], user[movement, yaw]):
                seen.setdefault(kind, []).append(off)
    stands = clarity.ANGLE_SHARE_DEG | clarity.BONE_SHARE_DEG
    for kind, offs in seen.items():
        print(f"clarity: {kind:<9} {_listed(np.concatenate(offs))} (stands: {stands[kind]:.0f})")


def _offs(tutor, user):
    scorer, guide, following, angles, bones = AdaptiveScorer(tutor), Guide(tutor), None, [], []
    for row in range(min(len(tutor), len(user))):
        score = scorer.push(user.pose(row))
        following = Following(score.lag_s, score.heading, score.mirrored) if score else following
        guide.update(row / SAMPLE_RATE_HZ, user.pose(row), following)
        if row > SETTLED_S * SAMPLE_RATE_HZ:
            angles.append(np.degrees(np.abs(guide._angle_off)))
            bones.append(np.degrees(guide._bone_off))
    for number, off in enumerate(np.array(angles).T):
        yield clarity.kind_of_angle(Angle(number)), off
    for number, off in enumerate(np.array(bones).T):
        yield clarity.kind_of_bone(number), off


def _angles_off(tutor, user):
    """The error of each angle, bias and stray together, in each stretch of a match (S, 10), degrees."""
    scorer = AdaptiveScorer(tutor)
    for row in range(min(len(tutor), len(user))):
        scorer.push(user.pose(row))
    match = scorer.whole()
    errors = [
        part_errors(np.sum([match.sums[window] for window in stretch], axis=0))
        for stretch in tally.stretches(np.flatnonzero(match.judged))
    ]
    return np.degrees([np.hypot(one.bias, one.stray)[BONE_COUNT:] for one in errors])


def _listed(values):
    shares = np.nanpercentile(values, PERCENTILES)
    return ", ".join(f"{value:.3g} ({share} %)" for value, share in zip(shares, PERCENTILES, strict=True))
