import pytest

from device.failure_reasons import Reason
from device.overnight.prepare.facts import ChildReport
from device.overnight.watch import LOOKING_MAX_S, Watch


def test_silence_ends_it_and_a_word_does_not():
    watch = Watch(60.0, silent_max_s=10.0)
    watch.passed(9.0)
    watch.reported(ChildReport("looking", 0.0))
    watch.passed(9.0)
    assert watch.verdict is None
    watch.passed(2.0)
    assert watch.verdict is Reason.STUCK


def test_it_may_work_so_long_for_each_second_of_video():
    watch = Watch(2.0, silent_max_s=1e9, least_s=10.0)
    watch.reported(ChildReport("poses", 10.0, length_s=50.0))
    watch.passed(110.0)
    assert watch.verdict is None
    watch.passed(0.1)
    assert watch.verdict is Reason.TOO_SLOW


def test_before_the_length_is_known_it_may_look_for_a_while():
    watch = Watch(2.0, silent_max_s=1e9)
    watch.passed(LOOKING_MAX_S + 1)
    assert watch.verdict is Reason.TOO_SLOW


def test_what_is_left_comes_from_what_it_took_since_it_began():
    watch = Watch(60.0)
    watch.reported(ChildReport("poses", 40.0))
    watch.passed(10.0)
    assert watch.left_s is None
    watch.reported(ChildReport("poses", 60.0))
    assert watch.left_s == pytest.approx(20.0)
    assert watch.stage == "poses"
