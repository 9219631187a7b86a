from device.input.key_repeat import DOUBLE_S, HELD_MAX_S, REPEAT_AFTER_S, REPEAT_EVERY_S, KeyRepeat
from device.presses import Press


def test_an_arrow_comes_again_after_a_while_and_then_faster():
    held = KeyRepeat()
    assert held.down(105, Press.LEFT, 0.0) == (Press.LEFT,)
    assert held.next_s == REPEAT_AFTER_S
    assert held.due(REPEAT_AFTER_S - 0.01) == ()
    assert held.due(REPEAT_AFTER_S) == (Press.LEFT,)
    assert held.due(REPEAT_AFTER_S + REPEAT_EVERY_S / 2) == ()
    assert held.due(REPEAT_AFTER_S + REPEAT_EVERY_S) == (Press.LEFT,)


def test_who_slept_gets_one_and_no_burst():
    held = KeyRepeat()
    held.down(105, Press.LEFT, 0.0)
    assert held.due(5.0) == (Press.LEFT,)
    assert held.due(5.01) == ()


def test_only_what_moves_is_held():
    held = KeyRepeat()
    for number, press in enumerate((Press.OK, Press.BACK, Press.HOME, Press.PLAY)):
        assert held.down(number, press, 0.0) == (press,)
    assert held.next_s is None
    assert held.due(10.0) == ()


def test_an_ok_that_comes_twice_too_fast_is_one_and_so_are_its_echoes():
    held = KeyRepeat()
    assert held.down(1, Press.OK, 0.0) == (Press.OK,)
    assert held.down(1, Press.OK, DOUBLE_S - 0.05) == ()
    assert held.down(1, Press.OK, 2 * DOUBLE_S - 0.1) == ()
    assert held.down(1, Press.OK, 3 * DOUBLE_S) == (Press.OK,)


def test_two_fast_taps_of_an_arrow_are_two():
    held = KeyRepeat()
    assert held.down(1, Press.DOWN, 0.0) == (Press.DOWN,)
    held.up(1)
    assert held.down(1, Press.DOWN, 0.09) == (Press.DOWN,)


def test_a_second_down_without_an_up_is_no_press():
    held = KeyRepeat()
    held.down(1, Press.DOWN, 0.0)
    assert held.down(1, Press.DOWN, 0.1) == ()


def test_a_release_that_got_lost_does_not_scroll_for_ever():
    held = KeyRepeat()
    held.down(1, Press.DOWN, 0.0)
    assert held.due(HELD_MAX_S - 0.1) == (Press.DOWN,)
    assert held.due(HELD_MAX_S + 0.1) == ()
    assert held.next_s is None


def test_all_can_be_let_go():
    held = KeyRepeat()
    held.down(1, Press.DOWN, 0.0)
    held.down(2, Press.LEFT, 0.0)
    held.release()
    assert held.due(3.0) == ()
    held.up(1)
