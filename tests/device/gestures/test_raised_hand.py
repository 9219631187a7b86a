import pytest

from device.gestures.body_frame import body_frame_of
from device.gestures.raised_hand import GAP_MAX_S, HOLD_S, RaisedHand, raised_side, tutor_raises
from tests.device.gestures.poses import AT_THE_CHIN, BENT_UP, HANGING, STRAIGHT_UP, hide, person

STEP_S = 1 / 20
STANDING, RAISED = body_frame_of(person()), body_frame_of(person(right=STRAIGHT_UP))


def watch(hand, stance, seconds, begin_s=0.0, **options):
    """The times at which it fired while `stance` was held."""
    times = [begin_s + step * STEP_S for step in range(round(seconds / STEP_S))]
    return [time_s for time_s in times if hand.see(time_s, stance, **options)[1]]


@pytest.fixture
def hand():
    made = RaisedHand()
    watch(made, STANDING, 0.5, -1.0)
    return made


@pytest.mark.parametrize(("arms", "side"), [({"left": STRAIGHT_UP}, True), ({"right": STRAIGHT_UP}, False)])
def test_either_hand_is_raised(arms, side):
    assert raised_side(body_frame_of(person(**arms))) is side


@pytest.mark.parametrize(
    "pose",
    [
        person(),
        person(left=STRAIGHT_UP, right=STRAIGHT_UP),  # an overhead press
        person(right=BENT_UP),
        person(right=AT_THE_CHIN),
        person(right=((0.5, 0.0), (1.0, 0.0))),  # a side raise
        person(right=((0.4, -0.35), (0.75, -0.7))),  # half of a jumping jack
        person(right=STRAIGHT_UP, left=((0.42, 0.42), (0.05, 0.85))),  # the other hand on the hip
        person(right=STRAIGHT_UP, left=((0.5, 0.05), (1.0, 0.1))),  # a dance
        person(right=STRAIGHT_UP, hand=(1.0, 0.0)),  # the hand hangs to the side
        person(right=((0.02, -0.25), (0.02, -0.5))),  # it points at the camera
        person(right=STRAIGHT_UP, turned=0.4),
        person(right=STRAIGHT_UP, turned=-1.0),
        hide(person(right=STRAIGHT_UP), "RIGHT_WRIST"),
    ],
)
def test_what_is_less_than_clear_is_none(pose):
    assert raised_side(body_frame_of(pose)) is None


def test_it_is_held_for_a_second_and_fires_once(hand):
    assert watch(hand, RAISED, 3.0) == [pytest.approx(HOLD_S, abs=STEP_S)]


def test_the_share_of_the_hold_rises(hand):
    shares = [hand.see(step * STEP_S, RAISED)[0] for step in range(10)]
    assert shares == sorted(shares)
    assert shares[-1] == pytest.approx(9 * STEP_S / HOLD_S)


def test_it_must_be_lowered_before_it_fires_again(hand):
    watch(hand, RAISED, 2.0)
    watch(hand, STANDING, 0.5, 2.0)
    assert len(watch(hand, RAISED, 2.0, 2.5)) == 1


def test_too_short_is_nothing(hand):
    assert watch(hand, RAISED, HOLD_S - 0.1) == []
    assert watch(hand, STANDING, 0.5, 1.0) == []


def test_a_blink_does_not_end_it_and_a_pause_does(hand):
    watch(hand, RAISED, 0.6)
    assert watch(hand, None, GAP_MAX_S - 0.06, 0.6) == []
    assert len(watch(hand, RAISED, 0.5, 0.6 + GAP_MAX_S)) == 1
    again = RaisedHand()
    watch(again, STANDING, 0.5, -1.0)
    watch(again, RAISED, 0.6)
    watch(again, None, 0.5, 0.6)
    assert watch(again, RAISED, 0.6, 1.1) == []


def test_who_moves_about_asks_for_nothing(hand):
    for step in range(60):
        walking = body_frame_of(person(right=STRAIGHT_UP, at=(200.0 + 3 * step, 240.0)))
        assert not hand.see(step * STEP_S, walking)[1]


def test_a_small_tremble_is_no_movement(hand):
    fired = [
        hand.see(step * STEP_S, body_frame_of(person(right=STRAIGHT_UP, at=(320.0 + 8 * (step % 2), 240.0))))[
            1
        ]
        for step in range(40)
    ]
    assert sum(fired) == 1


def test_who_begins_with_a_raised_hand_must_lower_it_first():
    hand = RaisedHand()
    assert watch(hand, RAISED, 3.0) == []
    watch(hand, STANDING, 0.5, 3.0)
    assert len(watch(hand, RAISED, 2.0, 4.0)) == 1


def test_a_tutor_who_raises_a_hand_is_followed_and_the_hand_lowered_first(hand):
    assert watch(hand, RAISED, 2.0, allowed=False) == []
    assert watch(hand, RAISED, 2.0, 2.0) == []
    watch(hand, STANDING, 0.5, 4.0)
    assert len(watch(hand, RAISED, 2.0, 4.5)) == 1


@pytest.mark.parametrize("arm", [STRAIGHT_UP, BENT_UP, ((0.3, -0.4), (0.55, -0.8))])
def test_a_tutors_hand_counts_as_raised_in_any_way(arm):
    assert tutor_raises(body_frame_of(person(left=arm)))
    assert tutor_raises(body_frame_of(person(left=arm, right=arm, turned=0.5)))


def test_a_tutor_who_stands_raises_none():
    assert not tutor_raises(body_frame_of(person()))
    assert not tutor_raises(body_frame_of(person(left=((0.5, 0.0), (1.0, 0.0)), right=HANGING)))
    assert not tutor_raises(None)
