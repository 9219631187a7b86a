"""What is done in a whole track, one part after another: the likeliest names where a change has a price."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.body.sampling import grid, resample
from scoring.body.track import PoseTrack
from scoring.recognition.recogniser import Recogniser
from scoring.recognition.statistics import WINDOW_S
from scoring.scorer import SAMPLE_RATE_HZ
from scoring.sequence import cheapest

# What a change costs, in units of the logarithm of a probability, summed over windows of a quarter second:
# as much as three seconds in which the other name is e times as likely.
CHANGE: Final = 12.0
# no name is less likely than this, so that a single window cannot force a change
PROBABILITY_MIN: Final = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedSegment:
    """From start_s to end_s of the track's times `name` was done, a name of the recogniser; share: its mean
    probability.
    """

    start_s: float
    end_s: float
    name: str
    share: float


def named_segments(track: PoseTrack, recogniser: Recogniser) -> list[NamedSegment]:
    """The parts of a track of one person, at any rate, in order; stretches in which nobody is seen are left
    out where they last longer than a window. The recogniser is used up.
    """
    if not len(track):
        return []
    begin_s = float(track.times[0])
    even = resample(track, begin_s + grid(track.duration_s, SAMPLE_RATE_HZ))
    answers = [answer for number in range(len(even)) if (answer := recogniser.push(even.pose(number)))]
    if not answers:
        return []
    # what is said before a window is full is a guess, which only a live screen needs
    answers = [answer for answer in answers if answer.time_s >= WINDOW_S] or answers
    # an answer is about the middle of its window
    middles = np.array([answer.time_s - min(WINDOW_S, answer.time_s) / 2 for answer in answers])
    probabilities = np.array([answer.probabilities for answer in answers], np.float64)
    chosen = cheapest(np.log(np.maximum(probabilities, PROBABILITY_MIN)), CHANGE)
    ends_s = np.array([answer.time_s for answer in answers])
    return [
        NamedSegment(
            start_s=begin_s + (middles[first - 1] + middles[first]) / 2
            if joined
            else _start(begin_s, ends_s[first]),
            end_s=begin_s + (middles[last] + middles[last + 1]) / 2 if onward else begin_s + ends_s[last],
            name=recogniser.names[chosen[first]],
            share=float(probabilities[first : last + 1, chosen[first]].mean()),
        )
        for first, last, joined, onward in _runs(chosen, ends_s)
    ]


def _start(begin_s: float, answered_s: float) -> float:
    return begin_s + max(0.0, answered_s - WINDOW_S)


def _runs(chosen: NDArray[np.int64], ends_s: NDArray[np.float64]) -> Iterator[tuple[int, int, bool, bool]]:
    """(first, last, whether another run comes right before, right after) of each run of one choice."""
    apart = np.diff(ends_s) > WINDOW_S
    cuts = np.flatnonzero((np.diff(chosen) != 0) | apart)
    firsts, lasts = [0, *(cuts + 1)], [*cuts, len(chosen) - 1]
    for first, last in zip(firsts, lasts, strict=True):
        joined = first > 0 and not apart[first - 1]
        onward = last < len(chosen) - 1 and not apart[last]
        yield int(first), int(last), bool(joined), bool(onward)
