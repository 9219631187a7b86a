"""What is kept are the last samples, in their order."""

import numpy as np

from scoring.body.track import LOST, Pose
from scoring.recognition.newest import Newest
from tests.scoring.recognition.bodies import random_window


def test_the_last_samples_are_kept_in_their_order():
    whole = random_window(3, 25)
    newest = Newest(7)
    for number in range(25):
        newest.push(Pose(*(part[number] for part in whole)))
        begin = max(0, number + 1 - 7)
        assert newest.count == number + 1
        for kept, part in zip(newest.parts, whole, strict=True):
            np.testing.assert_array_equal(kept, part[begin : number + 1])
        assert newest.seen == np.isfinite(whole[2][begin : number + 1, 0, 0]).sum()


def test_nobody_is_seen_at_first():
    newest = Newest(3)
    assert newest.seen == 0
    assert [len(part) for part in newest.parts] == [0, 0, 0]
    newest.push(LOST)
    assert newest.seen == 0
    assert [len(part) for part in newest.parts] == [1, 1, 1]
