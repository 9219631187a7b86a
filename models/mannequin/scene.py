"""What a script sets around the body: clothes, light, room, camera, with limits and defaults.

Colours are "#rrggbb"; lengths are in m, angles in degrees.
"""

import re
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

# the gamma that approximates sRGB
GAMMA: Final = 2.2
_COLOUR: Final = re.compile(r"#[0-9a-fA-F]{6}")


def linear(colour: str) -> NDArray[np.float64]:
    """The linear light (3,), 0 to 1, of "#rrggbb". Raises ValueError for another form."""
    if not _COLOUR.fullmatch(colour):
        raise ValueError(f"a colour is written #rrggbb, not {colour!r}")
    return (np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255.0) ** GAMMA


def _within(name: str, value: float, low: float, high: float) -> None:
    if not low <= value <= high:
        raise ValueError(f"{name} must be from {low} to {high}, not {value}")


@dataclass(frozen=True, slots=True)
class Clothes:
    """The colours of one person."""

    shirt: str = "#2f7f86"
    shorts: str = "#2b3350"
    skin: str = "#d9a07c"
    hair: str = "#4a3020"
    shoes: str = "#e9e6e1"
    socks: str = "#f2f2f2"

    def __post_init__(self) -> None:
        """Raise ValueError for a malformed colour."""
        for name in ("shirt", "shorts", "skin", "hair", "shoes", "socks"):
            linear(getattr(self, name))


@dataclass(frozen=True, slots=True)
class Light:
    """One soft lamp. azimuth_deg: 0 at the camera, 90 at its right; brightness: 1 is a bright room; warmth:
    -1 (bluish) to 1 (reddish).
    """

    azimuth_deg: float = -38.0
    elevation_deg: float = 52.0
    brightness: float = 1.0
    warmth: float = 0.15

    def __post_init__(self) -> None:
        """Raise ValueError for values outside the limits."""
        _within("elevation_deg", self.elevation_deg, 5, 90)
        _within("brightness", self.brightness, 0.1, 1.6)
        _within("warmth", self.warmth, -1, 1)

    @property
    def direction(self) -> NDArray[np.float64]:
        """Unit vector (3,) from the floor towards the lamp: x right, y up, z towards the camera."""
        azimuth, elevation = np.deg2rad(self.azimuth_deg), np.deg2rad(self.elevation_deg)
        return np.array(
            [np.sin(azimuth) * np.cos(elevation), np.sin(elevation), np.cos(azimuth) * np.cos(elevation)]
        )

    @property
    def colour(self) -> NDArray[np.float64]:
        """Linear strength (3,) of the lamp."""
        return self.brightness * np.array([1 + 0.25 * self.warmth, 1.0, 1 - 0.35 * self.warmth])


@dataclass(frozen=True, slots=True)
class Interior:
    """The room. style: one of ROOM_STYLES, see `background`."""

    style: str = "studio"

    def __post_init__(self) -> None:
        """Raise ValueError for an unknown style."""
        if self.style not in ROOM_STYLES:
            raise ValueError(f"style must be one of {', '.join(ROOM_STYLES)}, not {self.style!r}")


ROOM_STYLES: Final = ("living", "studio", "bedroom", "garage")


@dataclass(frozen=True, slots=True)
class VirtualCamera:
    """A camera that looks at the point `aim_m` above the middle of the room.

    yaw_deg: its position around the people, 0 in front of them, 90 at their left; fov_deg: the angle of view
    along the shorter side of the image.
    """

    yaw_deg: float = 0.0
    height_m: float = 1.2
    distance_m: float = 3.6
    fov_deg: float = 40.0
    aim_m: float = 0.93

    def __post_init__(self) -> None:
        """Raise ValueError for values outside the limits."""
        _within("height_m", self.height_m, 0.1, 3.0)
        _within("distance_m", self.distance_m, 1.2, 9.0)
        _within("fov_deg", self.fov_deg, 15, 100)
        _within("aim_m", self.aim_m, 0.0, 2.0)

    @property
    def place(self) -> NDArray[np.float64]:
        """Its position (3,) m in axes that turn with it: x right, y up, z from the people towards it."""
        return np.array([0.0, self.height_m, self.distance_m])

    @property
    def axes(self) -> NDArray[np.float64]:
        """Its axes (3, 3), rows right, down, away, in the axes of `place`."""
        away = np.array([0.0, self.aim_m, 0.0]) - self.place
        away /= np.linalg.norm(away)
        right = np.array([1.0, 0.0, 0.0])
        return np.stack([right, np.cross(away, right), away])

    def focal_px(self, width: int, height: int) -> float:
        """The focal length in px for an image of width x height px."""
        return float(min(width, height) / 2 / np.tan(np.deg2rad(self.fov_deg) / 2))

    def seen(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Points (..., 3) m in room axes as points in camera axes: x right, y down, z away."""
        angle = np.deg2rad(-self.yaw_deg)
        about = np.array([[np.cos(angle), 0, np.sin(angle)], [0, 1, 0], [-np.sin(angle), 0, np.cos(angle)]])
        return (points @ about.T - self.place) @ self.axes.T

    def project(self, seen: NDArray[np.float64], width: int, height: int) -> NDArray[np.float64]:
        """Points (..., 3) in camera axes as px (..., 2); pixel centres are at half-integers."""
        focal = self.focal_px(width, height)
        depth = np.maximum(seen[..., 2:], 1e-3)
        return seen[..., :2] / depth * focal + np.array([width / 2, height / 2])
