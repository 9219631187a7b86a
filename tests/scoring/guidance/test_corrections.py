import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from scoring.body.directions import LINES, directions
from scoring.body.joints import ANGLE_COUNT, BONE_COUNT, Angle, Joint
from scoring.body.pose_errors import pose_errors
from scoring.guidance.coach import SPEAK_FROM_DEG
from scoring.guidance.corrections import BOTH_SHARE, Off, bendable, corrections, together
from scoring.guidance.cues import CUES, Ask, BodyPart, Cue
from tests.scoring.body.naive_lines import line_angles
from tests.scoring.performances import performed

LINE_COUNT = len(LINES)
ROW = 60
UPPER_ARMS = ((Joint.LEFT_SHOULDER, Joint.LEFT_ELBOW), (Joint.RIGHT_SHOULDER, Joint.RIGHT_ELBOW))


def all_lines(movement, **more):
    """The directions (T, 3, 16) of a performance."""
    track = performed(movement, **more)
    return directions(track.landmarks, track.visibility, track.world)


def lines_of(movement, row=ROW, **more):
    """The directions (1, 3, 16) of a performance at one sample."""
    return all_lines(movement, **more)[row : row + 1]


def found(user, tutor):
    """The corrections of one posture against another, both seen from the same side."""
    off = pose_errors(user, tutor, 0.0)
    seen = Off(off.bones[0], off.angles[0], off.bones[0], off.angles[0], bendable(user[0], tutor[0]))
    return together(corrections(user[0], tutor[0], seen, {}))


def set_line(lines, start, end, way):
    """The same posture with one line turned to `way` (x right, y down, z away)."""
    changed = lines.copy()
    unit = np.array(way, np.float32)
    changed[0, :, LINES.index((start, end))] = unit / np.linalg.norm(unit)
    return changed


@pytest.fixture
def standing():
    """Upright, facing the camera, arms and legs straight down; the own left is the picture's right."""
    lines = np.zeros((1, 3, LINE_COUNT), np.float32)
    lines[0, 1] = 1.0
    for start, end in ((Joint.LEFT_SHOULDER, Joint.RIGHT_SHOULDER), (Joint.LEFT_HIP, Joint.RIGHT_HIP)):
        lines = set_line(lines, start, end, (-1, 0, 0))
    lines = set_line(lines, Joint.HIP_CENTRE, Joint.LEFT_KNEE, (0.3, 1, 0))
    return set_line(lines, Joint.HIP_CENTRE, Joint.RIGHT_KNEE, (-0.3, 1, 0))


def test_nothing_is_off_in_the_same_posture(standing):
    assert max(correction.off for correction in found(standing, standing)) == pytest.approx(0, abs=1e-3)


def test_the_worst_comes_first(standing):
    bent = set_line(standing, Joint.LEFT_ELBOW, Joint.LEFT_WRIST, (0, 0.5, -0.9))
    offs = [correction.off for correction in found(bent, standing)]
    assert offs == sorted(offs, reverse=True)
    assert offs[0] > 0.5


ARMS = [
    ((1, 0, 0), Ask.RAISE),
    ((0.45, 1, 0), Ask.OUT),
    ((-0.45, 1, 0), Ask.IN),
    ((0, 1, -0.45), Ask.FORWARD),
    ((0, 1, 0.45), Ask.BACK),
]


@pytest.mark.parametrize(("way", "ask"), ARMS)
def test_an_arm_is_asked_to_go_where_the_tutors_is(standing, way, ask):
    tutor = set_line(standing, Joint.LEFT_SHOULDER, Joint.LEFT_ELBOW, way)
    of_arm = [one for one in found(standing, tutor) if one.cue.part is BodyPart.LEFT_ARM]
    assert [one.cue.ask for one in of_arm] == [ask]


@pytest.mark.parametrize(("way", "ask"), [(ARMS[1][0], Ask.IN), (ARMS[2][0], Ask.OUT)])
def test_out_is_away_from_the_own_middle_on_the_right_too(standing, way, ask):
    tutor = set_line(standing, Joint.RIGHT_SHOULDER, Joint.RIGHT_ELBOW, way)
    of_arm = [one for one in found(standing, tutor) if one.cue.part is BodyPart.RIGHT_ARM]
    assert [one.cue.ask for one in of_arm] == [ask]


def test_an_arm_that_is_too_high_is_lowered(standing):
    user = set_line(standing, Joint.LEFT_SHOULDER, Joint.LEFT_ELBOW, (1, 0, 0))
    user = set_line(user, Joint.LEFT_ELBOW, Joint.LEFT_WRIST, (1, 0, 0))
    assert found(user, standing)[0].cue == Cue(BodyPart.LEFT_ARM, Ask.LOWER)


ANGLE_CUES = [
    ("biceps_curl", "left_elbow", BodyPart.LEFT_ELBOW),
    ("biceps_curl", "right_elbow", BodyPart.RIGHT_ELBOW),
    ("high_knees", "left_knee", BodyPart.LEFT_KNEE),
    ("deadlift", "right_knee", BodyPart.RIGHT_KNEE),
]


@pytest.mark.parametrize(("movement", "angle", "part"), ANGLE_CUES)
def test_an_angle_that_is_wrong_is_bent_or_straightened(movement, angle, part):
    tutor, user = lines_of(movement), lines_of(movement, errors=((angle, 35.0),))
    number = Angle[angle.upper()]
    wider = line_angles(user)[0, number] - line_angles(tutor)[0, number]
    asked = {one.cue: one.off for one in found(user, tutor)}
    off = asked[Cue(part, Ask.BEND if wider > 0 else Ask.STRAIGHTEN)]
    # these bend towards the camera, and what rests on depth counts less even from the same side
    weighed = pose_errors(user, tutor, 0.0).angles[0, number]
    assert off == pytest.approx(abs(weighed))
    assert 0.6 < np.degrees(off) / abs(wider) < 0.8
    assert np.degrees(off) > SPEAK_FROM_DEG


def test_a_squat_that_is_too_shallow_asks_for_the_knees():
    depths = line_angles(all_lines("squat"))[:, Angle.LEFT_KNEE]
    bottom = int(np.argmin(depths))
    higher = int(np.argmin(np.abs(depths[:bottom] - depths[bottom] - 35)))
    tutor, user = lines_of("squat", row=bottom), lines_of("squat", row=higher)
    knees = [one for one in found(user, tutor) if one.cue.part is BodyPart.BOTH_KNEES]
    assert [one.cue.ask for one in knees if one.joint is Joint.HIP_CENTRE] == [Ask.BEND]


def test_a_knee_that_should_be_higher_is_bent_by_who_stands_and_raised_by_who_lifts_it(standing):
    thighs = ((Joint.LEFT_HIP, Joint.LEFT_KNEE), (Joint.RIGHT_HIP, Joint.RIGHT_KNEE))
    squat = standing
    for thigh in thighs:
        squat = set_line(squat, *thigh, (0, 0.5, -0.9))
    asked = {one.cue for one in found(standing, squat)}
    assert Cue(BodyPart.BOTH_KNEES, Ask.BEND) in asked
    assert not [cue for cue in asked if cue.ask is Ask.RAISE]
    lifting = set_line(standing, *thighs[0], (0, 0.1, -1))
    assert Cue(BodyPart.LEFT_KNEE, Ask.RAISE) in {one.cue for one in found(standing, lifting)}
    assert Cue(BodyPart.LEFT_KNEE, Ask.LOWER) in {one.cue for one in found(lifting, standing)}


def test_every_cue_is_given_once(standing):
    squat = set_line(standing, Joint.LEFT_HIP, Joint.LEFT_KNEE, (0, 0.8, -0.6))
    cues = [one.cue for one in found(standing, squat)]
    assert len(cues) == len(set(cues))


def test_both_sides_become_one_when_they_ask_the_same(standing):
    user = standing
    for upper_arm in UPPER_ARMS:
        user = set_line(user, *upper_arm, (0, 1, -0.6))
    cues = [one.cue for one in found(user, standing)]
    assert Cue(BodyPart.BOTH_ARMS, Ask.BACK) in cues
    assert not {Cue(BodyPart.LEFT_ARM, Ask.BACK), Cue(BodyPart.RIGHT_ARM, Ask.BACK)} & set(cues)


def test_a_side_that_is_much_better_is_left_out(standing):
    user = set_line(standing, Joint.LEFT_SHOULDER, Joint.LEFT_ELBOW, (0, 1, -0.8))
    user = set_line(user, Joint.RIGHT_SHOULDER, Joint.RIGHT_ELBOW, (0, 1, -0.8 * BOTH_SHARE / 2))
    assert Cue(BodyPart.LEFT_ARM, Ask.BACK) in [one.cue for one in found(user, standing)]


LEANS = [
    ((0, 1, 0.7), (0, 1, 0), Ask.UPRIGHT),
    ((0, 1, 0), (0, 1, 0.7), Ask.LEAN_FORWARD),
    ((0, 1, 0), (0, 1, -0.7), Ask.LEAN_BACK),
    ((0, 1, 0), (-0.7, 1, 0), Ask.LEAN_LEFT),
    ((0, 1, 0), (0.7, 1, 0), Ask.LEAN_RIGHT),
]


@pytest.mark.parametrize(("mine", "tutors", "ask"), LEANS)
def test_a_trunk_leans_as_the_tutors_does(standing, mine, tutors, ask):
    spine = (Joint.SHOULDER_CENTRE, Joint.HIP_CENTRE)
    user, tutor = set_line(standing, *spine, mine), set_line(standing, *spine, tutors)
    assert [one.cue.ask for one in found(user, tutor) if one.cue.part is BodyPart.TRUNK] == [ask]


def test_feet_that_stand_too_wide_are_asked_closer():
    tutor, user = lines_of("squat"), lines_of("squat", errors=(("crotch", 30.0),))
    wider = line_angles(user)[0, Angle.CROTCH] > line_angles(tutor)[0, Angle.CROTCH]
    asked = [one.cue.ask for one in found(user, tutor) if one.cue.part is BodyPart.BOTH_FEET]
    assert asked == [Ask.CLOSER if wider else Ask.WIDER]


def test_what_nobody_saw_is_not_corrected(standing):
    hidden = standing.copy()
    hidden[0, :, LINES.index((Joint.LEFT_ELBOW, Joint.LEFT_WRIST))] = np.nan
    parts = {one.cue.part for one in found(hidden, standing)}
    assert not parts & {BodyPart.LEFT_ELBOW, BodyPart.BOTH_ELBOWS}


units = arrays(np.float32, (1, 3, LINE_COUNT), elements=st.integers(-9, 9).map(float)).map(
    lambda lines: lines / np.maximum(np.linalg.norm(lines, axis=1, keepdims=True), 0.1)
)
holes = arrays(np.bool_, (LINE_COUNT,))


@settings(max_examples=150)
@given(units, units, holes)
def test_whatever_two_bodies_do_the_cues_make_sense(user, tutor, hidden):
    user = np.where(hidden, np.float32(np.nan), user).astype(np.float32)
    off = pose_errors(user, tutor.astype(np.float32), 0.0)
    assert off.bones.shape == (1, BONE_COUNT)
    assert off.angles.shape == (1, ANGLE_COUNT)
    bends = bendable(user[0], tutor[0])
    seen = Off(off.bones[0], off.angles[0], off.bones[0] / 2, off.angles[0] / 2, bends)
    for one in together(corrections(user[0], tutor[0], seen, {})):
        assert one.cue in CUES
        assert one.off >= 0


def test_every_cue_is_given_to_somebody():
    """The table has no cue that no two bodies can lead to: people and voices would prepare it in vain."""
    rng = np.random.default_rng(0)
    given_cues = set()
    for _ in range(400):
        ways = rng.normal(size=(2, 1, 3, LINE_COUNT))
        ways[:, :, 1] += 2 * rng.random()  # more or less upright: arms, legs and spine lead down
        user, tutor = (ways / np.linalg.norm(ways, axis=2, keepdims=True)).astype(np.float32)
        given_cues |= {one.cue for one in found(user, tutor)}
    assert given_cues == set(CUES)
