"""Whether a person is in the picture, and which part of them is not.

Decides after how long each is worth a sentence, as a key of [text] in device/words. What is not seen of the
tutor either is not missed: a lesson that is sat through needs no feet.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.body.joints import Joint

# A glimpse of nobody (a turn, a blink of the network) is not worth a sentence on the TV.
ABSENT_S: Final = 1.5
# A limb hides behind the body for longer than a person leaves the picture.
PART_ABSENT_S: Final = 2.5
# For so long it is said that a part is missing, and again so long after that: not every room is deep enough.
SAID_S: Final = 4.0
AGAIN_S: Final = 20.0
# The larger part first, with the joints of both sides: one side alone is hidden by every turn of the body.
PARTS: Final = (
    ("legs_not_seen", (Joint.LEFT_KNEE, Joint.RIGHT_KNEE, Joint.LEFT_ANKLE, Joint.RIGHT_ANKLE)),
    ("feet_not_seen", (Joint.LEFT_ANKLE, Joint.RIGHT_ANKLE)),
    ("arms_not_seen", (Joint.LEFT_ELBOW, Joint.RIGHT_ELBOW, Joint.LEFT_WRIST, Joint.RIGHT_WRIST)),
    ("hands_not_seen", (Joint.LEFT_WRIST, Joint.RIGHT_WRIST)),
)


class BodyVisibility:
    """One a person and match."""

    def __init__(self) -> None:
        """Not seen yet."""
        self._seen_s: float | None = None
        self._complete_s: dict[str, float] = {}
        self._said_s = -np.inf

    def see(self, time_s: float, user: NDArray[np.float32] | None, tutor: NDArray[np.float32]) -> None:
        """A picture shows the joints `user` (15, 2), NaN where unseen, or nobody; tutor: those of then."""
        if user is not None:
            self._seen_s = time_s
        for key, joints in PARTS:
            missing = user is not None and not _any_seen(user, joints) and _any_seen(tutor, joints)
            if not missing or key not in self._complete_s:
                self._complete_s[key] = time_s

    def away(self, time_s: float) -> bool:
        """Whether the person has been out of the picture for longer than a glimpse."""
        return self._seen_s is None or time_s - self._seen_s > ABSENT_S

    def message(self, time_s: float) -> str | None:
        """The key of what is to be said about it at `time_s`, which rises from call to call."""
        if self.away(time_s):
            return "not_seen" if self._seen_s is None else "away"
        missing = (key for key, since in self._complete_s.items() if time_s - since > PART_ABSENT_S)
        key = next(missing, None)
        if key is not None and time_s - self._said_s >= AGAIN_S:
            self._said_s = time_s
        return key if time_s - self._said_s < SAID_S else None


def _any_seen(joints: NDArray[np.float32], which: tuple[Joint, ...]) -> bool:
    return bool(np.isfinite(joints[list(which)]).all(axis=1).any())
