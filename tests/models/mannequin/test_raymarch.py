import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.mannequin import (
    MOVEMENTS,
    Clothes,
    Interior,
    Light,
    Performer,
    Script,
    Step,
    VirtualCamera,
    frames,
    perform,
)
from models.mannequin.field import ROW, capsule_distance, field, pack
from models.mannequin.figure import Renderer
from models.mannequin.raymarch import _list
from models.mannequin.scene import ROOM_STYLES
from scoring.body.joints import JOINT_LANDMARKS

place = st.tuples(*[st.floats(-2, 2)] * 3)
radius = st.floats(0.01, 0.5)


def packed(capsules):
    rows = np.empty((len(capsules), ROW))
    for number, (a, b, ra, rb, blend, owner) in enumerate(capsules):
        pack(rows[number], np.array([*a, *b], np.float64), np.array([ra, rb]), blend, owner, number)
    return rows


def slow_capsule(point, a, b, ra, rb):
    """The nearest of many points on the axis decides; a capsule's radius at that point is subtracted."""
    a, b, point = np.array(a), np.array(b), np.array(point)
    if np.linalg.norm(b - a) < 1e-6:
        return np.linalg.norm(point - a) - ra
    share = np.clip(np.dot(point - a, b - a) / np.dot(b - a, b - a), 0, 1)
    return np.linalg.norm(point - (a + share * (b - a))) - (ra + share * (rb - ra))


def slow_field(point, capsules):
    """Capsules melt together within one owner, in order; between owners the nearest counts."""
    groups = {}
    for a, b, ra, rb, blend, owner in capsules:
        distance = slow_capsule(point, a, b, ra, rb)
        if owner in groups:
            gap = max(0.0, blend - abs(groups[owner] - distance))
            groups[owner] = min(groups[owner], distance) - (gap * gap / (4 * blend) if blend > 0 else 0.0)
        else:
            groups[owner] = distance
    return min(groups.values())


@given(place, place, place, radius, radius)
def test_distance_to_a_capsule_is_that_of_the_slow_twin(point, a, b, ra, rb):
    fast = capsule_distance(*point, packed([(a, b, ra, rb, 0.0, 0)]), 0)
    if 0 < np.linalg.norm(np.subtract(a, b)) < 1e-5:
        return
    assert fast == pytest.approx(slow_capsule(point, a, b, ra, rb), abs=1e-7)


def test_distance_of_nothing_is_nothing():
    rows = packed([((0, 0, 0), (1, 0, 0), 0.1, 0.1, 0.0, 0)])
    assert np.isnan(capsule_distance(np.nan, 0.0, 0.0, rows, 0))


@given(place, st.lists(st.tuples(place, place, radius, radius, st.floats(0.0, 0.2)), min_size=1, max_size=6))
def test_melted_distance_is_that_of_the_slow_twin(point, shapes):
    # owners come in one run each, as the kernel wants them
    capsules = [(*shape, 0 if number < 3 else 1) for number, shape in enumerate(shapes)]
    fast, nearest = field(*point, packed(capsules), len(capsules))
    slow = slow_field(point, capsules)
    assert fast == pytest.approx(slow, abs=1e-6)
    alone = [slow_capsule(point, a, b, ra, rb) for a, b, ra, rb, _, _ in capsules]
    assert alone[nearest] == pytest.approx(min(alone), abs=1e-7)


@given(place, place, st.floats(0.02, 0.3), st.floats(0, 600), st.floats(0, 400))
def test_a_tile_lists_every_capsule_that_it_can_see(a, b, thick, x, y):
    ends = np.array([[a[0], a[1], a[2] + 4, b[0], b[1], b[2] + 4]])
    radii, blend = np.array([[thick, thick]]), np.array([0.01])
    focal, x0, y0 = 500.0, x // 16 * 16, y // 16 * 16
    rows = np.empty((1, ROW))
    count, near, far = _list(rows, ends, radii, blend, np.zeros(1, np.int64), focal, 320.0, 240.0, x0, y0, 16)
    share = np.linspace(0, 1, 40)[:, None]
    axis = ends[:, :3] * (1 - share) + ends[:, 3:] * share
    ray = np.array([(x0 + 8 - 320) / focal, (y0 + 8 - 240) / focal, 1.0])
    along = np.linspace(0.5, 8, 400)[:, None] * ray
    gap = np.linalg.norm(along[:, None] - axis[None], axis=2).min(axis=1) - thick
    if (gap < 0).any():
        assert count == 1
        depths = along[gap < 0, 2]
        assert near <= depths.min() + 1e-9
        assert far >= depths.max() - 1e-9


def drawn(script, moment):
    """The picture at a moment, the empty room, and the truth."""
    performance = perform(script, np.array([moment]))
    stage = Renderer(script.camera, script.room, script.light, script.width, script.height)
    light = stage.background.light
    room = np.round(np.clip(light, 0, 1) ** (1 / 2.2) * 255).astype(int)
    return stage.picture(performance.people, 0), room, performance.truth[0]


@pytest.mark.parametrize("yaw", [0, 45, 90, 150])
@pytest.mark.parametrize("name", ["squat", "push_up", "jumping_jack", "sit_up", "front_kick", "dance"])
def test_the_figure_covers_its_joints(name, yaw):
    floor = MOVEMENTS[name].place != "feet"
    script = Script(
        (Step(name),),
        width=320,
        height=240,
        camera=VirtualCamera(yaw_deg=yaw, distance_m=4.2, aim_m=0.5 if floor else 0.95),
        people=(
            Performer(clothes=Clothes("#ff0000", "#ff0000", "#ff0000", "#ff0000", "#ff0000", "#ff0000")),
        ),
    )
    image, _, truth = drawn(script, script.duration_s - 0.5 * script.repetition_s(script.timeline[0]))
    red = (image[..., 0] > 60) & (image[..., 1] < 0.5 * image[..., 0]) & (image[..., 2] < 0.5 * image[..., 0])
    soles = {27, 28}
    for landmark in set(JOINT_LANDMARKS) - soles:
        x, y = truth.track.landmarks[0, landmark, :2].astype(int)
        assert red[max(0, y - 1) : y + 2, max(0, x - 1) : x + 2].any(), (landmark, x, y)
    rows, columns = np.nonzero(red)
    points = truth.track.landmarks[0, :, :2]
    margin = 0.2 * np.ptp(points[:, 1]) + 12
    assert rows.min() > points[:, 1].min() - margin
    assert rows.max() < points[:, 1].max() + margin
    assert columns.min() > points[:, 0].min() - margin
    assert columns.max() < points[:, 0].max() + margin


def test_far_from_the_figure_the_room_is_untouched():
    script = Script((Step("rest", seconds=1.0),), width=320, height=240)
    image, room, truth = drawn(script, 0.5)
    left = int(truth.track.landmarks[0, :, 0].min()) - 40
    assert np.abs(image[:100, :left].astype(int) - room[:100, :left]).max() <= 1
    assert np.abs(image.astype(int) - room).max() > 60


def test_a_dim_room_is_darker_and_every_room_is_another():
    means = {}
    for style in ROOM_STYLES:
        script = Script((Step("rest", seconds=1.0),), width=96, height=64, room=Interior(style))
        means[style] = drawn(script, 0.5)[0].mean(axis=(0, 1))
    assert len({tuple(mean.round(1)) for mean in means.values()}) == len(ROOM_STYLES)
    dim = Script((Step("rest", seconds=1.0),), width=96, height=64, light=Light(brightness=0.3))
    assert drawn(dim, 0.5)[0].mean() < 0.7 * means["studio"].mean()


def test_pictures_do_not_depend_on_the_number_of_threads():
    script = Script(
        (Step("punch"),), width=96, height=64, fps=6, people=(Performer(x_m=-0.5), Performer(x_m=0.5))
    )
    one, three = list(frames(script, 1)), list(frames(script, 3))
    assert len(one) == len(perform(script).times)
    for first, second in zip(one, three, strict=True):
        assert first.shape == (64, 96, 3)
        np.testing.assert_array_equal(first, second)
