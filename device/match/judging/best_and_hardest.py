"""The best and the hardest moment of one person, with a picture of the tutor and one of the person."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from device.match.judging.tutor_pictures import TutorPictures, small_picture
from device.messages import Image, Level, Moment, Moments
from scoring.moments import Extremes

# Moments that wait for the film's picture of the tutor, of somebody who is early.
WAITING_MAX: Final = 4


@dataclass(frozen=True, slots=True)
class _Waiting:
    time_s: float
    score: float
    image: Image
    joints: NDArray[np.float32]
    levels: tuple[Level, ...]


class BestAndHardest:
    """Per person and match."""

    def __init__(self) -> None:
        """Start without a moment."""
        self._extremes: Extremes[Moment] = Extremes()
        self._waiting: list[_Waiting] = []

    @property
    def pair(self) -> Moments:
        """The best and the hardest moment so far; see `scoring.moments`."""
        return self._extremes.pair

    def add(
        self,
        time_s: float,
        score: float,
        image: Image,
        joints: NDArray[np.float32],
        levels: tuple[Level, ...],
    ) -> None:
        """Take the person's picture of now, with joints (15, 2) in its px, and levels of their bones.

        time_s: the tutor's moment that the person follows in it; its picture is found by `match`.
        """
        if self._extremes.wants(time_s, score):
            self._waiting.append(_Waiting(time_s, score, *small_picture(image, joints), levels))
            del self._waiting[:-WAITING_MAX]

    def match(self, tutor: TutorPictures) -> None:
        """Put the pictures of the tutor beside those of the person; without one, a moment is left out."""
        still = []
        for one in self._waiting:
            if tutor.coming(one.time_s):
                still.append(one)
                continue
            picture = tutor.at(one.time_s)
            if picture is not None:
                self._extremes.add(
                    Moment(
                        time_s=one.time_s,
                        score=one.score,
                        tutor_image=picture.image,
                        tutor_joints=picture.joints,
                        user_image=one.image,
                        user_joints=one.joints,
                        levels=one.levels,
                    )
                )
        self._waiting = still
