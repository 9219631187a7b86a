"""The match of one person: the tutor, the person, the score, and one sentence below the person's picture.

Each region remembers what it shows and is redrawn only when that changed. `match_layout` has the places.
"""

from typing import Final

import pygame

from device.choices import Layout
from device.messages import MatchView, PlayerView
from device.tv.drawing.canvas import Canvas
from device.tv.drawing.depth_bar import depth_step
from device.tv.drawing.dirty_regions import DirtyRegions
from device.tv.drawing.panel import PanelBody, PicturePanel
from device.tv.drawing.sentence import Said, Tone, draw_sentence, said_to
from device.tv.drawing.theme import DIM, MARGIN_X, TEXT, Box, Colour, Type
from device.tv.screens.count_in import CountIn
from device.tv.screens.match_frame import CONTENT_WIDTH, MatchFrame
from device.tv.screens.match_layout import Places, places_of_one
from device.tv.screens.match_score import Tally, draw_stacked, draw_upright, tally
from device.words.lookup import ENGLISH_WORDS, Words

LABEL_ROOM: Final = 90  # what a label in the corner of a picture needs beside its letters
NAME_WIDTH: Final = 460  # of a person's name above a head, or in the corner of a picture


class MatchScreen:
    """Draws views of one person onto a canvas that it has for itself until another screen takes over."""

    def __init__(self, canvas: Canvas, words: Words = ENGLISH_WORDS) -> None:
        """Draw what never changes."""
        self._canvas = canvas
        self._words = words
        self._frame = MatchFrame(canvas, words)
        self._arranged: tuple[object, ...] | None = None

    def draw(self, view: MatchView) -> None:
        """Bring the canvas up to date with a view."""
        arranged = view.layout, tuple((player.name, player.colour) for player in view.players)
        if self._arranged == arranged:
            self._count.lift()
        else:
            self._arranged = arranged
            self._arrange(view)
        self._tutor.draw(view.tutor_image, (PanelBody(view.tutor_joints),), view.time_s)
        if self._user is not None:
            bodies = tuple(self._body(place, player) for place, player in enumerate(view.players))
            self._user.draw(
                view.user_image, bodies, view.time_s, mirrored=view.mirrored, patterned=view.patterned
            )
        self._frame.draw(view)
        for place, player in enumerate(view.players):
            name, colour = self._name(place, player)
            shown = tally(player, name, colour, self._words, view.exercise)
            if self._regions.changed(f"score {place}", shown):
                self._score(self._box(self._places.scores[place]), shown)
        everybody = (view.message, Tone.NOTICE) if view.message else None
        said = tuple(said_to(player) for player in view.players)
        if self._regions.changed("said", (everybody, said)):
            self._say(everybody, said)
        self._count.lay(view.count_in)

    def _arrange(self, view: MatchView) -> None:
        """Begin anew within the frame."""
        canvas, words = self._canvas, self._words
        self._layout = view.layout
        self._places = self._find_places(view.layout)
        (_, top, _, height), (_, below, _, high) = self._places.tutor, self._places.everybody
        canvas.clear(self._box((MARGIN_X, top, CONTENT_WIDTH, below + high - top)))
        self._regions = DirtyRegions()
        self._count = CountIn(canvas, self._box((MARGIN_X, top, CONTENT_WIDTH, height)))
        self._tutor = PicturePanel(canvas, self._box(self._places.tutor), words.text("tutor"))
        self._user: PicturePanel | None = None
        if self._places.user is not None:
            label, colour = self._label(view)
            box = self._box(self._places.user)
            self._user = PicturePanel(canvas, box, label, words.text("waiting_camera"), colour)
        self._tags = self._find_tags(view)

    def _box(self, area: tuple[float, float, float, float]) -> Box:
        return self._canvas.scale.box(*area)

    # PairScreen overrides what follows.

    def _find_places(self, layout: Layout) -> Places:
        return places_of_one(layout)

    def _find_tags(self, view: MatchView) -> tuple[pygame.Surface | None, ...]:
        """The names above the heads; none for one person alone."""
        return (None,) * len(view.players)

    def _label(self, view: MatchView) -> tuple[str, Colour]:
        """The label of the people's picture."""
        (player,) = view.players
        name = player.name or self._words.text("you")
        room = min(NAME_WIDTH, self._places.user[2] - LABEL_ROOM) if self._places.user else NAME_WIDTH
        short = self._canvas.lettering.fit(name, Type.SMALL, self._canvas.scale.px(room))
        return short, player.colour or TEXT

    def _name(self, _place: int, player: PlayerView) -> tuple[str, Colour]:
        """What stands above a score."""
        if self._layout is Layout.TUTOR_ONLY and player.name:
            return player.name, player.colour or DIM
        return self._words.text("score"), DIM

    def _body(self, place: int, player: PlayerView) -> PanelBody:
        return PanelBody(
            player.joints, player.levels, player.arrows, self._tags[place], depth=depth_of(player)
        )

    def _score(self, area: Box, shown: Tally) -> None:
        if self._layout is Layout.TUTOR_LARGE:
            draw_stacked(self._canvas, self._words, area, shown)
        else:
            draw_upright(self._canvas, area, shown)

    def _say(self, everybody: Said | None, said: tuple[Said | None, ...]) -> None:
        area = self._box(self._places.everybody)
        self._canvas.clear(area)
        sentence = everybody or said[0]
        if sentence is not None:
            user = self._places.user if self._layout is Layout.BESIDE else None
            middle = area.middle[0] if user is None else self._box(user).middle[0]
            draw_sentence(self._canvas, area, middle, sentence, Type.TITLE)


def depth_of(player: PlayerView) -> int | None:
    """How far the player's running repetition went, for the bar; None while none runs."""
    return None if player.repetition is None else depth_step(player.repetition.depth)
