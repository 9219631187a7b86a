"""Renders people in a room: combines poses, clothes, room, light and camera into images.

Decides what the drawing kernel gets: capsules in camera axes, the palette, the lamp.
"""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from models.mannequin.background import Background, background
from models.mannequin.body import Body, Bone
from models.mannequin.flesh import Flesh, Material, Solid, flesh_of
from models.mannequin.kinematics import Skeleton
from models.mannequin.raymarch import draw, to_bytes
from models.mannequin.scene import GAMMA, Clothes, Interior, Light, VirtualCamera, linear
from models.mannequin.shading import OWNERS
from models.mannequin.shadow import shade_floor

Array = NDArray[np.float64]

_TABLE: Final = np.round(np.linspace(0, 1, 4096) ** (1 / GAMMA) * 255).astype(np.uint8)
_GLOSS: Final = {Material.HAIR: 0.10, Material.SHOES: 0.12, Material.SKIN: 0.05, Material.FACE: 0.05}
# the strength of the ambient light and of the direct light, relative to the lamp
AMBIENT: Final = 0.42
LAMP: Final = 0.78


@dataclass(frozen=True, slots=True)
class Person:
    """One person to draw: T postures in the room, and clothes.

    bench: what the person lies on, drawn in the frames in which with_bench (T,) is true.
    """

    pose: Skeleton
    clothes: Clothes
    bench: Solid | None = None
    with_bench: NDArray[np.bool_] | None = None


class Renderer:
    """Renders images of people in one room with one camera. Safe to use from several threads."""

    def __init__(self, camera: VirtualCamera, room: Interior, light: Light, width: int, height: int) -> None:
        """Compute the empty room; width and height in px."""
        self.camera, self.width, self.height = camera, width, height
        self.background: Background = background(camera, room, light, width, height)
        toward = light.direction
        axes = camera.axes
        # the axes turn with the camera, so the lamp keeps its place relative to it when the yaw changes
        self._lamp = np.stack(
            [axes @ toward, LAMP * light.colour, AMBIENT * light.colour, axes @ np.array([0.0, 1.0, 0.0])]
        )
        self._slant = (toward[0] / toward[1], toward[2] / toward[1])
        self._flesh: dict[Body, Flesh] = {}

    def picture(self, people: tuple[Person, ...], frame: int) -> NDArray[np.uint8]:
        """The RGB image (H, W, 3) of frame `frame` of every person's pose."""
        image = self.background.light.copy()
        drawn = [self._one(person, frame, number) for number, person in enumerate(people)]
        for one_starts, one_ends, one_radii, *_ in drawn:
            flat_start, flat_end = self._level(one_starts), self._level(one_ends)
            middle = flat_start.mean(axis=0)
            shade_floor(
                image,
                self.background.floor,
                flat_start,
                flat_end,
                one_radii,
                *self._slant,
                middle[0],
                middle[2],
            )
        starts, ends, radii, blend, owner, material, palette, heads = zip(*drawn, strict=True)
        seen = np.concatenate(
            [self.camera.seen(np.concatenate(starts)), self.camera.seen(np.concatenate(ends))], axis=1
        )
        focal = self.camera.focal_px(self.width, self.height)
        shape = (seen, np.concatenate(radii), np.concatenate(blend), np.concatenate(owner))
        paint = (np.concatenate(material), np.stack(palette), np.stack(heads), self._lamp)
        draw(image, shape, paint, focal)
        return to_bytes(image, _TABLE)

    def _level(self, points: Array) -> Array:
        """Points in room axes as points in axes that turn with the camera, y up."""
        return self.camera.seen(points) @ self.camera.axes + self.camera.place

    def _one(self, person: Person, frame: int, number: int) -> tuple[NDArray[Any], ...]:
        body = person.pose.body
        flesh = self._flesh.get(body)
        if flesh is None:
            flesh = self._flesh.setdefault(body, flesh_of(body))
        single = Skeleton(body, person.pose.turns[frame : frame + 1], person.pose.places[frame : frame + 1])
        starts, ends = flesh.placed(single)
        count = len(flesh.parts)
        head = np.zeros((5, 3))
        place = single.places[0, Bone.HEAD]
        axes = single.turns[0, Bone.HEAD].T
        head[3] = self.camera.seen(place)
        head[:3] = self.camera.seen(place + axes) - head[3]
        head[4] = body.height_m * body.head
        capsules: tuple[NDArray[Any], ...] = (
            starts[0],
            ends[0],
            flesh.radii,
            flesh.blend,
            np.full(count, number),
            flesh.material,
        )
        if person.bench is not None and person.with_bench is not None and person.with_bench[frame]:
            capsules = _with_bench(capsules, person.bench, number)
        return (*capsules, _palette(person.clothes), head)


def _with_bench(capsules: tuple[NDArray[Any], ...], bench: Solid, number: int) -> tuple[NDArray[Any], ...]:
    """The capsules of a person and a bench; the bench has an owner of its own, so they do not blend."""
    sharp = np.zeros(len(bench.start))
    owner = np.full(len(bench.start), OWNERS + number)
    added = (bench.start, bench.end, bench.radii, sharp, owner, bench.material)
    return tuple(np.concatenate(pair) for pair in zip(capsules, added, strict=True))


def _palette(clothes: Clothes) -> Array:
    colours = {
        Material.SKIN: clothes.skin, Material.FACE: clothes.skin, Material.SHIRT: clothes.shirt,
        Material.SHORTS: clothes.shorts, Material.SHOES: clothes.shoes, Material.SOLE: "#f4f4f2",
        Material.HAIR: clothes.hair, Material.SOCKS: clothes.socks, Material.BENCH: "#26282c",
        Material.STEEL: "#9aa0a6",
    }  # fmt: skip
    rows = np.zeros((len(Material), 4))
    for material, colour in colours.items():
        rows[material, :3] = linear(colour)
        rows[material, 3] = _GLOSS.get(material, 0.0)
    return rows
