"""The name of what is done now in a lesson, and how often it was done since it began: "Squat 4".

A match counts over the whole lesson; here each named part of it begins at 0.
"""

from dataclasses import replace

from device.messages import MatchView
from device.scenes.match_request import Exercise, MatchRequest


class PartCounts:
    """Per match."""

    def __init__(self, request: MatchRequest) -> None:
        """Nothing was done yet."""
        self._request = request
        self._part: Exercise | None = None
        self._before: tuple[int, ...] = ()

    def shown(self, match: MatchView) -> MatchView:
        """The view with the name of the present part, and each person's repetitions in it."""
        totals = tuple(player.repetitions or 0 for player in match.players)
        part = self._request.exercise_now(match.time_s)
        if part != self._part or len(totals) != len(self._before):
            self._part, self._before = part, totals
        if part is None or part.name is None:
            return match
        players = tuple(
            player
            if player.repetitions is None
            else replace(player, repetitions=max(player.repetitions - before, 0))
            for player, before in zip(match.players, self._before, strict=True)
        )
        return replace(match, exercise=part.name, players=players)
