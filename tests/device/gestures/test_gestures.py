import pytest

from device.gestures.gestures import Gesture, Gestures
from device.gestures.raised_hand import HOLD_S, TUTOR_KEPT_S
from tests.device.gestures.poses import AT_THE_CHIN, HEIGHT, STRAIGHT_UP, WIDTH, person
from tests.scoring.performances import performed

STEP_S = 1 / 20
LEFT_SPOT, RIGHT_SPOT = (160.0, 240.0), (480.0, 240.0)


class Watched:
    def __init__(self):
        self.gestures = Gestures()
        self.time_s = 0.0
        self.last = Gesture()

    def see(self, *people, seconds=STEP_S, pointing=False, tutor=None):
        """The gestures in which somebody asked for a pause."""
        asked = []
        for _ in range(round(seconds / STEP_S)):
            self.time_s += STEP_S
            self.last = self.gestures.see(
                self.time_s, people, WIDTH, HEIGHT, mirrored=True, pointing=pointing, tutor=tutor
            )
            asked += [self.last] if self.last.pause else []
        return asked


@pytest.fixture
def watched():
    made = Watched()
    made.see(person(), seconds=0.5)
    return made


def test_in_a_match_a_raised_hand_pauses_and_nothing_points(watched):
    (asked,) = watched.see(person(right=STRAIGHT_UP), seconds=HOLD_S + 0.5)
    assert asked == Gesture(None, 1.0, True)
    assert watched.see(person(right=AT_THE_CHIN), seconds=2.0) == []
    assert watched.last == Gesture()


def test_on_a_menu_it_points_and_never_pauses(watched):
    assert watched.see(person(right=AT_THE_CHIN), seconds=1.0, pointing=True) == []
    assert watched.last.pointer is not None
    assert watched.see(person(right=STRAIGHT_UP), seconds=3.0, pointing=True) == []


def test_how_much_of_the_hold_is_over_can_be_shown(watched):
    watched.see(person(right=STRAIGHT_UP), seconds=HOLD_S / 2)
    assert 0.3 < watched.last.pausing < 0.6
    watched.see(person(), seconds=0.5)
    assert watched.last.pausing == 0


def test_either_of_two_may_pause():
    for who in (0, 1):
        watched = Watched()
        quiet = [person(at=LEFT_SPOT), person(at=RIGHT_SPOT)]
        watched.see(*quiet, seconds=0.5)
        quiet[who] = person(at=(LEFT_SPOT, RIGHT_SPOT)[who], left=STRAIGHT_UP)
        assert len(watched.see(*quiet, seconds=2.0)) == 1


def test_the_hand_that_paused_must_be_lowered_before_the_match_can_be_paused_again(watched):
    watched.see(person(right=STRAIGHT_UP), seconds=HOLD_S + 0.2)
    watched.see(person(right=STRAIGHT_UP), seconds=1.0, pointing=True)
    assert watched.last.pointer is not None
    assert watched.see(person(right=STRAIGHT_UP), seconds=2.0) == []
    watched.see(person(), seconds=0.5)
    assert len(watched.see(person(right=STRAIGHT_UP), seconds=2.0)) == 1


def test_what_the_tutor_does_is_no_question(watched):
    raised = person(right=STRAIGHT_UP)
    assert watched.see(raised, seconds=3.0, tutor=raised) == []
    assert watched.see(raised, seconds=TUTOR_KEPT_S + 2, tutor=person()) == []
    watched.see(person(), seconds=0.5, tutor=person())
    assert len(watched.see(raised, seconds=2.0, tutor=person())) == 1


def test_a_late_follower_of_the_tutors_hand_asks_for_nothing(watched):
    raised = person(right=STRAIGHT_UP)
    watched.see(person(), seconds=1.0, tutor=raised)
    watched.see(person(), seconds=1.0, tutor=person())
    assert watched.see(raised, seconds=3.0, tutor=person()) == []


def test_a_picture_that_was_seen_before_says_nothing_new(watched):
    (_,) = watched.see(person(right=STRAIGHT_UP), seconds=HOLD_S + 2 * STEP_S)
    watched.see(person(), seconds=0.5)
    while not watched.see(person(right=STRAIGHT_UP)):
        pass
    again = watched.gestures.see(
        watched.time_s, [person(right=STRAIGHT_UP)], WIDTH, HEIGHT, mirrored=True, pointing=False
    )
    assert not again.pause
    assert again.pausing == watched.last.pausing


def test_people_may_come_and_go(watched):
    assert watched.see(seconds=0.5) == []
    assert watched.see(None, None, seconds=0.5) == []
    assert watched.see(person(at=LEFT_SPOT), None, seconds=0.5, pointing=True) == []
    assert watched.last == Gesture()


def test_a_picture_has_a_size():
    with pytest.raises(ValueError, match="size"):
        Gestures().see(0.0, [], 0, 480, mirrored=True, pointing=False)


@pytest.mark.parametrize("movement", ["overhead_press", "jumping_jack", "lateral_raise", "dance", "punch"])
def test_nobody_who_works_out_asks_for_a_pause(movement):
    track = performed(movement, seconds=10.0)
    gestures = Gestures()
    for row, time_s in enumerate(track.times):
        gesture = gestures.see(
            float(time_s), [track.pose(row)], track.width, track.height, mirrored=True, pointing=False
        )
        assert not gesture.pause
