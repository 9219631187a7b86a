from device.admin.history import text
from scoring.body.joints import Joint


def test_joints_are_those_of_the_scores():
    assert tuple(joint.name.lower() for joint in Joint) == text.JOINTS
