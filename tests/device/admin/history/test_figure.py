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


def test_the_persons_left_is_on_the_right():
    scores = dict.fromkeys(text.JOINTS, 90.0) | {"left_knee": 20.0, "left_ankle": 20.0}
    svg = ET.fromstring(str(figure.figure(scores, "Body", "L", "R")))
    legs = [line for line in svg.iter("line") if line.attrib["class"] == "limb bad"]
    assert len(legs) == 2
    assert all(float(line.attrib[x]) > figure.WIDTH / 2 for line in legs for x in ("x1", "x2"))
    letters = {letter.text: float(letter.attrib["x"]) for letter in svg.iter("text")}
    assert letters["L"] - figure.WIDTH / 2 == figure.WIDTH / 2 - letters["R"] > 0
    # the same limb on both sides, as in a mirror
    lines = [line for line in svg.iter("line") if "over" not in line.attrib["class"]]
    ends = {tuple(float(line.attrib[end]) for end in ("x1", "y1", "x2", "y2")) for line in lines}
    assert len(ends) == 8
    assert {(figure.WIDTH - x1, y1, figure.WIDTH - x2, y2) for x1, y1, x2, y2 in ends} == ends
