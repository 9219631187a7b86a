import numpy as np
import pytest

from device.pose.scene_change import GRID, SceneChange

ROOM = np.tile(np.arange(160, dtype=np.uint8)[None, :, None], (90, 1, 3))


def changed(first, then, *, followed=True):
    scene = SceneChange()
    assert not scene.see(first, followed=followed)
    return scene.see(then, followed=followed)


def person(image, left, right):
    image = image.copy()
    image[:, left:right] = 250
    return image


@pytest.mark.parametrize(
    ("then", "expected"),
    [
        (ROOM, False),
        (person(ROOM, 40, 100), False),  # somebody steps before the camera
        (ROOM[:, ::-1], True),
        (np.zeros_like(ROOM) + 255, True),
        (np.clip(ROOM.astype(int) + 15, 0, 255).astype(np.uint8), False),  # a cloud passes
    ],
)
def test_a_cut_is_told_from_people_and_light(then, expected):
    assert changed(ROOM, then) == expected


def test_a_fade_counts_while_somebody_is_missing():
    scene = SceneChange()
    scene.see(ROOM, followed=True)
    fade = [(ROOM * (1 - k / 10) + 255 * k / 10).astype(np.uint8) for k in range(1, 11)]
    assert any(scene.see(image, followed=False) for image in fade)


def test_the_same_fade_is_followed_while_everybody_is_seen():
    scene = SceneChange()
    scene.see(ROOM, followed=True)
    fade = [(ROOM * (1 - k / 20) + 255 * k / 20).astype(np.uint8) for k in range(1, 21)]
    assert not any(scene.see(image, followed=True) for image in fade)


@pytest.mark.parametrize("size", [(1, 1), (2, 3), (90, 160), (720, 1280)])
def test_every_size_of_picture_has_a_grid(size):
    scene = SceneChange()
    scene.see(np.zeros((*size, 3), np.uint8), followed=True)
    assert scene.state()["grid"].shape == GRID
    again = SceneChange()
    again.restore(scene.state())
    assert again.see(np.full((*size, 3), 255, np.uint8), followed=True)
