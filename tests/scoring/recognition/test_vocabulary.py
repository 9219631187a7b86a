import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.recognition.motion_image import joints_of
from scoring.recognition.postures import directions, mirrored
from scoring.recognition.vocabulary import MOVED, WEIGHTS, Vocabulary, distances
from tests.scoring.recognition import bodies
from tests.scoring.recognition.test_postures import arms_up


def naive_distance(one, other):
    """The slow twin: bone by bone, the least of four readings."""
    least = np.inf
    for reading in (other, other[::-1], mirrored(other), mirrored(other)[::-1]):
        total = 0.0
        for bone, weight in enumerate(WEIGHTS):
            for end in (0, 1):
                total += weight * float(((one[end, bone] - reading[end, bone]) ** 2).sum())
            way, other_way = one[1, bone] - one[0, bone], reading[1, bone] - reading[0, bone]
            total += MOVED * weight * float(((way - other_way) ** 2).sum())
        least = min(least, total)
    return least


def movements(seed, count):
    lines = np.random.default_rng(seed).normal(size=(count, 2, 15, 3)).astype(np.float32)
    return lines / np.linalg.norm(lines, axis=-1, keepdims=True)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 1000))
def test_distances_equal_their_slow_twin(seed):
    mine, known = movements(seed, 2), movements(seed + 1, 3)
    wanted = [[naive_distance(one, other) for other in known] for one in mine]
    np.testing.assert_allclose(distances(mine, known), wanted, rtol=1e-4, atol=1e-3)


def test_another_shape_is_refused():
    with pytest.raises(ValueError, match="movements must be"):
        distances(np.zeros((1, 2, 14, 3), np.float32), movements(0, 1))


def arms_and_nonsense():
    low, high = (directions(joints_of(world[None]))[0] for world in (bodies.standing(), arms_up()))
    return Vocabulary(
        names=("Arms Up", *(f"Nonsense {number}" for number in range(6))),
        postures=np.concatenate([np.stack([high, low])[None], movements(5, 6)]),
        words=("raise",) * 7,
        muscles=("shoulders",) * 7,
    )


def test_the_nearest_goes_between_the_same_postures_seen_from_another_side():
    share = (1 - np.cos(np.linspace(0, 4 * np.pi, 80)))[:, None, None] / 2
    world = bodies.standing() * (1 - share) + arms_up() * share
    near = arms_and_nonsense().nearest(bodies.turned(world, 130))
    assert near[0][0] == "Arms Up"
    assert len(near) == 5
    shares = [share for _, share in near]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] > 0.9
    assert sum(shares) <= 1 + 1e-6


def test_of_nobody_nothing_is_suggested():
    assert arms_and_nonsense().nearest(np.full((40, 33, 3), np.nan, np.float32)) == []
