import math

import numpy as np
import pytest

from device.pose.appearance import PARTS
from device.pose.geometry import Roi
from device.pose.owner import GUARD_MAX_S, GUARD_MIN_S, Owner, Sighting
from device.pose.strangers import REMEMBERED_S, STRANGERS_MAX, Strangers

GREY = np.full((PARTS, 3), (50, 0, 0), np.float32)
RED = np.full((PARTS, 3), (50, 60, 40), np.float32)
UNKNOWN = np.full((PARTS, 3), np.nan, np.float32)


def at(time_s, x=100.0, side=200.0, colours=GREY):
    return Sighting(roi=Roi(x, 100.0, side, 0.0), colours=colours, time_s=time_s)


def known(seconds=5.0):
    owner = Owner()
    for step in range(round(seconds * 5) + 1):
        owner.learn(at(step / 5), active=step % 2 == 0)
    return owner


def test_nobody_is_neither_like_nor_unlike_anybody():
    assert Owner().evidence(at(1.0)) == 0
    assert not Owner().known
    assert not Owner().guarded(0.0)


@pytest.mark.parametrize(
    ("sighting", "same"),
    [
        (at(5.2), True),
        (at(5.2, colours=RED), False),
        (at(5.2, x=400), False),  # nobody walks 3 m in 0.2 s
        (at(5.2, x=150, colours=UNKNOWN), True),
        (at(10.0, x=400), True),
        (at(10.0, x=400, colours=RED), False),
        (at(10.0, x=100, colours=RED), False),
        (at(5.4, side=90.0, x=160, colours=UNKNOWN), False),  # half as large at once
        (at(25.0, side=110.0, x=300), True),  # went to the back of the room
    ],
)
def test_colours_way_and_size_tell(sighting, same):
    assert (known().evidence(sighting) > 0) == same


def test_who_looks_different_each_time_is_not_told_by_colours():
    varied = Owner()
    for step in range(100):
        varied.learn(at(step / 5, colours=GREY if step % 2 else RED), active=False)
    steady = known(20.0)
    assert varied.of_colours(RED) > 0 > steady.of_colours(RED)


def test_what_was_learnt_is_counted():
    owner = known(4.0)
    assert owner.held_s == pytest.approx(4.0)
    assert owner.active_s == pytest.approx(2.0)
    assert owner.active_at_s == 4.0


def test_the_guard_grows_with_the_time_they_were_followed():
    for seconds, kept in [(1.0, GUARD_MIN_S + 2.0), (4.0, GUARD_MIN_S + 8.0), (60.0, GUARD_MAX_S)]:
        owner = known(seconds)
        assert owner.guarded(seconds + kept - 0.01)
        assert not owner.guarded(seconds + kept + 0.01)


def test_in_another_scene_only_the_colours_count():
    owner = known()
    owner.anywhere()
    assert owner.last_roi is None
    assert owner.evidence(at(5.1, x=900.0)) == owner.of_colours(GREY) > 0
    assert not owner.guarded(5.1)


def test_an_owner_is_restored_to_the_bit():
    owner = known()
    again = Owner.restored(owner.state())
    assert {name: one.tobytes() for name, one in again.state().items()} == {
        name: one.tobytes() for name, one in owner.state().items()
    }
    with pytest.raises(ValueError, match="seen_s"):
        Owner.restored({})


def test_a_stranger_is_known_by_place_and_size_for_a_minute():
    strangers = Strangers()
    strangers.note(at(0.0).roi, 3.0)
    assert strangers.know(at(0.0, x=120.0).roi, 4.0)
    assert not strangers.know(at(0.0, x=300.0).roi, 4.0)
    assert not strangers.know(at(0.0, side=100.0).roi, 4.0)
    assert not strangers.know(at(0.0).roi, 3.0 + REMEMBERED_S + 1)
    strangers.forget(at(0.0).roi, 4.0)
    assert not strangers.know(at(0.0).roi, 4.0)


def test_the_oldest_stranger_is_forgotten_first():
    strangers = Strangers()
    for number in range(STRANGERS_MAX + 1):
        strangers.note(at(0.0, x=1000.0 * number).roi, float(number))
    seen = [strangers.know(at(0.0, x=1000.0 * number).roi, 5.0) for number in range(STRANGERS_MAX + 1)]
    assert seen == [False] + [True] * STRANGERS_MAX
    again = Strangers()
    again.restore(strangers.state())
    assert again.know(at(0.0, x=1000.0).roi, 5.0)
    assert not math.isnan(again.state()["rows"][0, 0])
