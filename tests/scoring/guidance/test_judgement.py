"""One judgement, and that nothing which is derived from it contradicts it."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.body.joints import BONE_COUNT, BONES, Joint
from scoring.body.track import Pose
from scoring.demands import Demands
from scoring.guidance.asks import SPINE, sense_of
from scoring.guidance.corrections import Off
from scoring.guidance.cues import Ask, BodyPart, Cue, single
from scoring.guidance.guidance import NOTHING, Following, Guide
from scoring.guidance.judgement import (
    BAD_DEG,
    BONES_OF_PARTS,
    FAIR_DEG,
    HYSTERESIS_DEG,
    PARTS_OF_LIMBS,
    Level,
    Levels,
)
from scoring.limb import Limb
from scoring.scorer import SAMPLE_RATE_HZ
from tests.scoring.guidance.judged import LOW, correction, judgement
from tests.scoring.performances import performed

FOREARM = BONES.index((Joint.LEFT_ELBOW, Joint.LEFT_WRIST))
HIPS = BONES.index((Joint.LEFT_HIP, Joint.RIGHT_HIP))
MOVEMENTS = ("squat", "punch", "dance", "sit_up", "front_kick", "lateral_raise", "push_up", "rest")


def test_every_bone_shows_a_part_and_limbs_share_none_with_the_trunk():
    assert {bone for bones in BONES_OF_PARTS.values() for bone in bones} == set(range(BONE_COUNT))
    limbs = {bone for limb in PARTS_OF_LIMBS.values() for part in limb for bone in BONES_OF_PARTS[part]}
    assert limbs.isdisjoint(BONES_OF_PARTS[BodyPart.TRUNK])
    assert HIPS in BONES_OF_PARTS[BodyPart.TRUNK]
    singles = {one for part in BodyPart for one in single(part)}
    assert set(BONES_OF_PARTS) == singles


def off(**degrees):
    """Errors of bones by index as bone_<index>, the rest right."""
    bones = np.zeros(BONE_COUNT, np.float32)
    for name, value in degrees.items():
        bones[int(name.removeprefix("bone_"))] = np.radians(value)
    return Off(bones, np.zeros(10, np.float32), bones, np.zeros(10, np.float32), np.zeros(4, np.float32))


@pytest.mark.parametrize(("error", "level"), [(FAIR_DEG + 1, Level.FAIR), (BAD_DEG + 20, Level.FAIR)])
def test_what_deviates_without_a_name_is_yellow_but_never_red(error, level):
    found = Levels().judge(0.0, 0.0, (LOW, LOW, LOW), off(**{f"bone_{HIPS}": error}))
    assert found.corrections == ()
    assert found.levels[HIPS] is level
    assert found.levels[FOREARM] is Level.GOOD


def test_a_part_that_is_asked_is_not_green():
    found = judgement(0.0)
    assert found.asked(frozenset({BodyPart.LEFT_ELBOW}))[FOREARM] is Level.FAIR
    assert found.asked(frozenset({BodyPart.HEAD}))[FOREARM] is Level.GOOD
    assert found.levels[FOREARM] is Level.GOOD


def test_a_correction_of_both_sides_persists_for_one():
    both = correction(Cue(BodyPart.BOTH_ELBOWS, Ask.BEND), 20)
    found = judgement(0.0, [both])
    assert found.persists(Cue(BodyPart.LEFT_ELBOW, Ask.BEND)) is both
    assert found.persists(Cue(BodyPart.LEFT_ELBOW, Ask.STRAIGHTEN)) is None
    assert {one.part for one in found.of(BodyPart.BOTH_ELBOWS)} == single(BodyPart.BOTH_ELBOWS)


@pytest.mark.parametrize("limb", Limb)
def test_a_limb_that_does_not_matter_has_no_colour_no_arrow_and_no_cue(limb):
    lesson, user = performed("lateral_raise"), performed("squat")
    guide = Guide(lesson, Demands(ignored=frozenset({limb})))
    parts = PARTS_OF_LIMBS[limb]
    own = {bone for part in parts for bone in BONES_OF_PARTS[part]}
    seen = set()
    for row in range(len(user)):
        judged = guide.judge(row / SAMPLE_RATE_HZ, user.pose(row), Following())
        assert not {part for one in judged.corrections for part in single(one.cue.part)} & parts
        assert not {one.part for one in judged.parts} & parts
        assert {judged.levels[bone] for bone in own} == {Level.UNKNOWN}
        seen |= {judged.levels[bone] for bone in range(BONE_COUNT) if bone not in own}
    assert Level.UNKNOWN not in seen


def test_nothing_is_said_in_a_pause_of_the_tutor():
    lesson, user = performed("lateral_raise"), performed("squat")
    guide = Guide(lesson, Demands(pauses=((1.0, 2.0),)))
    late = Following(lag_s=0.5)
    shown = [guide.update(at, user.pose(round(at * SAMPLE_RATE_HZ)), late) for at in (1.4, 1.6, 2.4, 2.6)]
    assert [one == NOTHING for one in shown] == [False, True, True, False]


def test_an_ask_changes_only_when_it_no_longer_fits():
    """An arm that should go up and out about as much must not be told one and the other in turns."""
    lesson, user = performed("lateral_raise"), performed("rest")
    guide, asked = Guide(lesson), []
    for row in range(len(user)):
        judged = guide.judge(row / SAMPLE_RATE_HZ, user.pose(row), Following())
        asked += [one.cue.ask for one in judged.corrections if one.cue.part is BodyPart.BOTH_ARMS]
    changes = sum(one is not other for one, other in pairwise(asked))
    assert changes <= 12


def noisy(pose, rng, share):
    """The same body seen by a network that errs, and hides some of it."""
    hidden = np.where(rng.random(33) < share, np.float32(0), pose.visibility)
    landmarks = pose.landmarks + rng.normal(0, 3, pose.landmarks.shape).astype(np.float32)
    world = pose.world + rng.normal(0, 0.02, pose.world.shape).astype(np.float32)
    return Pose(landmarks, hidden.astype(np.float32), world)


@settings(max_examples=25, deadline=None)
@given(
    st.sampled_from(MOVEMENTS),
    st.sampled_from(MOVEMENTS),
    st.floats(-3.1, 3.1),
    st.floats(-0.4, 1.5),
    st.booleans(),
    st.sampled_from([0.0, 0.15]),
    st.integers(0, 2**32 - 1),
)
def test_colour_arrow_and_sentence_say_the_same(one, other, heading, lag_s, mirrored, share, seed):
    rng = np.random.default_rng(seed)
    lesson, user = performed(one), performed(other)
    guide, following = Guide(lesson), Following(lag_s, heading, mirrored)
    for row in range(0, 120, 2):
        time_s, pose = row / SAMPLE_RATE_HZ, noisy(user.pose(row), rng, share)
        judged = guide.judge(time_s, pose, following)
        cue, fixed = guide.coach.update(judged)
        arrows = guide._arrows.update(judged, pose, cue)
        asked = {of for of, _ in arrows} | ({cue} - {None})
        levels = judged.asked(frozenset(part for of in asked for part in single(of.part)))
        _nothing_green_is_asked(asked, levels)
        _nothing_red_is_unsaid(judged, levels)
        _sentence_and_arrows(judged, cue, fixed, arrows)
        for of, arrow in arrows:
            _points_as_it_says(of, arrow, judged)


def _nothing_green_is_asked(asked, levels):
    for of in asked:
        for part in single(of.part):
            assert not {levels[bone] for bone in BONES_OF_PARTS[part]} & {Level.GOOD}


def _nothing_red_is_unsaid(judged, levels):
    said = {part for found in judged.corrections for part in single(found.cue.part)}
    for bone, level in enumerate(levels):
        if level is Level.BAD:
            reasons = [one for one in judged.parts if bone in BONES_OF_PARTS[one.part] and one.level is level]
            assert reasons
            assert all(one.correction is not None and one.part in said for one in reasons)
            assert all(np.degrees(one.off) >= BAD_DEG - HYSTERESIS_DEG - 1e-3 for one in reasons)


def _sentence_and_arrows(judged, cue, fixed, arrows):
    asks = {}
    for found in judged.corrections:
        for part in single(found.cue.part):
            assert part not in asks  # one decision a part
            asks[part] = found.cue.ask
    if fixed is not None:
        assert all(one.level is Level.GOOD for one in judged.of(fixed))
    if cue is None:
        return
    still = judged.persists(cue)
    if still is not None and any(of == still.cue for of, _ in arrows):
        assert arrows[0][0] == still.cue
    for of, _ in arrows:
        if single(of.part) & single(cue.part):
            assert of.ask is cue.ask


UPWARD = {Ask.RAISE, Ask.LOOK_UP}
DOWNWARD = {Ask.LOWER, Ask.LOOK_DOWN}


def _points_as_it_says(cue, arrow, judged):
    """The arrow against the request, written out anew and in the picture."""
    way = np.subtract(arrow.end, arrow.start)
    sense = sense_of(judged.user)
    own_left = sense.across[:2]
    if cue.ask in UPWARD:
        assert way[1] < 0
    elif cue.ask in DOWNWARD:
        assert way[1] > 0
    elif cue.ask in (Ask.OUT, Ask.IN) and cue.part.name.startswith(("LEFT", "RIGHT")):
        outward = own_left if cue.part.name.startswith("LEFT") else -own_left
        assert (way @ outward > 0) == (cue.ask is Ask.OUT)
    elif cue.ask is Ask.FORWARD:
        assert way @ sense.forward[:2] > 0
    elif cue.ask is Ask.BACK:
        assert way @ sense.forward[:2] < 0
    elif cue.ask is Ask.LEAN_LEFT:
        assert way @ own_left > 0
    elif cue.ask is Ask.LEAN_RIGHT:
        assert way @ own_left < 0
    elif cue.part is BodyPart.BOTH_KNEES and arrow.joint == Joint.HIP_CENTRE:
        assert way[0] == pytest.approx(0, abs=1e-3)
        assert (way[1] > 0) == (cue.ask is Ask.BEND)
    elif cue.ask is Ask.UPRIGHT:
        wanted = judged.wanted[:, SPINE] / np.linalg.norm(judged.wanted[:, SPINE])
        assert wanted[1] > judged.user[1, SPINE]  # as a line the spine leads down
