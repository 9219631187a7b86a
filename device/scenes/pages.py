"""Pages behind the settings: whether the camera sees well, and what this box is.

Decides which figures tell that. Nothing can be chosen here; any press leads back.
"""

from collections.abc import Callable
from typing import Final

from device.camera.kept import CameraState
from device.health.versions import versions
from device.messages import PosedFrame
from device.presses import Press
from device.scenes.context import Parts
from device.scenes.scene import Scene
from device.views import CameraView, Pointer, Row, SettingsView, View
from scoring.body.joints import joints_of

# what versions() knows and a household may be asked for, by the keys of their words
FACTS: Final = {"formbox": "about_version", "board": "about_board", "system": "about_system"}
STATES: Final = {
    CameraState.OPENING: "camera_opening",
    CameraState.LIVE: "camera_live",
    CameraState.LOST: "camera_lost",
    CameraState.NONE: "camera_missing",
}


class CameraCheck(Scene):
    """The camera's picture with who is found in it."""

    pointing = False
    look_every_s = 0.0
    people = 2

    def __init__(self, parts: Parts, back: Callable[[], Scene]) -> None:
        """back: the scene that any press leads to."""
        self._parts = parts
        self._back = back
        self._posed: PosedFrame | None = None

    def see(self, posed: PosedFrame) -> None:
        """Show it."""
        self._posed = posed

    def view(self, pointer: Pointer | None) -> View:  # noqa: ARG002 - nothing can be chosen
        """The picture, and how fast it comes."""
        word, seen, posed = self._parts.words, self._parts.sight.figures, self._posed
        size = "–" if seen.size is None else f"{seen.size[0]} x {seen.size[1]}"  # noqa: RUF001 - a dash
        figures = (
            (word.text("camera_state"), word.text(STATES[self._parts.camera_state()])),
            (word.text("camera_size"), size),
            (word.text("camera_fps"), _number(seen.camera_fps)),
            (word.text("pose_fps"), _number(seen.pose_fps)),
            (word.text("camera_delay"), _number(seen.delay_ms, " ms")),
        )
        trouble = self._parts.camera_trouble()
        if trouble is not None:  # the last picture would look as if it were one of now
            posed = None
        bodies = () if posed is None else posed.people
        return CameraView(
            word.text("camera_check"),
            None if posed is None else posed.frame.image,
            tuple(pose and joints_of(pose.landmarks[:, :2], pose.visibility) for pose in bodies),
            figures,
            self._parts.settings.mirror,
            None if trouble is None else word.text(f"trouble_{trouble.value}"),
            word.text("any_key"),
        )

    def press(self, press: Press) -> Scene | None:  # noqa: ARG002 - any
        """Back."""
        return self._back()


class About(Scene):
    """What this box is."""

    fps = 4.0

    def __init__(self, parts: Parts, back: Callable[[], Scene], address: Callable[[], str]) -> None:
        """address: of the page for phones."""
        self._parts = parts
        self._back = back
        self._address = address

    def view(self, pointer: Pointer | None) -> View:  # noqa: ARG002 - nothing can be chosen
        """Facts."""
        word = self._parts.words
        rows = (
            Row(word.text("about_name"), self._parts.settings.name),
            Row(word.text("about_address"), self._address().removeprefix("http://")),
            *(Row(word.text(FACTS[name]), value) for name, value in versions().items() if name in FACTS),
            Row(word.text("about_private"), ""),
        )
        return SettingsView(word.text("about"), rows, None, word.text("any_key"))

    def press(self, press: Press) -> Scene | None:  # noqa: ARG002 - any
        """Back."""
        return self._back()


def _number(value: float | None, unit: str = "") -> str:
    return "–" if value is None else f"{value:.0f}{unit}"  # noqa: RUF001 - a dash, as printed tables have it
