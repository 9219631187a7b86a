"""The evening: one scene after the other on the TV, for as long as the box is on.

Decides the order of a round (what phones wish, what was pressed, what the camera sees, what is shown),
how often there is one, and that a lesson which goes wrong costs that lesson and not the evening. What a scene
shows and where it leads is its own; a match is a scene that lasts.
"""

import logging
from typing import Final

from device.effects import Effect
from device.errors import FormboxError
from device.presses import Press, Spot
from device.remote.messages import Answer, Code, Command, Done, PressKey, Refused, Start, Volume
from device.remote.server import PendingCommand
from device.scenes.context import Parts
from device.scenes.hands import NO_HAND, Hand, Hands
from device.scenes.match_controller import change_volume
from device.scenes.match_request import Order, order_for
from device.scenes.scene import Scene
from device.trouble import Trouble
from device.views import View

log = logging.getLogger(__name__)

# A wish is waited for so long where the screen changes seldom: it is heard as soon.
WISH_WAIT_S: Final = 0.1
# While one screen fades into another.
MOVING_FPS: Final = 60.0
VOLUME_KEYS: Final = (Press.LOUDER, Press.QUIETER)
MOVES: Final = (Press.UP, Press.DOWN, Press.LEFT, Press.RIGHT)


class Evening:
    """One a station; `run` it in the thread of the screen."""

    def __init__(self, parts: Parts, hands: Hands) -> None:
        """The scenes of `parts` can be made."""
        self._parts = parts
        self._hands = hands
        self._hand: Hand = NO_HAND
        self._scene: Scene | None = None
        self._leaving = False
        self._hovered: Spot | None = None

    def run(self) -> None:
        """Until somebody leaves. Raises what is a fault of the program."""
        self._parts.read_settings()
        self._go(self._parts.scenes.idle())
        tick = self._parts.clock.now()
        while not self._leaving:
            self.round()
            assert self._scene is not None
            fps = MOVING_FPS if self._parts.screen.moving else self._scene.fps
            tick = max(tick + 1 / fps, self._parts.clock.now() - 1 / fps)
            self._wait(tick)

    def round(self) -> None:
        """One time through everything."""
        parts, scene = self._parts, self._scene
        assert scene is not None
        parts.alive()
        parts.server.check()
        parts.sight.check()
        parts.troubles.check()
        parts.report(scene.status())
        self._point()
        for press in parts.controls.take():
            self._press(press)
        self._look()
        if self._scene is scene:  # a scene that just came has not been shown yet
            self._go(self._ticked(scene))
        if not self._leaving:
            assert self._scene is not None
            parts.screen.show(self._shown(self._scene))

    def _shown(self, scene: Scene) -> View:
        return scene.view(self._hand.pointer or self._parts.screen.pointer)

    def _point(self) -> None:
        """What lies under a mouse has the focus, so that a click means it."""
        mouse = self._parts.screen.pointer
        if mouse is not None:
            self._hover(self._parts.screen.target(mouse.x, mouse.y))

    def _ticked(self, scene: Scene) -> Scene | None:
        try:
            return scene.tick()
        except FormboxError as error:
            log.warning("the scene %s ended: %s", type(scene).__name__, error)
            self._parts.tell(Trouble.LESSON_BROKEN)
            return self._parts.scenes.home()

    def _wait(self, until_s: float) -> None:
        """Until the next round, or until a phone wishes something."""
        clock, server = self._parts.clock, self._parts.server
        while not self._leaving and (left_s := until_s - clock.now()) > 0:
            asked = server.next(min(left_s, WISH_WAIT_S)) if left_s > WISH_WAIT_S / 2 else None
            if asked is None:
                if left_s <= WISH_WAIT_S / 2:
                    clock.sleep(left_s)
                continue
            self._grant(asked)
            return
        while (asked := server.next()) is not None:
            self._grant(asked)

    def _grant(self, asked: PendingCommand) -> None:
        """Look at a wish, answer it, and only then do what may take long."""
        answer, scene = self._wished(asked.command)
        asked.answer(answer)
        self._go(scene)

    def _wished(self, wish: Command) -> tuple[Answer, Scene | None]:
        """The answer to a wish, and the scene that it leads to."""
        parts = self._parts
        assert self._scene is not None
        match wish:
            case Start():
                found = order_for(
                    parts.folder,
                    parts.database,
                    wish.lesson_id,
                    wish.member_ids,
                    guest=parts.words.text("guest"),
                )
                if isinstance(found, Order):
                    parts.chosen = wish.member_ids
                    return Done(), parts.scenes.ready(found)
                return Refused(found), None
            case Volume(percent):
                parts.set(volume=percent)
                return Done(), None
            case PressKey(press):
                self._press(Press(press))
                return Done(), None
            case Code():
                idle = parts.scenes.idle()
                given, _ = idle.wish(wish)
                return given, idle
            case _:
                return self._scene.wish(wish)

    def _press(self, press: Press) -> None:
        assert self._scene is not None
        if press is Press.LEAVE:
            self._leaving = True
        elif press in VOLUME_KEYS:
            change_volume(self._parts, press)
        else:
            if self._scene.audible:
                self._parts.sounds.effect(Effect.MOVE if press in MOVES else Effect.CHOOSE)
            self._go(self._scene.press(press))

    def _look(self) -> None:
        """What the camera sees, for the scene and for the pointer."""
        scene, posed = self._scene, self._parts.sight.take()
        assert scene is not None
        if posed is None:
            return
        scene.see(posed)
        self._hand = self._hands.see(posed, pointing=True) if scene.pointing else NO_HAND
        if self._hand.spot is not None:
            self._hover(self._hand.spot)
        if self._hand.chosen:
            self._hand = NO_HAND
            self._press(Press.OK)

    def _hover(self, spot: Spot | None) -> None:
        """A pointer is over this."""
        if spot is not None and spot != self._hovered and self._scene is not None:
            self._scene.focus(spot)
            self._parts.sounds.effect(Effect.MOVE)
        self._hovered = spot

    def _go(self, scene: Scene | None) -> None:
        """To another scene; None: stay."""
        if scene is None or scene is self._scene:
            return
        self._scene, self._hovered, self._hand = scene, None, NO_HAND
        self._hands.block()
        if not scene.lasts:
            self._leaving = True
            return
        self._parts.watch(scene.people, scene.look_every_s)
        scene.enter()
        self._parts.report(scene.status())
