"""What people can choose between, one table each: scoring methods, layouts, speeds, cameras and so on.

Settings, the TV's menus, the phone's page and the command line all read these tables. Needs no numpy: the
page for phones uses it too. Languages are in `device.words.languages`.
"""

import re
from enum import StrEnum
from typing import Final, Literal, get_args

# Scoring methods; `device.match.judging.methods` has the scorer of each.
METHODS: Final = ("adaptive", "paper", "cosine", "autoencoder", "keypoint_dtw")
DEFAULT_METHOD: Final = "adaptive"


class Layout(StrEnum):
    """How the pictures share the match screen."""

    BESIDE = "beside"  # tutor left, person right, equally large
    TUTOR_LARGE = "tutor_large"  # the person small in a corner
    TUTOR_ONLY = "tutor_only"  # no picture of the person


LAYOUTS: Final = tuple(layout.value for layout in Layout)

# How fast a lesson can play, percent of its own speed.
SPEEDS: Final = (50, 75, 100)

# One camera sees one person, or two side by side.
PEOPLE_MAX: Final = 2
PEOPLE: Final = tuple(range(1, PEOPLE_MAX + 1))

# BlazePose's landmark networks, from the quickest to the most exact.
ModelName = Literal["lite", "full", "heavy"]
POSE_MODELS: Final[tuple[ModelName, ...]] = get_args(ModelName)

# Where the TV's picture is shown; auto: full screen without a desktop, a window on one.
ScreenMode = Literal["auto", "fullscreen", "window", "headless"]
SCREEN_MODES: Final[tuple[ScreenMode, ...]] = get_args(ScreenMode)

# Names of cameras. Any other name is the path of a film.
CAMERA_AUTO: Final = "auto"  # the Pi's own socket, else USB
CAMERA_NONE: Final = "none"
CAMERA_SIMULATED: Final = "simulated"  # the demo's mannequin
CAMERA_USB: Final = re.compile(r"(?:usb:)?(\d{1,2})", re.ASCII)  # Linux numbers its cameras up to 63
CAMERA_PI: Final = re.compile(r"pi(?::(\d))?", re.ASCII)


def is_camera_name(name: str) -> bool:
    """Whether `name` means a kind of camera, or no camera at all, rather than a film."""
    known = name in {CAMERA_AUTO, CAMERA_NONE, CAMERA_SIMULATED}
    return known or bool(CAMERA_USB.fullmatch(name) or CAMERA_PI.fullmatch(name))
