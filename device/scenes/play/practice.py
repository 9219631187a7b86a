"""Repeats one exercise until it goes well, on top of the paused match. Nothing of it is saved."""

import logging
from dataclasses import replace
from typing import Final

import numpy as np

from device.effects import Effect
from device.errors import FormboxError
from device.match.cut import Cut
from device.match.play.control import Course
from device.scenes.alerts import Alerts
from device.scenes.context import Hardware, Household, PlayableMatch
from device.scenes.destinations import Destination, Practise, Return
from device.scenes.play.match_controller import PracticeController
from device.scenes.play.match_scene import MatchScene
from device.trouble import Trouble

log = logging.getLogger(__name__)

# Score from which an exercise went well: clearly above "good" (device/grades.py), and within reach.
WELL_FROM: Final = 75.0


class Practice(MatchScene):
    """One per visit; returns to the match with a sentence about how it went."""

    def __init__(
        self, hardware: Hardware, household: Household, alerts: Alerts, destination: Practise
    ) -> None:
        """Prepares nothing before the first tick, so that a busy sign is on the screen meanwhile."""
        exercise, lesson = destination.exercise, destination.request
        self._request = replace(
            lesson,
            title=exercise.name or lesson.title,
            cut=Cut(exercise.start_s, exercise.end_s),
            from_s=0.0,
            exercises=(),
        )
        self.people = len(self._request.member_ids)
        self._notice = household.words.text("practising")
        super().__init__(
            hardware,
            household,
            alerts,
            PracticeController(household, hardware.sounds, self._request, destination.rate),
        )

    def notice(self) -> str:
        """That this is practice, and how the last repetition went."""
        return self._notice

    def tick(self) -> Destination | None:
        """One step; return to the match if the exercise cannot be played."""
        try:
            if self._match is None:
                self._start()
            return super().tick()
        except FormboxError as error:
            log.warning("%s cannot be practised: %s", self._request.title, error)
            return Return(note=self._household.words.text(f"trouble_{Trouble.LESSON_BROKEN.value}"))

    def ended(self, match: PlayableMatch) -> Destination | None:
        """Repeat the exercise, unless it went well or was left."""
        words = self._household.words
        if self._controller.course is Course.LEAVE:
            return Return(note=words.text("practice_left"))
        finals = [result.final for result in match.results()]
        known = [final for final in finals if np.isfinite(final)]
        if known and min(known) >= WELL_FROM:
            self._hardware.sounds.effect(Effect.APPLAUSE)
            return Return(note=words.text("practice_well", score=round(min(known))))
        if known:
            self._notice = words.text("practice_again", score=round(min(known)))
        self._start()
        return None

    def _start(self) -> None:
        self._hardware.tell_preparing(self._request)
        self.begin(self._household.stage.prepare(self._request), judged=True)
