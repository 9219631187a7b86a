import pytest

from device.match.play.lesson_clock import LessonClock
from tests.device.runtime.stepped_clock import SteppedClock


def test_it_counts_up_to_the_beginning():
    clock = SteppedClock(100.0)
    lesson = LessonClock(clock, 102.0)
    assert lesson.now() == -2.0
    assert lesson.starts_in_s == 2.0
    clock.sleep(3.0)
    assert lesson.now() == 1.0
    assert lesson.starts_in_s == 0.0
    assert lesson.at(102.5) == 0.5


def test_while_it_is_paused_no_picture_has_a_time():
    clock = SteppedClock()
    lesson = LessonClock(clock, 0.0)
    clock.sleep(5.0)
    lesson.pause()
    clock.sleep(10.0)
    assert lesson.paused
    assert lesson.now() == 5.0
    assert lesson.at(7.0) is None
    lesson.resume(1.5)
    assert not lesson.paused
    assert lesson.starts_in_s == 1.5
    clock.sleep(1.0)
    assert lesson.now() == 5.0
    assert lesson.at(15.5) is None  # in the count-in
    clock.sleep(1.5)
    assert lesson.now() == pytest.approx(6.0)
    assert lesson.at(17.0) == pytest.approx(5.5)
    assert lesson.at(14.9) is None  # taken before, and late


def test_a_slower_lesson_takes_longer():
    clock = SteppedClock()
    lesson = LessonClock(clock, 0.0)
    clock.sleep(4.0)
    lesson.change(0.5)
    assert lesson.now() == 4.0
    clock.sleep(4.0)
    assert lesson.now() == 6.0
    assert lesson.at(6.0) == 5.0
    lesson.pause()
    lesson.change(1.0)
    lesson.resume()
    clock.sleep(1.0)
    assert lesson.now() == 7.0


def test_paused_in_a_count_in_it_stays_where_it_is():
    clock = SteppedClock()
    lesson = LessonClock(clock, 0.0)
    clock.sleep(3.0)
    lesson.pause()
    lesson.resume(2.0)
    clock.sleep(1.0)
    lesson.pause()
    clock.sleep(5.0)
    assert lesson.now() == 3.0


def test_paused_before_the_beginning_it_continues_where_it_was():
    clock = SteppedClock()
    lesson = LessonClock(clock, 2.0)
    clock.sleep(1.0)
    lesson.pause()
    assert lesson.now() == -1.0
    lesson.resume()
    clock.sleep(1.5)
    assert lesson.now() == 0.5


def test_it_never_runs_backwards():
    with pytest.raises(ValueError, match="cannot run"):
        LessonClock(SteppedClock(), 0.0).change(0.0)
