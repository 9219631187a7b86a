"""What can be wrong with the box, by name.

The title of a trouble is the text `trouble_<value>` in `device.words`, what to do is the sentence `<value>`.
TV and page share them; this file imports no arrays.
"""

from enum import StrEnum


class Trouble(StrEnum):
    """A trouble; the value is its key in `device.words`."""

    NO_CAMERA = "no_camera"
    CAMERA_LOST = "camera_lost"
    CAMERA_OFF = "camera_off"
    DISPLAY_LOST = "display_lost"
    NO_LESSONS = "no_lessons"
    TOO_HOT = "too_hot"
    POWER_WEAK = "power_weak"
    DISK_FULL = "disk_full"
    UPDATING = "updating"
    LESSON_BROKEN = "lesson_broken"
    NOT_KEPT = "not_kept"
    RESTORED = "restored"
    FILMS_WAIT = "films_wait"
    READ_ONLY = "read_only"
