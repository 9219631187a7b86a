import pytest

from device.match.free.limbs import bones_at, levels_of
from device.messages import Level
from scoring.body.joints import BONE_COUNT, BONES, Angle, Joint
from tests.scoring.repetitions.made import repetition


def test_a_good_one_is_green_and_a_fault_of_the_whole_is_yellow():
    assert levels_of(repetition("g")) == (Level.GOOD,) * BONE_COUNT
    for kind in "sfut":
        assert levels_of(repetition(kind)) == (Level.FAIR,) * BONE_COUNT


def test_an_angle_that_is_off_shows_where():
    levels = levels_of(repetition("k"))
    bad = {BONES[place] for place, level in enumerate(levels) if level is Level.BAD}
    assert bad == {(Joint.LEFT_HIP, Joint.LEFT_KNEE), (Joint.LEFT_KNEE, Joint.LEFT_ANKLE)}
    assert set(levels) == {Level.BAD, Level.GOOD}


@pytest.mark.parametrize("angle", Angle)
def test_every_angle_has_bones_on_its_own_side(angle):
    bones = {joint.name for place in bones_at(angle) for joint in BONES[place]}
    assert bones
    side = {"LEFT": "RIGHT", "RIGHT": "LEFT"}.get(angle.name.split("_")[0])
    assert side is None or not [name for name in bones if name.startswith(side)]
