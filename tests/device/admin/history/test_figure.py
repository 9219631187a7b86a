from xml.etree import ElementTree as ET

from device.admin.history import figure, text


def test_the_figure_has_a_colour_and_a_pattern_for_each_limb():
    scores = dict.fromkeys(text.JOINTS, 90.0) | {
        "left_knee": 20.0,
        "right_wrist": 60.0,
        "nose": None,
    }
    svg = ET.fromstring(str(figure.figure(scores, "Body", "L", "R")))
    limbs = [line.attrib["class"] for line in svg.iter("line")]
    assert limbs.count("limb good") == 5
    # the knee spoils thigh and shank, the wrist the forearm
    assert (limbs.count("limb fair"), limbs.count("limb bad")) == (1, 2)
    assert limbs.count("limb over") == 3
    assert [circle.attrib["class"] for circle in svg.iter("circle")] == ["head none"]
