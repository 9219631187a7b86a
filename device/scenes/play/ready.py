"""Getting ready: people see themselves and how to stand; the match starts once all stand well.

Meanwhile they can start at once, only watch, or go back. `device.match.ready.readiness` decides who stands
well.
"""

import logging
import math

from device.effects import Effect
from device.errors import FormboxError
from device.match.ready.readiness import Readiness, Ready
from device.messages import Image, PosedFrame
from device.presses import Press, Spot
from device.remote.messages import Answer, Command, Done, GoOn, Status, Stop, TvState
from device.scenes.alerts import Alerts
from device.scenes.context import Hardware, Household, PreparedMatch
from device.scenes.destinations import Destination, Place, PlayMatch
from device.scenes.focus import along
from device.scenes.match_request import MatchRequest
from device.scenes.scene import Scene
from device.trouble import Trouble
from device.views import IdleView, Pointer, ReadyView, Standing, TroubleView, View
from device.words.lookup import Words
from scoring.body.joints import joints_of

log = logging.getLogger(__name__)

BUTTONS = ("start_now", "only_watch", "back")
# without a camera people can only watch
BLIND_BUTTONS = BUTTONS[1:]


class GetReady(Scene):
    """One per match."""

    def __init__(
        self, hardware: Hardware, household: Household, alerts: Alerts, request: MatchRequest
    ) -> None:
        """Prepares nothing before `enter`."""
        self._hardware = hardware
        self._household = household
        self._alerts = alerts
        self._request = request
        self.people = len(request.member_ids)
        self.look_every_s = 0.0
        self._prepared: PreparedMatch | None = None
        self._failed = False
        self._focus = 0
        self._image: Image | None = None
        self._standing = tuple(Standing(badge) for badge in request.badges)
        self._ready: Ready | None = None
        self._readiness: Readiness | None = None
        self._said: str | None = None

    def enter(self) -> None:
        """Prepare the match, which takes seconds; TV and phones show so meanwhile."""
        self._household.settings.read()
        self._hardware.tell_preparing(self._request)
        self._hardware.screen.show(IdleView("", "", busy=True))
        try:
            self._prepared = self._household.stage.prepare(self._request)
        except FormboxError as error:
            log.warning("%s cannot be played: %s", self._request.title, error)
            self._failed = True
            return
        self._readiness = Readiness(self.people, self._prepared.side_view)

    def status(self) -> Status:
        """READY, with lesson and people."""
        return self._request.status(TvState.READY)

    def view(self, pointer: Pointer | None) -> View:
        """The camera's picture with each person's advice, or why there is none."""
        words = self._household.words
        buttons = tuple(words.text(key) for key in self._buttons)
        focus = Spot("buttons", min(self._focus, len(buttons) - 1))
        trouble = self._trouble()
        if trouble is not None:
            return TroubleView(
                trouble, buttons, focus, self._request.title if self._failed else None, pointer
            )
        ready = self._ready
        everybody = None if ready is None else ready.everybody
        note = self._note(words)
        return ReadyView(
            self._request.title,
            self._image,
            self._standing,
            buttons,
            focus,
            None if everybody is None else words.text(everybody),
            self._prepared is not None and self._prepared.side_view,
            None if ready is None else ready.countdown,
            self._household.settings.now.mirror,
            pointer,
            note,
        )

    def _note(self, words: Words) -> str | None:
        """What does not count in this lesson, else what it consists of, where its parts have names."""
        ignored = self._request.demands.ignored
        if ignored:
            return words.ignored(ignored)
        named = dict.fromkeys(one.name for one in self._request.exercises if one.name)
        return ", ".join(named) or None

    def see(self, posed: PosedFrame) -> None:
        """Judge how each person stands in this picture; play beats, speak advice."""
        if self._readiness is None or len(posed.people) != self.people:
            return
        before = self._ready
        ready = self._readiness.see(posed.frame.time_s, posed.frame.image, posed.people)
        self._ready, self._image = ready, posed.frame.image
        words = self._household.words
        self._standing = tuple(
            Standing(
                badge,
                None if pose is None else joints_of(pose.landmarks[:, :2], pose.visibility),
                fine,
                None if key is None else words.text(key),
            )
            for badge, pose, fine, key in zip(
                self._request.badges, posed.people, ready.fine, ready.advice, strict=True
            )
        )
        if _beats(ready) not in (None, before and _beats(before)):
            self._hardware.sounds.effect(Effect.BEAT)
        self._speak(ready)

    def _speak(self, ready: Ready) -> None:
        """Speak new advice, if it is for all or there is one person: people may not look at the TV."""
        key = ready.everybody or (ready.advice[0] if len(ready.advice) == 1 else None)
        if key is not None and key != self._said:
            self._hardware.sounds.say(self._household.words.text(key))
        self._said = key

    def focus(self, spot: Spot) -> None:
        """Move the focus to the button under a pointer."""
        self._focus = spot.index

    def tick(self) -> Destination | None:
        """Start when the countdown has ended."""
        if self._ready is not None and self._ready.go:
            return self._begin(judged=True)
        return None

    def press(self, press: Press) -> Destination | None:
        """Buttons in a row; PLAY starts at once."""
        if press in (Press.BACK, Press.HOME):
            return Place.LIBRARY
        if press is Press.PLAY:
            return self._begin(judged=True)
        if press is not Press.OK:
            self._focus = along(self._focus, len(self._buttons), press, (Press.LEFT, Press.RIGHT))
            return None
        chosen = self._buttons[min(self._focus, len(self._buttons) - 1)]
        return Place.LIBRARY if chosen == "back" else self._begin(judged=chosen == "start_now")

    def command(self, command: Command) -> tuple[Answer, Destination | None]:
        """GoOn starts at once, Stop goes back."""
        if isinstance(command, Stop):
            return Done(), Place.LIBRARY
        if isinstance(command, GoOn):
            return Done(), self._begin(judged=True)
        return super().command(command)

    def _begin(self, *, judged: bool) -> Destination | None:
        if self._prepared is None:
            return None
        return PlayMatch(request=self._request, prepared=self._prepared, judged=judged)

    def _trouble(self) -> Trouble | None:
        """Why people cannot get ready; None if they can."""
        return Trouble.LESSON_BROKEN if self._failed else self._alerts.camera()

    @property
    def _buttons(self) -> tuple[str, ...]:
        """The keys of the buttons' texts."""
        if self._failed:
            return BUTTONS[-1:]
        return BUTTONS if self._trouble() is None else BLIND_BUTTONS


def _beats(ready: Ready) -> int | None:
    return None if ready.countdown is None else math.ceil(ready.countdown)
