"""Whether a person is in the picture, and which part of their body is not.

Decides after how long each gets a sentence, as a key of [text] in device/words. A part that is not seen of
the tutor either needs no sentence: a lesson done on a chair may not show feet.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from scoring.body.joints import Joint

# A shorter absence (a turn, a frame that the network missed) gets no sentence on the TV.
ABSENT_S: Final = 1.5
# Longer than ABSENT_S: in many movements a limb is hidden behind the body for a while.
PART_ABSENT_S: Final = 2.5
# A sentence about a missing part is shown for SAID_S, and again AGAIN_S after it began. Not all the time:
# some rooms are too small for the whole body.
SAID_S: Final = 4.0
AGAIN_S: Final = 20.0
# The larger part first. It is missing when the joints of both sides are: a turn of the body hides one side.
PARTS: Final = (
    ("legs_not_seen", (Joint.LEFT_KNEE, Joint.RIGHT_KNEE, Joint.LEFT_ANKLE, Joint.RIGHT_ANKLE)),
    ("feet_not_seen", (Joint.LEFT_ANKLE, Joint.RIGHT_ANKLE)),
    ("arms_not_seen", (Joint.LEFT_ELBOW, Joint.RIGHT_ELBOW, Joint.LEFT_WRIST, Joint.RIGHT_WRIST)),
    ("hands_not_seen", (Joint.LEFT_WRIST, Joint.RIGHT_WRIST)),
)


class BodyVisibility:
    """Per person and match."""

    def __init__(self) -> None:
        """The person was not seen yet."""
        self._seen_s: float | None = None
        self._complete_s: dict[str, float] = {}
        self._said_s = -np.inf

    def see(self, time_s: float, user: NDArray[np.float32] | None, tutor: NDArray[np.float32]) -> None:
        """Take the joints (15, 2) of one picture, NaN where unseen; user: None without a person.

        tutor: the tutor's joints at the same time of the lesson.
        """
        if user is not None:
            self._seen_s = time_s
        for key, joints in PARTS:
            missing = user is not None and not _any_seen(user, joints) and _any_seen(tutor, joints)
            if not missing or key not in self._complete_s:
                self._complete_s[key] = time_s

    def away(self, time_s: float) -> bool:
        """Whether the person has been out of the picture for longer than ABSENT_S, or never in it."""
        return self._seen_s is None or time_s - self._seen_s > ABSENT_S

    def message(self, time_s: float) -> str | None:
        """The key of the sentence to show at `time_s`, or None; `time_s` must rise from call to call."""
        if self.away(time_s):
            return "not_seen" if self._seen_s is None else "away"
        missing = (key for key, since in self._complete_s.items() if time_s - since > PART_ABSENT_S)
        key = next(missing, None)
        if key is not None and time_s - self._said_s >= AGAIN_S:
            self._said_s = time_s
        return key if time_s - self._said_s < SAID_S else None


def _any_seen(joints: NDArray[np.float32], which: tuple[Joint, ...]) -> bool:
    return bool(np.isfinite(joints[list(which)]).all(axis=1).any())
