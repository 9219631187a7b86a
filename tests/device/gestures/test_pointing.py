import numpy as np
import pytest

from device.gestures.body_frame import body_frame_of
from device.gestures.pointing import ABOVE, BELOW, CLOSE_S, INWARD, LOST_S, OPEN_S, OUTWARD, Pointing
from tests.device.gestures.poses import AT_THE_CHIN, STRAIGHT_UP, hide, person

STEP_S = 1 / 20


class Watched:
    def __init__(self):
        self.pointing = Pointing()
        self.time_s = 0.0

    def see(self, *poses, seconds=STEP_S, mirrored=True, **options):
        for _ in range(round(seconds / STEP_S)):
            self.time_s += STEP_S
            pointer = self.pointing.see(
                self.time_s, [body_frame_of(pose) for pose in poses], mirrored=mirrored, **options
            )
        return pointer


@pytest.fixture
def watched():
    return Watched()


def at(outward, down):
    """An arm whose hand is there."""
    return ((outward + 0.2, 0.4), (outward, down))


def of_hand(arm, *, is_left):
    """Where a hand points on a mirrored screen: the left one on the left half, from its own shoulder."""
    _, (outward, down) = arm
    x = (outward + INWARD) / (OUTWARD + INWARD)
    return (1 - x if is_left else x), (down + ABOVE) / (ABOVE + BELOW)


def test_a_raised_hand_opens_it_after_a_moment(watched):
    assert watched.see(person(right=AT_THE_CHIN), seconds=OPEN_S - STEP_S) is None
    pointer = watched.see(person(right=AT_THE_CHIN), seconds=3 * STEP_S)
    assert (pointer.x, pointer.y) == pytest.approx(of_hand(AT_THE_CHIN, is_left=False), abs=0.01)


@pytest.mark.parametrize(
    "pose",
    [
        person(),
        person(left=AT_THE_CHIN, right=AT_THE_CHIN),
        person(left=STRAIGHT_UP, right=STRAIGHT_UP),
        person(right=((0.5, 0.0), (1.0, 0.0))),
        person(right=((0.05, -0.5), (0.1, -0.1))),
        person(right=AT_THE_CHIN, turned=0.3),
        person(right=AT_THE_CHIN, turned=-1.0),
        hide(person(right=AT_THE_CHIN), "RIGHT_ELBOW"),
    ],
)
def test_other_postures_do_not_open_it(watched, pose):
    assert watched.see(pose, seconds=2.0) is None


def test_a_hand_that_waves_does_not_open_it(watched):
    for step in range(60):
        assert watched.see(person(right=at(0.3 + 0.3 * (-1) ** (step // 4), -0.5))) is None


@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize(("outward", "down"), [(OUTWARD, -ABOVE), (-INWARD, BELOW), (0.15, -0.225)])
def test_every_corner_of_the_screen_is_reached(watched, side, mirrored, outward, down):
    watched.see(person(**{side: AT_THE_CHIN}), seconds=1.0, mirrored=mirrored)
    pointer = watched.see(person(**{side: at(outward, down)}), seconds=2.0, mirrored=mirrored)
    share = (outward + INWARD) / (OUTWARD + INWARD)
    # in a mirror the right hand is on the right
    x = share if (side == "right") == mirrored else 1 - share
    assert (pointer.x, pointer.y) == pytest.approx((x, (down + ABOVE) / (ABOVE + BELOW)), abs=0.02)


def test_it_stays_on_the_screen(watched):
    watched.see(person(right=AT_THE_CHIN), seconds=1.0)
    pointer = watched.see(person(right=at(1.1, -1.0)), seconds=2.0)
    assert (pointer.x, pointer.y) == pytest.approx((1.0, 0.0), abs=0.01)


def test_near_and_far_point_at_the_same_place():
    places = []
    for torso in (50.0, 160.0):
        watched = Watched()
        watched.see(person(right=AT_THE_CHIN, torso=torso), seconds=1.0)
        pointer = watched.see(person(right=at(0.4, -0.1), torso=torso), seconds=2.0)
        places.append((pointer.x, pointer.y))
    assert places[0] == pytest.approx(places[1], abs=0.01)


def test_lowering_the_hand_closes_it(watched):
    watched.see(person(right=AT_THE_CHIN), seconds=1.0)
    assert watched.see(person(), seconds=CLOSE_S - STEP_S) is not None
    assert watched.see(person(), seconds=4 * STEP_S) is None
    assert watched.see(person(right=AT_THE_CHIN), seconds=OPEN_S - STEP_S) is None


def test_a_hand_that_is_lost_keeps_its_place_for_a_moment(watched):
    before = watched.see(person(right=AT_THE_CHIN), seconds=1.0)
    assert watched.see(None, seconds=LOST_S - STEP_S) == before
    assert watched.see(None, seconds=4 * STEP_S) is None


def test_it_belongs_to_the_first_who_raises_a_hand_until_that_is_lowered(watched):
    quiet, raised = person(at=(150.0, 240.0)), person(at=(150.0, 240.0), left=AT_THE_CHIN)
    other = person(at=(480.0, 240.0), right=AT_THE_CHIN)
    watched.see(quiet, other, seconds=0.2)
    pointer = watched.see(raised, other, seconds=1.0)
    assert pointer.x == pytest.approx(of_hand(AT_THE_CHIN, is_left=False)[0], abs=0.01)
    pointer = watched.see(raised, person(at=(480.0, 240.0)), seconds=CLOSE_S + OPEN_S + 0.3)
    assert pointer.x == pytest.approx(of_hand(AT_THE_CHIN, is_left=True)[0], abs=0.01)


def test_a_resting_hand_stays_on_a_button_though_the_network_trembles(watched):
    random = np.random.default_rng(3)
    places = []
    for _ in range(60):
        x, y = np.array([0.3, -0.4]) + random.normal(0, 0.012, 2)
        pointer = watched.see(person(right=at(x, y)))
        places += [(pointer.x, pointer.y)] if pointer and watched.time_s > 1.5 else []
    assert np.ptp(places, axis=0).max() < 0.05


def test_a_hand_that_moves_is_not_late(watched):
    watched.see(person(right=at(0.0, -0.4)), seconds=1.0)
    for step in range(12):
        pointer = watched.see(person(right=at(0.05 * step, -0.4)))
    assert pointer.x > (0.55 + INWARD) / (OUTWARD + INWARD) - 0.12


def test_nobody_points_while_it_is_not_allowed(watched):
    assert watched.see(person(right=AT_THE_CHIN), seconds=1.0, allowed=False) is None
