"""Training without a lesson: one person does any exercise, and the TV names, counts and judges it.

With several people in the picture it follows one: whom the detector was surest of when nobody was followed,
which is who stands large and whole in it. Nothing of it is saved.
"""

from typing import Final

from device.effects import Effect
from device.match.free.limbs import levels_of
from device.match.free.training import Doing, FreeTraining
from device.messages import PosedFrame
from device.presses import Press, Spot
from device.remote.messages import Answer, Command, Done, GoOn, Pause, Restart, Status, Stop
from device.scenes.alerts import Alerts
from device.scenes.context import Hardware, Household
from device.scenes.destinations import Destination, Place, ShowFreeResult
from device.scenes.done import ExerciseNames, done_view, held_view, marks_of
from device.scenes.focus import along
from device.scenes.free.live_status import likely_shown, live_status
from device.scenes.scene import HandUse, Scene
from device.views import DoneView, FreeView, PauseView, Pointer, TroubleView, View
from device.words.lookup import Words
from scoring.body.joints import joints_of
from scoring.exercises.exercise import Kind

# It shows the camera's picture, so it ends when nobody was seen and no key was pressed for so long, s.
QUIET_S: Final = 180.0
# After a pause, or pictures that did not come, training goes on as after so long: no movement is guessed (s).
GAP_S: Final = 1.0
CHOICES: Final = ("go_on", "finish_here", "leave_lesson")
# what is said while nothing is counted, by what the person does
SAID: Final = {
    Kind.OTHER: "free_unknown",
    Kind.DANCE: "free_dance",
    Kind.REST: "free_resting",
    Kind.TALK: "free_resting",
}


class Free(Scene):
    """One per visit."""

    look_every_s = 0.0
    busy = True

    def __init__(self, hardware: Hardware, household: Household, alerts: Alerts) -> None:
        """Loads nothing before `enter`."""
        self._hardware = hardware
        self._household = household
        self._alerts = alerts
        self._training: FreeTraining | None = None
        self._names = ExerciseNames(household.words)
        self._posed: PosedFrame | None = None
        self._time_s = 0.0
        self._frame_s: float | None = None
        self._alive_s = 0.0
        self._menu: int | None = None
        self._behind: FreeView | None = None
        self._counted = 0
        self._said: object = None

    def enter(self) -> None:
        """Load what names and counts. Raises FormboxError when it is missing."""
        self._household.settings.read()
        self._training = self._household.stage.train_freely()
        self._names = self._household.exercise_names()
        self._alive_s = self._hardware.clock.now()

    @property
    def hand_use(self) -> HandUse:
        """In the menu: point. Not before: whoever trains raises hands."""
        return HandUse.NONE if self._menu is None else HandUse.POINT

    def status(self) -> Status:
        """FREE, with what is done, for the phones."""
        mirrored = self._household.look.mirrored
        return live_status(self._doing(), self._posed, mirrored=mirrored, paused=self._menu is not None)

    def see(self, posed: PosedFrame) -> None:
        """Name, count and judge what is done in this picture."""
        if self._menu is not None or self._training is None or len(posed.people) != self.people:
            self._frame_s = None
            return
        if self._posed is not None:
            since_s = GAP_S if self._frame_s is None else posed.frame.time_s - self._frame_s
            self._time_s += min(since_s, GAP_S)
        self._frame_s = posed.frame.time_s
        self._posed = posed
        self._training.see(self._time_s, posed.people[0])
        if posed.people[0] is not None:
            self._alive_s = self._hardware.clock.now()
        self._announce(self._training)

    def _announce(self, training: FreeTraining) -> None:
        """A chime for what counts, and the fault in words."""
        counted = sum(one.counted for one in training.repetitions)
        if counted > self._counted:
            self._hardware.sounds.effect(Effect.CHIME)
        self._counted = counted
        fault = training.doing(self._time_s).fault
        if fault is not None and fault is not self._said:
            self._hardware.sounds.say(self._household.words.verdict(fault))
        self._said = fault

    def tick(self) -> Destination | None:
        """End it when nobody is there any more."""
        if self._hardware.clock.now() - self._alive_s >= QUIET_S:
            return self._finish()
        return None

    def view(self, pointer: Pointer | None) -> View:
        """What is done now, or the menu over it; without a camera, why."""
        words = self._household.words
        trouble = self._alerts.camera()
        if trouble is not None:
            return TroubleView(trouble, (words.text("back"),), Spot("buttons", 0), pointer=pointer)
        if self._menu is None:
            self._behind = None
            return self._view(words)
        if self._behind is None:
            self._behind = self._view(words)
        buttons = tuple(words.text(key) for key in CHOICES)
        return PauseView(self._behind, buttons, Spot("buttons", self._menu), pointer=pointer)

    def _view(self, words: Words) -> FreeView:
        look, posed, training = self._household.look, self._posed, self._training
        doing = self._doing()
        pose = None if posed is None else posed.people[0]
        held = doing.held_s is not None
        marks = [] if training is None else [one for one in training.done if one.exercise == doing.exercise]
        return FreeView(
            words.text("free"),
            None if posed is None else posed.frame.image,
            None if pose is None else joints_of(pose.landmarks[:, :2], pose.visibility),
            None if doing.judged is None else levels_of(doing.judged),
            time_s=self._time_s,
            name=None if doing.exercise is None else self._names.of(doing.exercise),
            running=doing.share is not None,
            share=None if doing.share is None else _percent(doing.share),
            likely=tuple((self._names.of(name), _percent(share)) for name, share in likely_shown(doing)),
            value=int(doing.held_s) if doing.held_s is not None else doing.count,
            held=held,
            depth=doing.depth,
            marks=marks_of(marks[0].repetitions) if marks and doing.exercise is not None else (),
            fault=None if doing.fault is None else words.verdict(doing.fault),
            message=None if posed is None else _message(doing, words),
            done=self._done(),
            mirrored=look.mirrored,
            patterned=look.patterned,
            hint=words.text("free_hint"),
        )

    def _doing(self) -> Doing:
        return Doing() if self._training is None else self._training.doing(self._time_s)

    def _done(self) -> tuple[DoneView, ...]:
        if self._training is None:
            return ()
        counted = (done_view(one, self._names) for one in self._training.done)
        held = (held_view(name, seconds, self._names) for name, seconds in self._training.held_s.items())
        return (*counted, *held)

    def focus(self, spot: Spot) -> None:
        """Move the menu's focus to the choice under a pointer."""
        if self._menu is not None:
            self._menu = min(spot.index, len(CHOICES) - 1)

    def press(self, press: Press) -> Destination | None:
        """OK, PLAY and BACK open and close the menu; HOME leaves."""
        self._alive_s = self._hardware.clock.now()
        if press is Press.HOME or (self._alerts.camera() is not None and press in (Press.OK, Press.BACK)):
            return Place.LIBRARY
        if press in (Press.UP, Press.DOWN) and self._menu is not None:
            self._menu = along(self._menu, len(CHOICES), press, (Press.UP, Press.DOWN))
        elif press is Press.OK and self._menu is not None:
            return self._choose(CHOICES[self._menu])
        elif press is Press.PAUSE:
            self._menu = self._menu or 0
        elif press in (Press.OK, Press.PLAY, Press.BACK, Press.MENU):
            self._menu = 0 if self._menu is None else None
        return None

    def command(self, command: Command) -> tuple[Answer, Destination | None]:
        """Pause, GoOn; Restart begins anew, Stop leads to the end."""
        match command:
            case Pause():
                self._menu = self._menu or 0
            case GoOn():
                self._menu = None
            case Restart():
                return Done(), Place.FREE
            case Stop():
                return Done(), self._finish()
            case _:
                return super().command(command)
        return Done(), None

    def _choose(self, choice: str) -> Destination | None:
        if choice == "finish_here":
            return self._finish()
        if choice == "leave_lesson":
            return Place.LIBRARY
        self._menu = None
        return None

    def _finish(self) -> Destination:
        """To the end, if anything was done."""
        done = self._done()
        return ShowFreeResult(done=done, duration_s=self._time_s) if done else Place.LIBRARY


def _message(doing: Doing, words: Words) -> str | None:
    """What is said while nothing is counted."""
    if not doing.seen:
        return words.text("not_seen")
    if doing.kind in (Kind.OTHER, Kind.DANCE) or (doing.kind in SAID and doing.exercise is not None):
        return words.text(SAID[doing.kind])
    return words.text("free_begin") if doing.exercise is None else None


def _percent(share: float) -> str:
    return f"{round(100 * share)} %"
