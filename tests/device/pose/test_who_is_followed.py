"""The whole way with the networks: films of a tutor and a stranger, as `make judge` measures them."""

import pytest

from tests.tools.judge.followed.measure import of_scene
from tests.tools.judge.followed.scenes import SCENES


# what a living room and a film have most often
@pytest.mark.parametrize("name", ["away 3 s, a stranger comes", "walks out and back", "on the floor"])
def test_the_tutor_is_followed_again_and_the_stranger_never(networks, name):
    found = of_scene(SCENES[name])
    assert found["kept"] >= 0.95
    assert found["strangers"] <= 0.2
    assert all(one is not None and one <= 1.0 for one in found["back_s"][1:])
