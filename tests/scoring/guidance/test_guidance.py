"""What a person is shown and told."""

import dataclasses

import numpy as np
import pytest

from scoring.body.joints import BONES, Joint, Landmark
from scoring.body.track import LOST, Pose, track_of
from scoring.guidance.arrows import ARROW_ON_DEG, ARROWS_MAX, HOLD_S
from scoring.guidance.coach import SPEAK_AFTER_S
from scoring.guidance.cues import Ask, BodyPart, Cue
from scoring.guidance.guidance import FORGET_S, NOTHING, Guide
from scoring.guidance.judgement import BAD_DEG, FAIR_DEG, HYSTERESIS_DEG, Level
from scoring.scorer import SAMPLE_RATE_HZ
from tests.scoring.performances import performed
from tests.scoring.watching import IN_STEP, cues, watch

FOREARM = BONES.index((Joint.LEFT_ELBOW, Joint.LEFT_WRIST))
SHANK = BONES.index((Joint.LEFT_KNEE, Joint.LEFT_ANKLE))
LEFT_HAND = (Landmark.LEFT_WRIST, Landmark.LEFT_PINKY, Landmark.LEFT_INDEX, Landmark.LEFT_THUMB)


def elbow_turned(pose, degrees):
    """The pose with the left forearm turned about its elbow, in the plane of the picture."""
    turn = np.radians(degrees)
    matrix = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]], np.float32)
    landmarks, world = pose.landmarks.copy(), pose.world.copy()
    for points in (landmarks, world):
        elbow = points[Landmark.LEFT_ELBOW, :2]
        points[list(LEFT_HAND), :2] = (points[list(LEFT_HAND), :2] - elbow) @ matrix.T + elbow
    return Pose(landmarks, pose.visibility, world)


@pytest.fixture(scope="module")
def still():
    """A tutor who stands with the arms out."""
    track = performed("lateral_raise")
    high = int(np.argmin(track.landmarks[:, Landmark.LEFT_WRIST, 1]))
    rows = np.full(200, high)
    return dataclasses.replace(
        track,
        times=np.arange(200) / SAMPLE_RATE_HZ,
        landmarks=track.landmarks[rows],
        visibility=track.visibility[rows],
        world=track.world[rows],
    )


def test_nothing_is_shown_before_it_is_known_how_somebody_follows(still):
    assert Guide(still).update(0.0, still.pose(0), None) == NOTHING


def test_an_empty_lesson_corrects_nothing(still):
    assert Guide(track_of([], [], 640, 480, "test")).update(0.0, still.pose(0), IN_STEP) == NOTHING


@pytest.mark.parametrize("movement", ["squat", "dance", "push_up"])
def test_the_same_body_is_green_without_arrows_and_words(movement):
    lesson = performed(movement)
    shown = watch(lesson, lesson)
    assert {level for one in shown for level in one.levels} == {Level.GOOD}
    assert {(one.arrows, one.cue, one.fixed) for one in shown} == {((), None, None)}


@pytest.mark.parametrize(
    ("off", "level"), [(FAIR_DEG - 3, Level.GOOD), (FAIR_DEG + 3, Level.FAIR), (BAD_DEG + 3, Level.BAD)]
)
def test_a_forearm_that_is_off_has_its_colour(still, off, level):
    found = Guide(still).update(0.0, elbow_turned(still.pose(0), off), IN_STEP)
    assert found.levels[FOREARM] is level
    assert found.levels[SHANK] is Level.GOOD


def test_a_colour_goes_back_only_when_the_limb_is_clearly_better(still):
    guide = Guide(still)
    levels = [
        guide.update(0.5 * number * FORGET_S * 4, elbow_turned(still.pose(0), off), IN_STEP).levels[FOREARM]
        for number, off in enumerate(
            (FAIR_DEG + 1, FAIR_DEG - HYSTERESIS_DEG + 1, FAIR_DEG - HYSTERESIS_DEG - 1, FAIR_DEG - 1)
        )
    ]
    assert levels == [Level.FAIR, Level.FAIR, Level.GOOD, Level.GOOD]


def test_a_glance_of_the_network_changes_nothing(still):
    guide = Guide(still)
    for row in range(20):
        off = 25.0 if row == 10 else 0.0
        found = guide.update(row / SAMPLE_RATE_HZ, elbow_turned(still.pose(0), off), IN_STEP)
        assert found.levels[FOREARM] is Level.GOOD
        assert found.arrows == ()


def test_an_arrow_leads_the_hand_to_where_the_tutors_would_be(still):
    pose = elbow_turned(still.pose(0), -30.0)
    (arrow,) = Guide(still).update(0.0, pose, IN_STEP).arrows
    assert arrow.joint == Joint.LEFT_WRIST
    assert arrow.start == pytest.approx(tuple(pose.landmarks[Landmark.LEFT_WRIST, :2]))
    assert arrow.end == pytest.approx(tuple(still.landmarks[0, Landmark.LEFT_WRIST, :2]), abs=6)


def test_an_arrow_ends_at_this_bodys_own_reach(still):
    big = Pose(still.landmarks[0] * 1.5, still.visibility[0], still.world[0] * 1.2)
    (arrow,) = Guide(still).update(0.0, elbow_turned(big, -30.0), IN_STEP).arrows
    assert arrow.end == pytest.approx(tuple(big.landmarks[Landmark.LEFT_WRIST, :2]), abs=9)


def test_an_arrow_is_held_long_enough_to_be_read(still):
    guide = Guide(still)
    guide.update(0.0, elbow_turned(still.pose(0), -ARROW_ON_DEG - 10), IN_STEP)
    step = 1 / SAMPLE_RATE_HZ
    times = np.arange(1, 60) * step
    shown = [bool(guide.update(float(at), still.pose(0), IN_STEP).arrows) for at in times]
    assert all(there for at, there in zip(times, shown, strict=True) if at < HOLD_S - step)
    assert not shown[-1]


def test_no_arrow_leads_away_from_what_the_picture_shows(still):
    """Who moves on to the other side of the tutor's posture is not asked to go on."""
    guide = Guide(still)
    for row in range(20):
        before = guide.update(row / SAMPLE_RATE_HZ, elbow_turned(still.pose(0), 30.0), IN_STEP)
    after = guide.update(1.0, elbow_turned(still.pose(0), -30.0), IN_STEP)
    assert [arrow.joint for arrow in before.arrows] == [Joint.LEFT_WRIST]
    assert after.arrows == ()
    assert after.levels[FOREARM] is Level.FAIR


def test_three_arrows_at_most_the_worst_first(still):
    rest = performed("rest")
    arrows = Guide(still).update(0.0, rest.pose(0), IN_STEP).arrows
    assert 0 < len(arrows) <= ARROWS_MAX
    assert len({arrow.joint for arrow in arrows}) == len(arrows)


def test_an_unseen_limb_has_no_colour_and_no_arrow(still):
    pose = elbow_turned(still.pose(0), -40.0)
    visibility = pose.visibility.copy()
    visibility[list(LEFT_HAND)] = 0.0
    found = Guide(still).update(0.0, Pose(pose.landmarks, visibility, pose.world), IN_STEP)
    assert found.levels[FOREARM] is Level.UNKNOWN
    assert Joint.LEFT_WRIST not in [arrow.joint for arrow in found.arrows]


def test_nobody_is_nothing(still):
    found = Guide(still).update(0.0, LOST, IN_STEP)
    assert set(found.levels) == {Level.UNKNOWN}
    assert (found.arrows, found.cue) == ((), None)


def test_who_was_away_is_seen_afresh(still):
    guide = Guide(still)
    for row in range(20):
        guide.update(row / SAMPLE_RATE_HZ, elbow_turned(still.pose(0), 40.0), IN_STEP)
    found = guide.update(1.0 + FORGET_S + 0.1, still.pose(0), IN_STEP)
    assert found.levels[FOREARM] is Level.GOOD


@pytest.mark.parametrize(
    ("movement", "angle", "part"),
    [
        ("biceps_curl", "left_elbow", BodyPart.LEFT_ELBOW),
        ("biceps_curl", "right_elbow", BodyPart.RIGHT_ELBOW),
    ],
)
def test_an_elbow_that_stays_too_bent_is_to_be_straightened(movement, angle, part):
    shown = watch(performed(movement), performed(movement, errors=((angle, 30.0),)))
    assert cues(shown)[0] == Cue(part, Ask.STRAIGHTEN)
    began = next(row for row, one in enumerate(shown) if one.cue is not None)
    assert began / SAMPLE_RATE_HZ >= SPEAK_AFTER_S
