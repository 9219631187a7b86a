"""What a person is shown and told; long because it is one list of how the guidance must behave."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.adaptive.scorer import AdaptiveScorer
from scoring.coach import SPEAK_AFTER_S
from scoring.cues import SENSIBLE, Ask, BodyPart, Cue
from scoring.guidance import (
    ARROW_HOLD_S,
    ARROW_ON_DEG,
    ARROWS_MAX,
    BAD_DEG,
    FAIR_DEG,
    FORGET_S,
    HYSTERESIS_DEG,
    NOTHING,
    Following,
    Guide,
    Level,
    bones_of,
)
from scoring.joints import BONES, Angle, Joint, Landmark
from scoring.scorer import SAMPLE_RATE_HZ
from scoring.track import LOST, Pose, track_of
from tests.scoring.performances import performed

IN_STEP = Following()
FOREARM = BONES.index((Joint.LEFT_ELBOW, Joint.LEFT_WRIST))
SHANK = BONES.index((Joint.LEFT_KNEE, Joint.LEFT_ANKLE))
LEFT_HAND = (Landmark.LEFT_WRIST, Landmark.LEFT_PINKY, Landmark.LEFT_INDEX, Landmark.LEFT_THUMB)


def watch(lesson, user, following=IN_STEP):
    """What a guide shows of each sample of a user."""
    guide = Guide(lesson)
    return [guide.update(row / SAMPLE_RATE_HZ, user.pose(row), following) for row in range(len(user))]


def followed(lesson, user):
    """The same, with what method adaptive finds of how the user follows, once that is settled."""
    guide, scorer, following, shown = Guide(lesson), AdaptiveScorer(lesson), None, []
    for row in range(min(len(user), len(lesson))):
        score = scorer.push(user.pose(row))
        following = Following(score.lag_s, score.heading, score.mirrored) if score else following
        shown.append(guide.update(row / SAMPLE_RATE_HZ, user.pose(row), following))
    return shown[round(2 * SAMPLE_RATE_HZ) :]


def cues(shown):
    """The cues in the order in which they were given."""
    said = [one.cue for one in shown]
    return [cue for before, cue in zip([None, *said], said, strict=False) if cue not in (None, before)]


def later(track, samples):
    """Somebody who waits before they begin."""
    rows = np.maximum(np.arange(len(track)) - samples, 0)
    return dataclasses.replace(
        track, landmarks=track.landmarks[rows], visibility=track.visibility[rows], world=track.world[rows]
    )


def in_a_mirror(track):
    """The same person with the picture flipped: the network names the sides anew."""
    names = [landmark.name for landmark in Landmark]
    other = [
        names.index(
            name.replace("LEFT", "*").replace("RIGHT", "LEFT").replace("*", "RIGHT") if "_" in name else name
        )
        for name in names
    ]
    landmarks, world = track.landmarks[:, other].copy(), track.world[:, other].copy()
    landmarks[..., 0] = track.width - landmarks[..., 0]
    world[..., 0] *= -1
    return dataclasses.replace(track, landmarks=landmarks, visibility=track.visibility[:, other], world=world)


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


def test_every_angle_colours_two_bones():
    assert [len(bones_of(angle)) for angle in Angle] == [2] * 10
    assert {BONES[bone] for bone in bones_of(Angle.LEFT_KNEE)} == {
        (Joint.LEFT_HIP, Joint.LEFT_KNEE),
        (Joint.LEFT_KNEE, Joint.LEFT_ANKLE),
    }


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
    assert all(there for at, there in zip(times, shown, strict=True) if at < ARROW_HOLD_S - step)
    assert not shown[-1]


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


def test_a_late_follower_is_compared_with_the_moment_that_they_follow():
    lesson = performed("jumping_jack")
    user = later(lesson, 12)
    late = watch(lesson, user, Following(lag_s=0.6))
    assert not any(one.arrows for one in late)
    assert any(one.arrows for one in watch(lesson, user, IN_STEP))


@pytest.mark.parametrize("yaw", [30.0, 60.0, 90.0])
@pytest.mark.parametrize("movement", ["squat", "jumping_jack", "dance"])
def test_another_camera_angle_makes_no_arrow(movement, yaw):
    shown = followed(performed(movement), performed(movement, yaw=yaw))
    assert not any(one.arrows for one in shown)


@pytest.mark.parametrize("yaw", [40.0, -40.0])
@pytest.mark.parametrize(
    ("movement", "angle", "cue"),
    [
        ("high_knees", "left_knee", Cue(BodyPart.LEFT_KNEE, Ask.STRAIGHTEN)),
        ("squat", "neck", Cue(BodyPart.HEAD, Ask.LOOK_UP)),
        ("squat", "crotch", Cue(BodyPart.BOTH_FEET, Ask.CLOSER)),
        ("dance", "left_shoulder", Cue(BodyPart.LEFT_ARM, Ask.LOWER)),
    ],
)
def test_what_is_wrong_is_named_from_another_camera_angle_too(movement, angle, cue, yaw):
    user = performed(movement, yaw=yaw, errors=((angle, 40.0),))
    assert cues(followed(performed(movement), user)) == [cue]


def test_a_mirrored_follower_is_told_their_own_side():
    lesson = performed("punch", 12.0)
    user = in_a_mirror(performed("punch", 12.0, errors=(("left_elbow", 40.0),)))
    shown = followed(lesson, user)
    named = {cue.part for cue in cues(shown)}
    assert BodyPart.RIGHT_ELBOW in named
    assert BodyPart.LEFT_ELBOW not in named


def test_a_mirrored_follower_who_is_right_sees_no_arrow():
    lesson = performed("punch", 12.0)
    shown = followed(lesson, in_a_mirror(lesson))[round(4 * SAMPLE_RATE_HZ) :]
    assert not any(one.arrows for one in shown)


MOVEMENTS = ("squat", "punch", "dance", "sit_up", "front_kick", "rest")


@settings(max_examples=25, deadline=None)
@given(
    st.sampled_from(MOVEMENTS),
    st.sampled_from(MOVEMENTS),
    st.floats(-3.1, 3.1),
    st.floats(-0.4, 1.5),
    st.booleans(),
    st.integers(0, 2**32 - 1),
)
def test_whatever_somebody_does_the_guidance_makes_sense(one, other, heading, lag_s, mirrored, seed):
    rng = np.random.default_rng(seed)
    lesson, user = performed(one), performed(other)
    guide = Guide(lesson)
    for row in range(0, 100, 2):
        pose = user.pose(row)
        hidden = np.where(rng.random(33) < 0.2, np.float32(0), pose.visibility)
        found = guide.update(
            row / SAMPLE_RATE_HZ,
            Pose(pose.landmarks, hidden.astype(np.float32), pose.world),
            Following(lag_s, heading, mirrored),
        )
        assert len(found.levels) == len(BONES)
        assert len(found.arrows) <= ARROWS_MAX
        assert all(np.isfinite((*arrow.start, *arrow.end)).all() for arrow in found.arrows)
        assert found.cue is None or found.cue.ask in SENSIBLE[found.cue.part]
        assert found.cue is None or found.fixed is None
