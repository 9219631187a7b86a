"""The constants of method `adaptive` and of the guidance, from the errors that it sees in people.

Whole-body errors of perfect followers by the heading between the cameras give the floor; what lies between
theirs and another movement's gives the curve; what the network shows of an angle that is wrong gives the
curve of a part and the thresholds of colours and arrows.
"""

import numpy as np

from scoring.adaptive.scorer import AdaptiveScorer
from scoring.body import points
from scoring.body.joints import BONE_COUNT, Angle
from scoring.body.pose_errors import STILL, parts_of, pose_errors, together
from scoring.guidance import clarity
from scoring.guidance.guidance import ARROW_ON_DEG, BAD_DEG, FAIR_DEG, Following, Guide
from scoring.scorer import SAMPLE_RATE_HZ
from tests.tools.judge.clips import EXERCISES, SIDE_VIEW
from tests.tools.judge.pairs import CALIBRATE, WRONG_ANGLES, sampled

YAWS = (0.0, 30.0, 60.0, 90.0)
PERCENTILES = (50, 75, 90, 95, 99)
# Three of four windows of a perfect follower from another side lie below the floor.
FLOOR_PERCENTILE = 75
# One angle wrong by CLEARLY_WRONG_DEG is worth 50 points; nine of ten windows of a perfect follower from the
# front are worth CAREFUL_POINTS: a mannequin is more careful than people are.
CLEARLY_WRONG_DEG = 40.0
WRONG_DEG = (20.0, CLEARLY_WRONG_DEG)
CAREFUL_PERCENTILE, CAREFUL_POINTS = 90, 95.0
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
    """Print what was seen, and the constants as they stand."""
    lesson = {m: sampled(watched[CALIBRATE.lesson(m)].track) for m in EXERCISES}
    user = {
        (m, yaw): sampled(watched[CALIBRATE.follower(m, yaw, who=0)].track) for m in EXERCISES for yaw in YAWS
    }
    print("\nadaptive: error of the whole body, radians, by yaw")
    careful = {}
    for yaw in YAWS:
        seen = [_windows(lesson[m], user[m, yaw]) for m in EXERCISES]
        careful[yaw] = np.concatenate([one["whole"] for one in seen])
        parts = np.concatenate([one["parts"].ravel() for one in seen])
        print(f"careful, yaw {yaw:<4.0f} {_listed(careful[yaw])}")
        print(f"   one part     {_listed(parts)}")
    aside = np.concatenate([careful[yaw] for yaw in YAWS[1:]])
    print(f"FLOOR: {np.nanpercentile(aside, FLOOR_PERCENTILE):.3f} (stands: {points.FLOOR})")
    half = float(np.median(_show_wrong_form(watched, lesson)))
    odds = float(np.log(1 / (100 / CAREFUL_POINTS - 1)))
    power = odds / np.log(half / np.nanpercentile(careful[0.0], CAREFUL_PERCENTILE))
    print(f"TOTAL: Curve({half:.3f}, {power:.2f}) (stands: {points.TOTAL})")
    _show_clarity(lesson, user)
    other = np.concatenate(
        [
            _windows(lesson[m], user[n, 0.0], moving=True)["whole"]
            for m in EXERCISES
            for n in EXERCISES
            if m != n
        ]
    )
    print(f"another         {_listed(other)}")


def _show_wrong_form(watched, lesson):
    print("\none angle wrong: what the network shows of it, degrees")
    for degrees in WRONG_DEG:
        shown, whole = [], []
        for movement in EXERCISES:
            for angle in WRONG_ANGLES[movement]:
                user = sampled(watched[CALIBRATE.wrong(movement, angle, degrees)].track)
                seen = _windows(lesson[movement], user, moving=True)
                parts = seen["parts"]
                whole.append(np.nanmean(seen["whole"]))
                shown.append(np.degrees(np.nanmean(parts[:, BONE_COUNT + ANGLE_NAMES.index(angle)])))
        print(f"{degrees:.0f} degrees       {_listed(np.array(shown))}")
        if degrees == CLEARLY_WRONG_DEG:
            half = np.radians(np.median(shown))
            print(f"PART: 50 points at {half:.3f} (stands: {points.PART})")
    print(f"guidance, degrees: yellow {FAIR_DEG:.0f}, red {BAD_DEG:.0f}, arrows {ARROW_ON_DEG:.0f}")
    return np.array(whole)


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


def _windows(tutor, user, *, moving=False):
    """The errors, radians, of all windows or of those in which the tutor moves: whole (N,), parts (N, 24)."""
    scorer = AdaptiveScorer(tutor)
    for row in range(min(len(tutor), len(user))):
        scorer.push(user.pose(row))
    side = int(scorer.mirrored)
    whole, parts = [], []
    for window in scorer._windows:
        alignment = window.alignments[side]
        if alignment is None or (moving and scorer._moved(window, side)[1] <= 2 * STILL):
            continue
        seen = scorer._user[side][window.first : window.newest + 1]
        found = parts_of(pose_errors(seen, scorer._tutor[alignment.tutor], alignment.heading))
        parts.append(found)
        whole.append(together(found, scorer._parts))
    return {"whole": np.array(whole), "parts": np.array(parts)}


def _listed(values):
    shares = np.nanpercentile(values, PERCENTILES)
    return ", ".join(f"{value:.3g} ({share} %)" for value, share in zip(shares, PERCENTILES, strict=True))
