"""Our landmarks against MediaPipe's own solution on real people; the whole comparison is `make bench`."""

import pytest

from models.errors import ModelError
from tests.needs import Need
from tests.tools.bench.pose_parity import PEER_PYTHON, measure

PCK_MIN = 0.98


@Need.MEDIAPIPE.unless(PEER_PYTHON.exists())
@pytest.mark.timeout(600)
def test_the_landmarks_are_mediapipes(networks):
    try:
        figures = measure(clips=("single_cam01", "single_cam03"))
    except ModelError as error:
        Need.SAMPLES.skip(error)
    for name, row in figures["clips"].items():
        assert row["pck"] >= PCK_MIN, name
        assert row["seen"] >= row["peer_seen"] - 1, name
