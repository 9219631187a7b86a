import pygame
import pytest

from device.input.key_repeat import REPEAT_AFTER_S, REPEAT_EVERY_S
from device.presses import Press
from device.tv.display.keys import KEYS, Keys, presses_of
from device.tv.display.mouse import SHOWN_S
from tests.device.runtime.stepped_clock import SteppedClock


@pytest.fixture
def clock():
    return SteppedClock(100.0)


@pytest.fixture
def keys(clock):
    pygame.display.init()
    pygame.display.set_mode((960, 540))
    made = Keys(clock, (1920, 1080))
    pygame.event.clear()
    yield made
    made.close()


def down(key):
    return pygame.event.Event(pygame.KEYDOWN, key=key)


def up(key):
    return pygame.event.Event(pygame.KEYUP, key=key)


@pytest.mark.parametrize(
    ("key", "press"),
    [
        (pygame.K_LEFT, Press.LEFT),
        (pygame.K_RETURN, Press.OK),
        (pygame.K_SPACE, Press.OK),
        (pygame.K_BACKSPACE, Press.BACK),
        (pygame.K_ESCAPE, Press.BACK),
        (pygame.K_HOME, Press.HOME),
        (pygame.K_m, Press.MENU),
        (pygame.K_F10, Press.MENU),
        (pygame.K_p, Press.PLAY),
        (pygame.K_KP_PLUS, Press.LOUDER),
        (pygame.K_MINUS, Press.QUIETER),
        (pygame.K_q, Press.LEAVE),
    ],
)
def test_a_key_is_a_press(key, press):
    assert presses_of(down(key)) == (press,)
    assert presses_of(up(key)) == ()


def test_keys_that_pygame_does_not_name_are_sdls_own():
    """SDL itself says which number a media key has."""
    pygame.display.init()
    named = {
        "AudioPlay": Press.PLAY,
        "AudioStop": Press.PAUSE,
        "VolumeUp": Press.LOUDER,
        "VolumeDown": Press.QUIETER,
        "AC Home": Press.HOME,
        "Select": Press.OK,
        "Application": Press.MENU,
    }
    assert {name: KEYS[pygame.key.key_code(name)] for name in named} == named


def test_letters_do_nothing():
    assert presses_of(down(pygame.K_x)) == ()
    assert presses_of(pygame.event.Event(pygame.USEREVENT)) == ()


def test_an_arrow_that_is_held_comes_again_and_stops_with_the_key(keys, clock):
    assert keys.hear([down(pygame.K_RIGHT)]) == (Press.RIGHT,)
    clock.sleep(REPEAT_AFTER_S - 0.01)
    assert keys.hear([]) == ()
    clock.sleep(0.02)
    assert keys.hear([]) == (Press.RIGHT,)
    clock.sleep(REPEAT_EVERY_S)
    assert keys.hear([]) == (Press.RIGHT,)
    assert keys.hear([up(pygame.K_RIGHT)]) == ()
    clock.sleep(1.0)
    assert keys.hear([]) == ()


def test_ok_never_comes_again_by_itself(keys, clock):
    assert keys.hear([down(pygame.K_RETURN)]) == (Press.OK,)
    clock.sleep(2.0)
    assert keys.hear([]) == ()


def test_a_window_that_goes_to_the_back_holds_nothing(keys, clock):
    keys.hear([down(pygame.K_DOWN), pygame.event.Event(pygame.WINDOWFOCUSLOST)])
    clock.sleep(1.0)
    assert keys.hear([]) == ()


def test_closing_the_window_leaves_once(keys):
    both = [pygame.event.Event(pygame.WINDOWCLOSE), pygame.event.Event(pygame.QUIT)]
    assert keys.hear(both) == (Press.LEAVE,)


def test_what_stands_in_sdls_queue_is_taken_once(keys):
    pygame.event.post(down(pygame.K_UP))
    pygame.event.post(up(pygame.K_UP))
    assert keys.take() == (Press.UP,)
    assert keys.take() == ()


def test_without_a_display_nothing_is_pressed(clock):
    made = Keys(clock, (1920, 1080))
    pygame.display.quit()
    assert made.take() == ()
    made.close()
    made.close()


def move(pos, rel=(40, 0)):
    return pygame.event.Event(pygame.MOUSEMOTION, pos=pos, rel=rel, buttons=(0, 0, 0))


def test_a_mouse_points_in_parts_of_the_picture_and_rests_after_a_while(keys, clock):
    assert keys.pointer is None
    keys.hear([move((480, 135))])
    assert (keys.pointer.x, keys.pointer.y) == pytest.approx((0.5, 0.25), abs=0.002)
    clock.sleep(SHOWN_S + 0.1)
    assert keys.pointer is None


def test_a_window_of_another_shape_has_bars_beside_the_picture(keys):
    pygame.display.set_mode((960, 960))
    keys.hear([move((480, 480))])
    assert (keys.pointer.x, keys.pointer.y) == pytest.approx((0.5, 0.5), abs=0.002)
    keys.hear([move((0, 480 - 270))])
    assert (keys.pointer.x, keys.pointer.y) == pytest.approx((0.0, 0.0), abs=0.002)
    keys.hear([move((480, 100))])
    assert keys.pointer is None


def test_a_click_points_and_chooses(keys):
    click = pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=(240, 270), button=pygame.BUTTON_LEFT)
    assert keys.hear([click]) == (Press.OK,)
    assert keys.pointer.x == pytest.approx(0.25, abs=0.002)
    right = pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=(240, 270), button=pygame.BUTTON_RIGHT)
    assert keys.hear([right]) == (Press.BACK,)


def test_a_mouse_that_only_trembles_does_not_take_the_focus(keys):
    keys.hear([move((480, 135), rel=(1, 0))])
    assert keys.pointer is None
    wheel = pygame.event.Event(pygame.MOUSEWHEEL, x=0, y=-1)
    assert keys.hear([wheel]) == (Press.DOWN,)
