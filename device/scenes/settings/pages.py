"""Pages opened from the settings: the camera check, and facts about this box. Any key leads back."""

from collections.abc import Callable
from typing import Final

from device.camera.kept import CameraState
from device.health.versions import versions
from device.messages import PosedFrame
from device.presses import Press
from device.scenes.alerts import Alerts
from device.scenes.context import Hardware, Household
from device.scenes.destinations import Destination, Place
from device.scenes.scene import HandUse, Scene
from device.views import CameraView, Pointer, Row, SettingsView, View
from scoring.body.joints import joints_of

# facts of versions() that support may ask for, with the keys of their texts
FACTS: Final = {"formbox": "about_version", "board": "about_board", "system": "about_system"}
STATES: Final = {
    CameraState.OPENING: "camera_opening",
    CameraState.LIVE: "camera_live",
    CameraState.LOST: "camera_lost",
    CameraState.NONE: "camera_missing",
}


class CameraCheck(Scene):
    """The camera's picture with the people found in it, and its rates."""

    look_every_s = 0.0
    people = 2

    def __init__(self, hardware: Hardware, household: Household, alerts: Alerts) -> None:
        """Shows no picture before the first `see`."""
        self._hardware = hardware
        self._household = household
        self._alerts = alerts
        self._posed: PosedFrame | None = None

    @property
    def hand_use(self) -> HandUse:
        """Nothing: people move about here to see whether they are found."""
        return HandUse.NONE

    def see(self, posed: PosedFrame) -> None:
        """Keep the newest picture for `view`."""
        self._posed = posed

    def view(self, pointer: Pointer | None) -> View:  # noqa: ARG002 - nothing can be chosen
        """The picture, its size and rates; without a picture, why."""
        word, seen, posed = self._household.words, self._hardware.poses.figures, self._posed
        size = "–" if seen.size is None else f"{seen.size[0]} x {seen.size[1]}"  # noqa: RUF001 - a dash
        figures = (
            (word.text("camera_state"), word.text(STATES[self._hardware.camera_state()])),
            (word.text("camera_size"), size),
            (word.text("camera_fps"), _number(seen.camera_fps)),
            (word.text("pose_fps"), _number(seen.pose_fps)),
            (word.text("camera_delay"), _number(seen.delay_ms, " ms")),
        )
        trouble = self._alerts.camera()
        if trouble is not None:  # do not show an old picture as if it were live
            posed = None
        bodies = () if posed is None else posed.people
        return CameraView(
            word.text("camera_check"),
            None if posed is None else posed.frame.image,
            tuple(
                None if pose is None else joints_of(pose.landmarks[:, :2], pose.visibility) for pose in bodies
            ),
            figures,
            self._household.settings.now.mirror,
            None if trouble is None else word.text(f"trouble_{trouble.value}"),
            word.text("any_key"),
        )

    def press(self, press: Press) -> Destination | None:  # noqa: ARG002 - any
        """Go back, with any key."""
        return Place.SETTINGS


class About(Scene):
    """Name, address and versions of the box."""

    fps = 4.0

    def __init__(self, household: Household, address: Callable[[], str]) -> None:
        """address: gives the URL of the page for phones."""
        self._household = household
        self._address = address

    def view(self, pointer: Pointer | None) -> View:  # noqa: ARG002 - nothing can be chosen
        """One fact per row."""
        word = self._household.words
        rows = (
            Row(word.text("about_name"), self._household.settings.now.name),
            Row(word.text("about_address"), self._address().removeprefix("http://")),
            *(Row(word.text(FACTS[name]), value) for name, value in versions().items() if name in FACTS),
            Row(word.text("about_private"), ""),
        )
        return SettingsView(word.text("about"), rows, None, word.text("any_key"))

    def press(self, press: Press) -> Destination | None:  # noqa: ARG002 - any
        """Go back, with any key."""
        return Place.SETTINGS


def _number(value: float | None, unit: str = "") -> str:
    return "–" if value is None else f"{value:.0f}{unit}"  # noqa: RUF001 - a dash, as printed tables have it
