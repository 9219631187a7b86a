"""Channels by their names, against values worked out by hand, and a slow twin of the kernel."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.recognition.body_frame import framed
from scoring.recognition.channels import (
    CHANNEL_COUNT,
    PAIRED,
    SINGLE,
    SINGLES_BEGIN,
    SWAPPED,
    _channel_kernel,
    channels,
)
from tests.scoring.recognition.bodies import mirrored, random_window, standing

SEEN = np.ones((1, 33), np.float32)


def slow(body):
    """The channels of one framed body (19, 3) without the last two, from names of points."""
    names = ("shoulder", "elbow", "wrist", "hip", "knee", "ankle")
    feet = body[[11, 12, 15, 16, 17, 18], 1]
    lowest = np.nanmin(body[:, 1]) if np.isfinite(feet).any() else np.nan
    found = {}
    for side, out in ((0, 1), (1, -1)):
        at = {name: body[1 + 2 * number + side] for number, name in enumerate(names)}
        heel, toe = body[15 + side], body[17 + side]

        def angle(first, vertex, second, at=at):
            one, other = at[first] - at[vertex], at[second] - at[vertex]
            return np.arccos(np.clip(one @ other / np.linalg.norm(one) / np.linalg.norm(other), -1, 1))

        values = {
            "elbow": angle("shoulder", "elbow", "wrist"), "shoulder": angle("elbow", "shoulder", "hip"),
            "hip": angle("shoulder", "hip", "knee"), "knee": angle("hip", "knee", "ankle"),
            "wrist_height": at["wrist"][1] - lowest, "ankle_height": at["ankle"][1] - lowest,
            "foot_pitch": (toe - heel)[1], "forearm_up": (at["wrist"] - at["elbow"])[1],
            "shank_front": (at["ankle"] - at["knee"])[2], "shank_up": (at["ankle"] - at["knee"])[1],
            "wrist_to_ankle": np.linalg.norm(at["wrist"] - at["ankle"]),
        }  # fmt: skip
        for end, start in (("wrist", "shoulder"), ("elbow", "shoulder"), ("knee", "hip"), ("ankle", "hip")):
            along = at[end] - at[start]
            values |= {f"{end}_out": out * along[0], f"{end}_up": along[1], f"{end}_front": along[2]}
        found |= {(name, side): value for name, value in values.items()}
    trunk = body[14] - body[13]
    shoulders, hips = body[1] - body[2], body[7] - body[8]
    yaw = np.arctan2(shoulders[2], shoulders[0]) - np.arctan2(hips[2], hips[0])
    single = {
        "trunk_up": trunk[1], "trunk_front": trunk[2], "trunk_side": trunk[0],
        "hip_height": body[13, 1] - lowest, "shoulder_height": body[14, 1] - lowest,
        "head_up": body[0, 1] - body[14, 1], "head_front": body[0, 2] - body[14, 2],
        "chest_up": np.cross(trunk, -(shoulders + hips))[1], "twist": np.angle(np.exp(1j * yaw)),
        "wrists_apart": np.linalg.norm(body[5] - body[6]),
        "ankles_apart": np.linalg.norm(body[11] - body[12]),
        "knees_apart": np.linalg.norm(body[9] - body[10]),
        "hips_tilt": hips[1], "shoulders_tilt": shoulders[1],
    }  # fmt: skip
    columns = [found[name, side] for name in PAIRED for side in (0, 1)]
    return np.array(columns + [single[name] for name in SINGLE[:-2]])


@given(st.integers(0, 2**32 - 1))
def test_the_kernel_does_what_the_names_say(seed):
    _, visibility, world = random_window(seed, 4)
    bodies = framed(world, visibility)
    found = _channel_kernel(bodies, CHANNEL_COUNT)[:, :-2]
    for body, row in zip(bodies, found, strict=True):
        if np.isfinite(body[13]).all():
            np.testing.assert_allclose(row, slow(body.astype(np.float64)), atol=2e-3)
        else:
            assert np.isnan(row).all()


def value(world, name, side=0):
    row = channels(framed(world[None], SEEN), world[None] * 100)[0]
    return row[2 * PAIRED.index(name) + side if name in PAIRED else SINGLES_BEGIN + SINGLE.index(name)]


def test_somebody_upright():
    world = standing()
    assert value(world, "knee") == pytest.approx(np.pi, abs=1e-3)
    assert value(world, "wrist_up", 1) == pytest.approx(-1.1)
    assert value(world, "wrist_out", 1) == pytest.approx(0.04, abs=1e-5)
    assert value(world, "hip_height") == pytest.approx(1.9)
    assert value(world, "trunk_up") == pytest.approx(1)
    assert value(world, "chest_up") == pytest.approx(0, abs=1e-5)


@pytest.mark.parametrize(("up", "chest"), [(1, 1), (-1, -1)])
def test_the_chest_of_who_lies_face_up_is_up(up, chest):
    lying = standing()
    # the camera's side of the body (-z) becomes up (-y) or down
    lying[:, 1], lying[:, 2] = up * lying[:, 2].copy(), -up * lying[:, 1].copy()
    assert np.sign(value(lying, "chest_up")) == chest


def test_mirroring_swaps_the_sides_and_the_signs_of_some():
    landmarks, visibility, world = random_window(5, 30, hidden=0)
    one = channels(framed(world, visibility), landmarks)
    other_landmarks = mirrored(landmarks - 300) + 300
    other = channels(framed(mirrored(world), visibility), other_landmarks)
    paired = other[:, :SINGLES_BEGIN].reshape(-1, len(PAIRED), 2)[..., ::-1].reshape(-1, SINGLES_BEGIN)
    np.testing.assert_allclose(paired, one[:, :SINGLES_BEGIN], atol=1e-3)
    signs = np.array([-1 if name in SWAPPED else 1 for name in SINGLE])
    np.testing.assert_allclose(other[:, SINGLES_BEGIN:] * signs, one[:, SINGLES_BEGIN:], atol=1e-3)


def test_a_jump_is_seen_in_the_picture():
    world = np.repeat(standing()[None], 10, axis=0)
    landmarks = world * 200 + 400
    # half a metre is a trunk, and up is where y is small
    landmarks[5:, :, 1] -= 0.5 * 200
    found = channels(framed(world, np.ones((10, 33), np.float32)), landmarks)[:, -2:]
    assert found[:, 0] == pytest.approx([-0.5] * 5 + [0.5] * 5, abs=1e-3)
    assert found[:, 1] == pytest.approx(0, abs=1e-3)


def test_heights_need_a_foot_in_the_picture():
    world = standing()
    visibility = SEEN.copy()
    visibility[:, 27:] = 0
    row = channels(framed(world[None], visibility), world[None] * 100)[0]
    assert np.isnan(row[SINGLES_BEGIN + SINGLE.index("hip_height")])
    assert np.isnan(row[2 * PAIRED.index("wrist_height")])
    assert np.isfinite(row[SINGLES_BEGIN + SINGLE.index("trunk_up")])
    visibility[:, 28] = 1
    row = channels(framed(world[None], visibility), world[None] * 100)[0]
    assert row[SINGLES_BEGIN + SINGLE.index("hip_height")] == pytest.approx(1.8)


def test_other_shapes_are_refused():
    with pytest.raises(ValueError, match="does not fit"):
        channels(np.zeros((3, 19, 3), np.float32), np.zeros((2, 33, 3), np.float32))
