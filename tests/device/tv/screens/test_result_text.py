import numpy as np

from device.tv.screens.result_text import parts_of
from scoring.body.joints import ANGLE_COUNT


def test_the_weakest_part_of_a_great_match_is_nothing_to_work_on(result):
    great, poor = result(angle_scores=np.linspace(90, 99, ANGLE_COUNT)), result()
    assert [key for key, *_ in parts_of(great)] == ["best", "weakest"]
    assert [key for key, *_ in parts_of(poor)] == ["best", "to_work_on"]
