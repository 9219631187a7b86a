"""The empty room, computed once per camera: wall, floor, skirting board, a window or a picture, a rug.

Decides how the rooms look. `shadow` darkens it, with the floor coordinates of every pixel from here.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from models.mannequin.scene import Interior, Light, VirtualCamera, linear

Array = NDArray[np.float64]

WALL_BEHIND_M: Final = 1.9
SKIRTING_M: Final = 0.09
# rays per side of a pixel, so four per pixel, against jagged edges
SUPERSAMPLE: Final = 2


@dataclass(frozen=True, slots=True)
class Background:
    """light (H, W, 3) float32, linear; floor (H, W, 2) float32: x, z on the floor in m, NaN on the wall."""

    light: NDArray[np.float32]
    floor: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Style:
    wall: str
    floor: str
    skirting: str
    planks: bool
    rug: str | None
    window: tuple[float, float, float, float] | None  # left, bottom, right, top on the wall, m
    picture: tuple[float, float, float, float] | None


_STYLES: Final = {
    "studio": _Style("#c9d3da", "#b08d68", "#eef1f2", True, "#4d6b78", None, None),
    "living": _Style(
        "#e6dccb", "#9a7350", "#f6f2ea", True, "#a8574a", (-2.6, 0.95, -1.25, 2.15), (1.35, 1.3, 2.05, 1.85)
    ),
    "bedroom": _Style(
        "#b9c6b4", "#b9ab98", "#f2efe8", False, None, (1.3, 0.95, 2.5, 2.1), (-2.1, 1.3, -1.5, 2.0)
    ),
    "garage": _Style("#8f959b", "#6f7173", "#7d8288", False, "#2f3337", None, None),
}


def background(camera: VirtualCamera, room: Interior, light: Light, width: int, height: int) -> Background:
    """The empty room as `camera` sees it, in an image of width x height px."""
    fine = _rays(camera, width, height, SUPERSAMPLE)
    colour, _ = _paint(fine, camera, _STYLES[room.style], light)
    colour = colour.reshape(height, SUPERSAMPLE, width, SUPERSAMPLE, 3).mean(axis=(1, 3))
    _, floor = _paint(_rays(camera, width, height, 1), camera, _STYLES[room.style], light)
    return Background(colour.astype(np.float32), floor.astype(np.float32))


def _rays(camera: VirtualCamera, width: int, height: int, samples: int) -> Array:
    focal = camera.focal_px(width, height)
    x = ((np.arange(width * samples) + 0.5) / samples - width / 2) / focal
    y = ((np.arange(height * samples) + 0.5) / samples - height / 2) / focal
    seen = np.stack([*np.meshgrid(x, y), np.ones((len(y), len(x)))], axis=2)
    return seen @ camera.axes


def _paint(ray: Array, camera: VirtualCamera, style: _Style, light: Light) -> tuple[Array, Array]:
    start = camera.place
    to_wall = (-WALL_BEHIND_M - start[2]) / np.minimum(ray[..., 2], -1e-6)
    down = np.minimum(ray[..., 1], -1e-6)
    to_floor = np.where(ray[..., 1] < 0, -start[1] / down, np.inf)
    on_floor = (to_floor < to_wall) | (ray[..., 2] >= 0)
    floor = start[[0, 2]] + ray[..., [0, 2]] * np.where(on_floor, to_floor, 0)[..., None]
    floor = np.where((on_floor & np.isfinite(to_floor))[..., None], floor, np.nan)
    wall = start[:2] + ray[..., :2] * to_wall[..., None]
    flat = np.nan_to_num(floor, nan=0.0, posinf=9.0, neginf=-9.0)
    colour = np.where(on_floor[..., None], _floor(flat, style), _wall(wall, style))
    return colour * light.colour * (0.35 + 0.65 * np.minimum(1.0, light.brightness)), floor


def _floor(place: Array, style: _Style) -> Array:
    x, z = place[..., 0], place[..., 1]
    colour = np.broadcast_to(linear(style.floor), (*x.shape, 3)).copy()
    if style.planks:
        row = np.floor(x / 0.14)
        joint = np.minimum(x / 0.14 - row, 1 - (x / 0.14 - row)) * 0.14
        along = z / 1.1 + 0.37 * np.mod(row * 7, 5)
        end = np.minimum(along - np.floor(along), 1 - (along - np.floor(along))) * 1.1
        shade = 0.9 + 0.2 * np.mod(np.sin(row * 12.9898 + np.floor(along) * 78.233) * 43758.5453, 1.0)
        colour *= shade[..., None]
        gap = (joint < 0.003) | (end < 0.003)
        colour = np.where(gap[..., None], colour * 0.55, colour)
    if style.rug:
        inside = (np.abs(x) < 1.05) & (np.abs(z) < 0.62)
        rim = inside & ~((np.abs(x) < 0.99) & (np.abs(z) < 0.56))
        mat = linear(style.rug)
        colour = np.where(inside[..., None], mat, colour)
        colour = np.where(rim[..., None], mat * 1.5, colour)
    glow = 1.08 - 0.05 * (x**2 + 0.5 * (z - 0.3) ** 2)
    # the floor darkens towards the wall
    corner = 1 - 0.35 * np.exp(-(z + WALL_BEHIND_M) / 0.18)
    return colour * (np.clip(glow, 0.5, 1.2) * np.clip(corner, 0, 1))[..., None]


def _wall(place: Array, style: _Style) -> Array:
    x, y = place[..., 0], place[..., 1]
    colour = np.broadcast_to(linear(style.wall), (*x.shape, 3)).copy()
    glow = 1.05 - 0.035 * (x**2 + (y - 1.5) ** 2) - 0.22 * np.exp(-np.maximum(y - SKIRTING_M, 0) / 0.22)
    colour *= np.clip(glow, 0.4, 1.2)[..., None]
    colour = np.where((y < SKIRTING_M)[..., None], linear(style.skirting) * 0.8, colour)
    colour = np.where((np.abs(y - SKIRTING_M) < 0.006)[..., None], linear(style.skirting) * 0.5, colour)
    if style.window:
        colour = _window(colour, x, y, style.window)
    if style.picture:
        left, bottom, right, top = style.picture
        frame = (x > left) & (x < right) & (y > bottom) & (y < top)
        inner = (x > left + 0.03) & (x < right - 0.03) & (y > bottom + 0.03) & (y < top - 0.03)
        share = np.clip((y - bottom) / (top - bottom), 0, 1)[..., None]
        hills = (y < bottom + (top - bottom) * (0.42 + 0.12 * np.sin(x * 9)))[..., None]
        scene = np.where(
            hills, linear("#6d8f6a"), linear("#f0c48a") * (1 - share) + linear("#8fb8d0") * share
        )
        colour = np.where(frame[..., None], linear("#5a4632"), colour)
        colour = np.where(inner[..., None], scene, colour)
    return colour


def _window(colour: Array, x: Array, y: Array, where: tuple[float, float, float, float]) -> Array:
    left, bottom, right, top = where
    frame = (x > left - 0.06) & (x < right + 0.06) & (y > bottom - 0.06) & (y < top + 0.06)
    pane = (x > left) & (x < right) & (y > bottom) & (y < top)
    pane &= (np.abs(x - (left + right) / 2) > 0.02) & (np.abs(y - (bottom + top) / 2) > 0.02)
    share = np.clip((y - bottom) / (top - bottom), 0, 1)[..., None]
    sky = linear("#dcebf3") * (1 - share) + linear("#9cc4e4") * share
    colour = np.where(frame[..., None], linear("#f4f1ea") * 0.95, colour)
    return np.where(pane[..., None], sky, colour)
