"""Why an upload cannot become a lesson: the reasons as keys, shared by media, night and page.

Decides which of them end a job at once and which are worth another try. The sentence of each stands in
`device/words/<language>/failure.toml`, as `failed_<key>`. Imports no NumPy, for the page for phones.
"""

from enum import StrEnum
from typing import Final

from device.errors import FormboxError


class Reason(StrEnum):
    """Why a video cannot become a lesson: the key that a job stores, and the night's processes exchange."""

    MISSING = "missing"
    EMPTY = "empty"
    NOT_A_VIDEO = "not_a_video"
    ONLY_SOUND = "only_sound"
    ONE_PICTURE = "one_picture"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    TOO_LARGE = "too_large"
    TOO_SMALL = "too_small"
    CUT_OFF = "cut_off"
    DAMAGED = "damaged"
    NOBODY = "nobody"
    MEMORY = "memory"
    TOO_SLOW = "too_slow"
    STUCK = "stuck"
    CRASHED = "crashed"
    CUT_SHORT = "cut_short"
    DISK_FULL = "disk_full"
    DISK = "disk"
    NO_NETWORK = "no_network"
    LINK_UNKNOWN = "link_unknown"
    LINK_REFUSED = "link_refused"
    LINK_SILENT = "link_silent"
    LINK_TOO_LARGE = "link_too_large"
    LINK_TOO_SLOW = "link_too_slow"


# May succeed at the next try. All others depend on the file or the link alone.
WORTH_ANOTHER_TRY: Final = frozenset(
    {
        Reason.STUCK,
        Reason.CRASHED,
        Reason.MEMORY,
        Reason.DISK_FULL,
        Reason.DISK,
        Reason.NO_NETWORK,
        Reason.LINK_SILENT,
    }
)
# The file is of no use with any pose network, on any box: it is kept as long as a deleted lesson, in case
# that somebody wants it back, or that the box was wrong.
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
    """The file cannot become a lesson; `reason` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason
