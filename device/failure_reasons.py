"""Why an upload cannot become a lesson, each as one sentence that is shown on the phone.

Decides which troubles end a job at once, because the file is as it is, and which are worth another try. The
sentences are fixed, so that the page can say them in every language (`REASONS`).
"""

from enum import StrEnum
from typing import Final

from device.errors import FormboxError


class Reason(StrEnum):
    """A sentence, with the name that the night's processes use among themselves."""

    MISSING = "The video's file is not there any more."
    EMPTY = "The file is empty."
    NOT_A_VIDEO = "This file is not a video, or only the first part of one."
    ONLY_SOUND = "This file has no picture, only sound."
    ONE_PICTURE = "This is a single picture, not a film."
    TOO_SHORT = "This video is shorter than a second."
    TOO_LONG = "This video is longer than an hour."
    TOO_LARGE = "The picture of this video is too large for the box."
    TOO_SMALL = "The picture of this video is too small to find anybody in it."
    CUT_OFF = "The video is damaged: it breaks off long before its end."
    DAMAGED = "The video is damaged: its pictures cannot be read."
    NOBODY = "Nobody can be seen in this video."
    MEMORY = "This video needs more memory than the box can give."
    TOO_SLOW = "Preparing this video takes too long on this box."
    STUCK = "The box got stuck on this video, each time it tried."
    CRASHED = "The box could not read this video, each time it tried."
    CUT_SHORT = "The box was switched off again and again while it prepared this video."
    DISK_FULL = "There is not enough free space on the box. Delete a lesson that nobody needs."
    NO_NETWORK = "A part that finds the body is missing. Install Formbox again."
    LINK_UNKNOWN = "No video was found behind this link."
    LINK_REFUSED = "The box may not open this link: it leads into the home's own network."
    LINK_SILENT = "The link did not answer. Is the box connected to the Internet?"
    LINK_TOO_LARGE = "The video behind this link is too large."
    LINK_TOO_SLOW = "Fetching the video behind this link took too long."


REASONS: Final[tuple[str, ...]] = tuple(str(reason) for reason in Reason)
# What may go another way the next time; everything else is so because the file or the link is so.
WORTH_ANOTHER_TRY: Final = frozenset(
    {Reason.STUCK, Reason.CRASHED, Reason.MEMORY, Reason.DISK_FULL, Reason.NO_NETWORK, Reason.LINK_SILENT}
)
# The file itself is of no use, with any network and on any box: it is not kept.
HOPELESS: Final = frozenset(
    {
        Reason.EMPTY,
        Reason.NOT_A_VIDEO,
        Reason.ONLY_SOUND,
        Reason.ONE_PICTURE,
        Reason.TOO_SHORT,
        Reason.TOO_LONG,
        Reason.TOO_LARGE,
        Reason.TOO_SMALL,
        Reason.CUT_OFF,
        Reason.DAMAGED,
    }
)


class PreparationError(FormboxError, ValueError):
    """The night cannot go on with this file; `reason` says why."""

    def __init__(self, reason: Reason) -> None:
        """One of the fixed sentences."""
        super().__init__(str(reason))
        self.reason = reason
