"""Our landmarks against MediaPipe's own solution on real people; the whole comparison is `make bench`."""

import pytest

from models.errors import ModelError
from tests.tools.bench.pose_parity import PEER_PYTHON, measure

PCK_MIN = 0.98


@pytest.mark.skipif(not PEER_PYTHON.exists(), reason="MediaPipe is not here: make peers")
@pytest.mark.timeout(600)
def test_the_landmarks_are_mediapipes(networks):
    try:
        figures = measure(clips=("single_cam01", "single_cam03"))
    except ModelError as error:
        pytest.skip(f"the sample clips cannot be had: {error}")
    for name, row in figures["clips"].items():
        assert row["pck"] >= PCK_MIN, name
        assert row["seen"] >= row["peer_seen"] - 1, name
