"""A frame is what its nearest cluster is."""

import numpy as np
import pytest

from scoring.recognition.clusters import Clusters

CLUSTERS = Clusters(
    names=("squat", "deadlift", "bench_press"),
    centres=np.array([[90, 90], [170, 100]], np.float32),
    spread=np.array([10, 1], np.float32),
    shares=np.array([[0.7, 0.3, 0], [0.1, 0.2, 0.7]], np.float32),
)


def test_the_nearest_is_told_by_spreads():
    rows = np.array([[90, 91], [168, 99], [165, 91], [np.nan, 99], [150, np.nan]], np.float32)
    assert CLUSTERS.nearest(rows).tolist() == [0, 1, 0, 1, 1]
    assert CLUSTERS.probabilities(rows[:2]) == pytest.approx(CLUSTERS.shares)
    assert CLUSTERS.probabilities(rows[:0]).shape == (0, 3)


@pytest.mark.parametrize(("name", "size"), [("spread", (3,)), ("shares", (2, 2)), ("centres", (0, 2))])
def test_what_does_not_fit_is_refused(name, size):
    parts = {part: getattr(CLUSTERS, part) for part in ("names", "centres", "spread", "shares")}
    with pytest.raises(ValueError, match="do not fit"):
        Clusters(**{**parts, name: np.zeros(size, np.float32)})
