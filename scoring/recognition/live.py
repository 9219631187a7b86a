"""What somebody does now, as a steady name: a new one has to be clearly more likely for a while.

The family is decided first (all squats together), then its member: siblings share their evidence, so a squat
that may be a sumo squat is no reason to say nothing.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from scoring.body.track import Pose
from scoring.recognition.families import families
from scoring.recognition.recogniser import Recogniser
from scoring.scorer import SAMPLE_RATE_HZ

# These four were chosen on 37 parts of real clips and seven dances through both networks, by the share of
# time from 1.5 s on: the right family is named in 0.90 of it, another in 0.05, and a dance is called an
# exercise in 0.23 of its time (before, with 0.25, 0.35, 0.2, 0.1: 0.89, 0.06, 0.28).
# Of the newest answer in the smoothed probabilities, a quarter of a second each: half of what is known is
# from the last 0.4 s.
NEWEST: Final = 0.35
# A family below this smoothed probability is not named; one that is named stays down to the second.
NAMED_MIN: Final = 0.4
KEPT_MIN: Final = 0.3
# By how much another family has to be more probable than the one named.
CLEARER: Final = 0.1
# Likely names that are given.
LIKELY: Final = 6
# Without an answer for this long the name is gone, s.
FORGOTTEN_S: Final = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """name: the exercise, None while nothing known is done; share: the probability of its family, or of no
    known exercise; since_s: from when on it has been the name, s from the first sample.
    """

    name: str | None
    share: float
    since_s: float


class LiveNamer:
    """Names what one person does, sample by sample."""

    def __init__(self, recogniser: Recogniser) -> None:
        """No name yet; the recogniser is this one's own from now on."""
        self._recogniser = recogniser
        self._families = families(recogniser.names)
        self._smooth = np.zeros(len(recogniser.names))
        self._count = 0
        self._answered = 0
        self._named = Named(name=None, share=1.0, since_s=0.0)

    @property
    def likely(self) -> tuple[tuple[str, float], ...]:
        """The names with their smoothed probabilities, the likeliest first; none while nothing is known."""
        if not self._smooth.any():
            return ()
        order = np.argsort(-self._smooth, kind="stable")[:LIKELY]
        return tuple((self._recogniser.names[place], float(self._smooth[place])) for place in order)

    def push(self, pose: Pose) -> Named:
        """Take the next sample at `scoring.scorer.SAMPLE_RATE_HZ`, LOST where unseen."""
        self._count += 1
        answer = self._recogniser.push(pose)
        if answer is not None:
            known = self._smooth.any()
            newest = NEWEST if known else 1.0
            self._smooth = (1 - newest) * self._smooth + newest * answer.probabilities
            self._answered = self._count
            self._decide()
        elif self._count - self._answered > FORGOTTEN_S * SAMPLE_RATE_HZ and self._smooth.any():
            self._smooth[:] = 0
            self._change(None, 1.0)
        return self._named

    def _decide(self) -> None:
        shares = self._families.shares(self._smooth)
        best = int(np.argmax(shares))
        current = self._family_of(self._named.name)
        if current is not None and shares[current] >= max(KEPT_MIN, shares[best] - CLEARER):
            best = current
        elif shares[best] < NAMED_MIN or not self._families.exercise[best]:
            self._change(None, float(1 - shares[self._families.exercise].max()))
            return
        members = np.where(self._families.of == best, self._smooth, -1.0)
        member = int(np.argmax(members))
        if self._named.name is not None and best == current:
            kept = self._recogniser.names.index(self._named.name)
            member = kept if members[kept] >= members[member] - CLEARER * shares[best] else member
        self._change(self._recogniser.names[member], float(shares[best]))

    def _family_of(self, name: str | None) -> int | None:
        return None if name is None else int(self._families.of[self._recogniser.names.index(name)])

    def _change(self, name: str | None, share: float) -> None:
        since = self._named.since_s if name == self._named.name else self._count / SAMPLE_RATE_HZ
        self._named = Named(name=name, share=share, since_s=since)
