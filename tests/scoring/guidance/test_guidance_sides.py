"""Guidance of who follows late, from another side or in a mirror."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.body.joints import BONES, Landmark
from scoring.body.track import Pose
from scoring.guidance.arrows import ARROWS_MAX
from scoring.guidance.cues import CUES, Ask, BodyPart, Cue
from scoring.guidance.guidance import Following, Guide
from scoring.scorer import SAMPLE_RATE_HZ
from tests.scoring.performances import performed
from tests.scoring.watching import IN_STEP, cues, followed, watch


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


@settings(max_examples=25)
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
        assert found.cue is None or found.cue in CUES
        assert found.cue is None or found.fixed is None
