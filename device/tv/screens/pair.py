"""The match of two: the tutor, both players in one picture, their scores, and a sentence for each below.

What belongs to the player on the left of the picture stands on the left, in that player's colour.
"""

from typing import Final

import pygame

from device.choices import Layout
from device.messages import MatchView, PlayerView
from device.tv.drawing.panel import PanelBody
from device.tv.drawing.sentence import Said, draw_sentence
from device.tv.drawing.theme import PLAYER_COLOURS, TEXT, TRACK, Box, Colour, Type
from device.tv.screens.match import NAME_WIDTH, MatchScreen, depth_of
from device.tv.screens.match_layout import HALF_GAP, Places, places_of_two
from device.tv.screens.match_score import Tally, draw_flat, draw_stacked

RULE: Final = 2  # the width of the line between two scores
RULE_END: Final = 10  # so far above the picture does it end


class PairScreen(MatchScreen):
    """Draws views of two people onto a canvas that it has for itself until another screen takes over."""

    def _find_places(self, layout: Layout) -> Places:
        return places_of_two(layout)

    def _find_tags(self, view: MatchView) -> tuple[pygame.Surface | None, ...]:
        if self._layout is not Layout.BESIDE:
            return (None, None)  # they would hide the people of so small a picture
        tags = []
        for place, player in enumerate(view.players):
            name, colour = self._name(place, player)
            short = self._canvas.lettering.fit(name, Type.SMALL, self._canvas.scale.px(NAME_WIDTH))
            tags.append(self._canvas.tag(short, colour))
        return tuple(tags)

    def _label(self, _view: MatchView) -> tuple[str, Colour]:
        return "", TEXT

    def _name(self, place: int, player: PlayerView) -> tuple[str, Colour]:
        return player.name or self._words.player(place), player.colour or PLAYER_COLOURS[place]

    def _body(self, place: int, player: PlayerView) -> PanelBody:
        away = player.joints is None and player.score is None and bool(player.message)
        depth = depth_of(player)
        return PanelBody(player.joints, player.levels, player.arrows, self._tags[place], away, depth)

    def _score(self, area: Box, shown: Tally) -> None:
        if self._layout is Layout.BESIDE:
            draw_flat(self._canvas, area, shown)
        else:
            draw_stacked(self._canvas, self._words, area, shown)

    def _say(self, everybody: Said | None, said: tuple[Said | None, ...]) -> None:
        canvas = self._canvas
        for place_of in (self._places.everybody, *self._places.said):
            canvas.clear(self._box(place_of))
        if everybody is not None:
            area = self._box(self._places.everybody)
            draw_sentence(canvas, area, area.middle[0], everybody, Type.BODY)
            return
        for place, sentence in enumerate(said):
            if sentence is not None:
                area = self._box(self._places.said[place])
                colour = self._colours[place]
                middle = self._middle(place, area)
                draw_sentence(canvas, area, middle, sentence, Type.BODY, lines=2, edge=colour)

    def _middle(self, place: int, area: Box) -> int:
        """The column about which a person's sentence stands: below the person where there is a picture."""
        if self._layout is not Layout.BESIDE or self._places.user is None:
            return area.middle[0]
        picture = self._box(self._places.user)
        return picture.left + (1 + 2 * place) * picture.width // 4

    def _arrange(self, view: MatchView) -> None:
        super()._arrange(view)
        self._colours = tuple(self._name(*each)[1] for each in enumerate(view.players))
        if self._layout is Layout.BESIDE:
            # between what is counted of one and of the other
            left, top, _, height = self._places.scores[1]
            self._canvas.clear(self._box((left - HALF_GAP / 2, top, RULE, height - RULE_END)), TRACK)
