"""The base class of the scenes that run a match: playing a lesson, and practising one exercise of it.

One tick is one step of the match.
"""

import contextlib
from abc import abstractmethod

from device.messages import MatchView, Pose, PosedFrame
from device.presses import Press, Spot
from device.remote.messages import Answer, Command, Status
from device.scenes.alerts import Alerts
from device.scenes.context import Hardware, Household, PlayableMatch, PreparedMatch
from device.scenes.destinations import Destination
from device.scenes.play.match_controller import MatchController
from device.scenes.scene import HandUse, Scene
from device.views import IdleView, Pointer, View


class MatchScene(Scene):
    """Runs one match at a time; a subclass decides what follows its end."""

    look_every_s = 0.0
    key_sounds = False
    busy = True

    def __init__(
        self, hardware: Hardware, household: Household, alerts: Alerts, controller: MatchController
    ) -> None:
        """Runs nothing before `begin`."""
        self._hardware = hardware
        self._household = household
        self._alerts = alerts
        self._controller = controller
        self._open = contextlib.ExitStack()
        self._match: PlayableMatch | None = None
        self._posed: PosedFrame | None = None
        self._newest: MatchView | None = None

    def begin(self, prepared: PreparedMatch, *, judged: bool) -> None:
        """Start a match; closes the one before."""
        self._close()
        self._posed = self._newest = None
        self._match = self._open.enter_context(prepared.open(judged=judged))

    def exit(self) -> None:
        """Close the match: its threads and its sound end."""
        self._close()

    def _close(self) -> None:
        self._match = None
        self._open.close()

    @property
    def hand_use(self) -> HandUse:
        """Pause; in the menu: point."""
        return HandUse.POINT if self._controller.menu_open else HandUse.PAUSE

    @property
    def tutor_pose(self) -> Pose | None:
        """The tutor's present pose."""
        return None if self._match is None else self._match.tutor_pose

    @property
    def rest_s(self) -> float:
        """As long as the pose network needs."""
        return 0.0 if self._match is None else self._match.rest_s

    def status(self) -> Status:
        """The match's status for phones."""
        return self._controller.status()

    def view(self, pointer: Pointer | None) -> View:
        """The match or its menu; a busy sign before the first picture."""
        if self._newest is None:
            return IdleView("", "", busy=True)
        return self._controller.view(self._newest, pointer)

    def see(self, posed: PosedFrame) -> None:
        """Keep the picture for the next step."""
        self._posed = posed

    def focus(self, spot: Spot) -> None:
        """Move the menu's focus."""
        self._controller.focus(spot)

    def press(self, press: Press) -> Destination | None:
        """See MatchController."""
        return self._controller.press(press)

    def command(self, command: Command) -> tuple[Answer, Destination | None]:
        """See MatchController."""
        return self._controller.answer(command), None

    def tick(self) -> Destination | None:
        """One step of the match; at its end, where `ended` leads."""
        assert self._match is not None
        posed, self._posed = self._posed, None
        view = self._match.step(self._controller.command(self.notice()), posed)
        if view is not None:
            self._newest = view
        return self.ended(self._match) if self._match.finished else None

    def notice(self) -> str | None:
        """The sentence to show over the match: the first trouble, if there is one."""
        troubles = self._alerts.now()
        return self._household.words.text(f"trouble_{troubles[0].value}") if troubles else None

    @abstractmethod
    def ended(self, match: PlayableMatch) -> Destination | None:
        """Called when the match is finished: where to go, None if another one was begun in its place."""
