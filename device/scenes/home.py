"""The library on the TV: who trains, and what; the scene that all others come back to.

Decides what stands where, who may be chosen together, and what an arrow and OK do. What the lessons are comes
from `shelf`, how a lesson is got ready for from `ready`.
"""

from datetime import timedelta
from typing import Final

from device.choices import PEOPLE_MAX
from device.effects import Effect
from device.presses import Press, Spot
from device.remote.messages import RefusalReason
from device.scenes.colours import GUEST
from device.scenes.context import Parts
from device.scenes.focus import STEPS, along, in_grid
from device.scenes.local_time import clock_on_the_wall
from device.scenes.match_request import badge_of, order_for
from device.scenes.posters import Shelf
from device.scenes.scene import Scene
from device.store.members import members
from device.trouble import Trouble
from device.views import POSTER_COLUMNS, Badge, HomeView, Pointer, TroubleView, View

# Nobody pressed anything for so long: back to the clock.
QUIET: Final = timedelta(minutes=5)
# Who is choosing is not interrupted by what can be read a few seconds later.
UNDISTURBED: Final = timedelta(seconds=5)
# The library is read again so often: the night goes on, and phones change names.
LOOK_S: Final = 3.0
SETTINGS: Final = Spot("settings")
CHOOSING: Final = (Press.OK, Press.PLAY)


class Home(Scene):
    """Kept for the whole evening, so that it comes back as it was left."""

    # its presses are made heard here: nobody else knows that one leads nowhere
    audible = False

    def __init__(self, parts: Parts) -> None:
        """Nobody is chosen yet but those who trained last."""
        self._parts = parts
        self._shelf = Shelf(parts)
        self._people: tuple[tuple[int | None, Badge], ...] = ()
        self._focus = Spot("posters", 0)
        self._pressed_at = parts.now()
        self._read_at: float | None = None
        self._came = False

    def after(self, lesson_id: int) -> int | None:
        """The lesson that comes after this one on the screen; None when there is no other."""
        return self._shelf.after(lesson_id)

    def enter(self) -> None:
        """Look again at who and what there is."""
        self._parts.read_settings()
        self._pressed_at = self._parts.now()
        self._came = True
        self._read()

    def view(self, pointer: Pointer | None) -> View:
        """The library, or that there is nothing in it yet."""
        words = self._parts.words
        if not self._shelf.posters:
            return TroubleView(
                Trouble.NO_LESSONS,
                (words.text("home_settings"),),
                Spot("buttons", 0),
                self._shelf.working,
                pointer,
            )
        return HomeView(
            tuple(badge for _, badge in self._people),
            self._shelf.posters,
            self._focus,
            clock_on_the_wall(self._parts),
            words.text("home_hint"),
            pointer,
            self._parts.wrong(),
        )

    def tick(self) -> Scene | None:
        """Keep the library true; go back to the clock when nobody is there."""
        now_s = self._parts.clock.now()
        if self._read_at is None or now_s - self._read_at >= LOOK_S:
            self._read()
        still = self._parts.now() - self._pressed_at
        if still >= QUIET:
            return self._parts.scenes.idle()
        came, self._came = self._came, False
        unread = self._parts.unread()
        return self._parts.scenes.alert(unread) if unread and (came or still >= UNDISTURBED) else None

    def focus(self, spot: Spot) -> None:
        """A pointer is over this."""
        self._pressed_at = self._parts.now()
        self._focus = spot

    def press(self, press: Press) -> Scene | None:
        """Move about, choose people, open a lesson."""
        self._pressed_at = self._parts.now()
        if press in CHOOSING and self._focus.area == "posters" and self._shelf.posters:
            lesson = self._open()
            self._parts.sounds.effect(Effect.REFUSED if lesson is None else Effect.CHOOSE)
            return lesson
        self._parts.sounds.effect(Effect.MOVE if press in STEPS else Effect.CHOOSE)
        match press:
            case Press.BACK:
                return self._parts.scenes.idle()
            case Press.MENU:
                return self._parts.scenes.settings()
            case Press.HOME:
                self._focus = Spot("posters", 0)
            case _ if press in CHOOSING:
                return self._choose()
            case _:
                self._move(press)
        return None

    def _move(self, press: Press) -> None:
        """Rows from the top: people, with the settings at their end, then the posters."""
        area, place = self._focus.area, self._focus.index
        if area == "posters":
            found = in_grid(place, len(self._shelf.posters), POSTER_COLUMNS, press)
            if found is not None:
                self._focus = Spot("posters", found)
            elif press is Press.UP:
                self._focus = Spot("people", 0) if self._people else SETTINGS
            return
        if press is Press.DOWN:
            self._focus = Spot("posters", 0)
            return
        line = len(self._people) + 1
        place = len(self._people) if area == "settings" else place
        place = along(place, line, press, (Press.LEFT, Press.RIGHT))
        self._focus = SETTINGS if place == len(self._people) else Spot("people", place)

    def _choose(self) -> Scene | None:
        """The settings, or somebody in or out."""
        if self._focus.area == "settings" or not self._shelf.posters:
            return self._parts.scenes.settings()
        self._take(self._people[min(self._focus.index, len(self._people) - 1)][0])
        return None

    def _open(self) -> Scene | None:
        """Getting ready for the lesson of the poster; None when it cannot be played."""
        lesson = self._shelf.lesson(self._focus.index)
        if lesson is None:
            return None
        lesson_id, from_s = lesson
        words = self._parts.words
        order = order_for(
            self._parts.folder,
            self._parts.database,
            lesson_id,
            self._parts.chosen or (None,),
            guest=words.text("guest"),
            from_s=from_s,
        )
        if isinstance(order, RefusalReason):  # it was taken out, or waits for the night: the poster says so
            self._read()
            return None
        return self._parts.scenes.ready(order)

    def _take(self, member_id: int | None) -> None:
        """In or out; a third one takes the place of the first."""
        chosen = list(self._parts.chosen)
        if member_id in chosen:
            chosen.remove(member_id)
        else:
            chosen = [*chosen, member_id][-PEOPLE_MAX:]
        self._parts.chosen = tuple(chosen)
        self._read()

    def _read(self) -> None:
        self._read_at = self._parts.clock.now()
        with self._parts.database.reading() as session:
            known = members(session)
            ids = {one.id for one in known}
            self._parts.chosen = tuple(one for one in self._parts.chosen if one is None or one in ids)
            if not self._parts.chosen and known:
                self._parts.chosen = (known[0].id,)
            chosen = self._parts.chosen
            people = [(one.id, badge_of(one, chosen=one.id in chosen)) for one in known]
        guest = Badge(self._parts.words.text("guest"), GUEST, chosen=None in chosen)
        self._people = (*people, (None, guest))
        self._shelf.read(chosen)
        last = max(len(self._shelf.posters) - 1, 0)
        if self._focus.area in ("posters", "buttons"):  # the button goes with the first lesson
            self._focus = Spot("posters", min(self._focus.index, last))
        elif self._focus.area == "people":
            self._focus = Spot("people", min(self._focus.index, len(self._people) - 1))
