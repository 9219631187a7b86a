import numpy as np
import pytest

from tests.tools.judge import mannequins, tolerances
from tests.tools.judge.clips import EXERCISES
from tests.tools.judge.pairs import CALIBRATE, WRONG_ANGLES, auc, rank_correlation


def test_what_tunes_does_not_judge():
    tuned = {clip for movement in EXERCISES for clip in (CALIBRATE.lesson(movement),)} | set(
        tolerances.clips_needed()
    )
    judged = set(mannequins.clips_needed())
    for part in ("body", "seed", "bpm", "room"):
        assert not {getattr(clip, part) for clip in tuned} & {getattr(clip, part) for clip in judged}, part


def test_every_movement_is_done_wrong_in_two_ways():
    assert set(WRONG_ANGLES) == set(EXERCISES)
    assert all(len(set(angles)) == 2 for angles in WRONG_ANGLES.values())


def test_auc_counts_pairs_in_order():
    assert auc([3, 4], [1, 2]) == 1
    assert auc([1, 2], [3, 4]) == 0
    assert auc([1, 2], [1, 2]) == pytest.approx(0.5)
    assert auc([5, np.nan], [1, np.nan]) == 1


def test_rank_correlation_looks_at_order_alone():
    assert rank_correlation([1, 2, 3], [10, 100, 1000]) == pytest.approx(1)
    assert rank_correlation([1, 2, 3], [9, 4, 1]) == pytest.approx(-1)
    # by hand: ranks 0, 1, 2, 3 and 0.5, 0.5, 2, 3
    assert rank_correlation([1, 2, 3, 4], [7, 7, 8, 9]) == pytest.approx(4.5 / np.sqrt(5 * 4.5))
    assert np.isnan(rank_correlation([1, 2], [3, 3]))
