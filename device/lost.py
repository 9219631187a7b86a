"""What of a film did not arrive in its lesson, as the night measured it; told on the phone.

A frozen value that night, database and page share. Imports no NumPy, for the page for phones.
"""

import math
from dataclasses import dataclass
from typing import Final

# s; no lesson is longer, so no more of one can be missing.
SECONDS_MAX: Final = 4 * 3600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """What is missing; as it stands, nothing.

    cut: the file breaks off before its end; end_s: seconds that are missing there, 0 where the file does not
    say how many; unseen_s: seconds in which the file has pictures and the lesson has none; silent: there is
    sound in the file and none of it could be decoded; rebuilt: the film's clock was wrong and its times were
    made anew, by which nothing is lost.
    """

    cut: bool = False
    end_s: float = 0.0
    unseen_s: float = 0.0
    silent: bool = False
    rebuilt: bool = False

    def __post_init__(self) -> None:
        """Raise ValueError for impossible values, TypeError for other kinds."""
        if not all(isinstance(one, bool) for one in (self.cut, self.silent, self.rebuilt)):
            raise TypeError("something is lost or not")
        for seconds in (self.end_s, self.unseen_s):
            if isinstance(seconds, bool) or not isinstance(seconds, int | float):
                raise TypeError("seconds are numbers")
            if not (math.isfinite(seconds) and 0 <= seconds <= SECONDS_MAX):
                raise ValueError("impossible seconds")
        if self.end_s and not self.cut:
            raise ValueError("the end of a whole file is there")

    @property
    def anything(self) -> bool:
        """Whether the lesson is less than its film."""
        return self.cut or self.unseen_s > 0 or self.silent


NOTHING_LOST: Final = Lost()
