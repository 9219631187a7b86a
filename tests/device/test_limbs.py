from itertools import product

from device.limbs import ENDS, HEAD_JOINTS, TRUNK_JOINTS, joints_of
from scoring.body.joints import BONES, Joint

LIMBS = [joints_of(side, limb) for side, limb in product(("left", "right"), ENDS)]


def number(name):
    return Joint[name.upper()]


def test_every_joint_that_is_scored_colours_a_part():
    assert {number(name) for names in (*LIMBS, HEAD_JOINTS, TRUNK_JOINTS) for name in names} == set(Joint)


def test_a_limb_is_a_bone_on_one_side():
    ends = {tuple(map(number, names)) for names in LIMBS}
    assert len(ends) == len(LIMBS)
    assert ends < set(BONES)
    assert all({name.partition("_")[0] for name in names} in ({"left"}, {"right"}) for names in LIMBS)
