"""A lesson's demands, cut to a part of it."""

import numpy as np

from scoring.demands import Demands
from scoring.limb import Limb


def test_the_cut_moves_the_pauses_to_the_cuts_clock_and_leaves_out_those_outside():
    demands = Demands(
        pauses=((0.0, 2.0), (5.0, 9.0), (20.0, 30.0)), ignored=frozenset({Limb.ARMS}), on_beat=True
    )
    assert demands.cut(6.0, 20.0) == Demands(
        pauses=((0.0, 3.0),), ignored=frozenset({Limb.ARMS}), on_beat=True
    )


def test_the_cut_to_the_end_keeps_the_last_pause_whole():
    assert Demands(pauses=((20.0, 30.0),)).cut(10.0, None).pauses == ((10.0, 20.0),)


def test_a_pause_has_its_start_but_not_its_end():
    demands = Demands(pauses=((1.0, 2.0), (5.0, 6.0)))
    asked = [demands.paused(time_s) for time_s in (0.9, 1.0, 1.9, 2.0, 5.5, 6.0)]
    assert asked == [False, True, True, False, True, False]
    assert not Demands().paused(1.0)
    times = np.array([0.9, 1.0, 1.9, 2.0, 5.5, 6.0])
    assert demands.paused_at(times).tolist() == asked
    assert not Demands().paused_at(times).any()
