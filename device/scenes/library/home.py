"""The library: choose people and a lesson. All other scenes return to it.

Decides where arrows move the focus, and who may be chosen together. `posters` has the lessons.
"""

from typing import Final

from device.choices import PEOPLE_MAX
from device.effects import Effect
from device.presses import Press, Spot
from device.remote.messages import RefusalReason
from device.scenes.alerts import Alerts
from device.scenes.colours import GUEST
from device.scenes.context import Hardware, Household
from device.scenes.destinations import Destination, GetReadyFor, Place, ShowAlert
from device.scenes.focus import STEPS, along, in_grid
from device.scenes.library.posters import Posters
from device.scenes.match_request import badge_of
from device.scenes.scene import Scene
from device.store.members import members
from device.trouble import Trouble
from device.views import POSTER_COLUMNS, Badge, HomeView, Pointer, TroubleView, View

# Seconds without a key, after which it returns to the idle screen.
QUIET_S: Final = 300.0
# Seconds without a key, after which a new alert is shown: people who are choosing are not interrupted.
UNDISTURBED_S: Final = 5.0
# Seconds between two readings of the store: the night prepares lessons, and phones change names.
LOOK_S: Final = 3.0
# the end of the row of people
FREE: Final = Spot("free")
SETTINGS: Final = Spot("settings")
CHOOSING: Final = (Press.OK, Press.PLAY)
# the buttons of a library without lessons, by their texts
EMPTY: Final = {"free": Place.FREE, "home_settings": Place.SETTINGS}


class Home(Scene):
    """One per process, so that it comes back as it was left."""

    # plays its own key sounds: only this scene knows when a key has no effect
    key_sounds = False

    def __init__(self, hardware: Hardware, household: Household, alerts: Alerts) -> None:
        """Reads nothing before `enter`."""
        self._hardware = hardware
        self._household = household
        self._alerts = alerts
        self._posters = Posters(household)
        self._people: tuple[tuple[int | None, Badge], ...] = ()
        self._focus = Spot("posters", 0)
        self._empty = 0  # the place among EMPTY
        self._pressed_s = hardware.clock.now()
        self._read_at: float | None = None
        self._came = False

    def after(self, lesson_id: int) -> int | None:
        """The id of the lesson after this one; None when there is no other that is ready."""
        return self._posters.after(lesson_id)

    def enter(self) -> None:
        """Read settings, people and lessons again."""
        self._household.settings.read()
        self._pressed_s = self._hardware.clock.now()
        self._came = True
        self._read()

    def view(self, pointer: Pointer | None) -> View:
        """The library, or what can be done while it has no lesson."""
        words = self._household.words
        if not self._posters.shown:
            return TroubleView(
                Trouble.NO_LESSONS,
                tuple(words.text(key) for key in EMPTY),
                Spot("buttons", self._empty),
                self._posters.working,
                pointer,
            )
        return HomeView(
            tuple(badge for _, badge in self._people),
            self._posters.shown,
            self._focus,
            f"{self._household.local_now:%H:%M}",
            words.text("home_hint"),
            pointer,
            self._alerts.now(),
        )

    def tick(self) -> Destination | None:
        """Read the store now and then; return to the idle screen after QUIET_S; show an unread alert."""
        now_s = self._hardware.clock.now()
        if self._read_at is None or now_s - self._read_at >= LOOK_S:
            self._read()
        still_s = now_s - self._pressed_s
        if still_s >= QUIET_S:
            return Place.IDLE
        came, self._came = self._came, False
        unread = self._alerts.unread()
        return ShowAlert(trouble=unread) if unread and (came or still_s >= UNDISTURBED_S) else None

    def focus(self, spot: Spot) -> None:
        """Move the focus to what is under a pointer."""
        self._pressed_s = self._hardware.clock.now()
        if spot.area == "buttons":
            self._empty = min(spot.index, len(EMPTY) - 1)
        else:
            self._focus = spot

    def press(self, press: Press) -> Destination | None:
        """Move the focus, choose people, open a lesson."""
        self._pressed_s = self._hardware.clock.now()
        if press in CHOOSING and self._focus.area == "posters" and self._posters.shown:
            lesson = self._open()
            self._hardware.sounds.effect(Effect.REFUSED if lesson is None else Effect.CHOOSE)
            return lesson
        self._hardware.sounds.effect(Effect.MOVE if press in STEPS else Effect.CHOOSE)
        match press:
            case Press.BACK:
                return Place.IDLE
            case Press.MENU:
                return Place.SETTINGS
            case Press.HOME:
                self._focus = Spot("posters", 0)
            case _ if press in CHOOSING:
                return self._choose()
            case _:
                self._move(press)
        return None

    def _move(self, press: Press) -> None:
        """Move the focus. Rows from the top: people, training freely and settings; then the posters."""
        if not self._posters.shown:
            self._empty = along(self._empty, len(EMPTY), press, (Press.LEFT, Press.RIGHT))
        area, place = self._focus.area, self._focus.index
        if area == "posters":
            found = in_grid(place, len(self._posters.shown), POSTER_COLUMNS, press)
            if found is not None:
                self._focus = Spot("posters", found)
            elif press is Press.UP:
                self._focus = Spot("people", 0) if self._people else FREE
            return
        if press is Press.DOWN:
            self._focus = Spot("posters", 0)
            return
        line = (*(Spot("people", number) for number in range(len(self._people))), FREE, SETTINGS)
        here = self._focus if self._focus in line else line[0]
        self._focus = line[along(line.index(here), len(line), press, (Press.LEFT, Press.RIGHT))]

    def _choose(self) -> Destination | None:
        """Train freely, open the settings, or choose the focused person or cancel that choice."""
        if not self._posters.shown:
            return list(EMPTY.values())[self._empty]
        if self._focus in (FREE, SETTINGS):
            return Place.FREE if self._focus == FREE else Place.SETTINGS
        self._toggle(self._people[min(self._focus.index, len(self._people) - 1)][0])
        return None

    def _open(self) -> Destination | None:
        """Get ready for the lesson of the focused poster; None when it cannot be played."""
        lesson = self._posters.lesson(self._focus.index)
        if lesson is None:
            return None
        lesson_id, from_s = lesson
        request = self._household.request(lesson_id, self._household.trainees.ids or (None,), from_s)
        if isinstance(request, RefusalReason):  # deleted meanwhile, or not prepared any more: show so
            self._read()
            return None
        return GetReadyFor(request=request)

    def _toggle(self, member_id: int | None) -> None:
        """Choose a person, or cancel the choice; with PEOPLE_MAX chosen already the first one is dropped."""
        chosen = list(self._household.trainees.ids)
        if member_id in chosen:
            chosen.remove(member_id)
        else:
            chosen = [*chosen, member_id][-PEOPLE_MAX:]
        self._household.trainees.ids = tuple(chosen)
        self._read()

    def _read(self) -> None:
        self._read_at = self._hardware.clock.now()
        with self._household.database.reading() as session:
            known = members(session)
            ids = {one.id for one in known}
            self._household.trainees.ids = tuple(
                one for one in self._household.trainees.ids if one is None or one in ids
            )
            if not self._household.trainees.ids and known:
                self._household.trainees.ids = (known[0].id,)
            chosen = self._household.trainees.ids
            people = [(one.id, badge_of(one, chosen=one.id in chosen)) for one in known]
        guest = Badge(self._household.words.text("guest"), GUEST, chosen=None in chosen)
        self._people = (*people, (None, guest))
        self._posters.read(chosen)
        last = max(len(self._posters.shown) - 1, 0)
        if self._focus.area == "posters":
            self._focus = Spot("posters", min(self._focus.index, last))
        elif self._focus.area == "people":
            self._focus = Spot("people", min(self._focus.index, len(self._people) - 1))
