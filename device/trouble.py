"""What may be wrong with the box, by name; what is said of it stands in the words.

A name's title is the text `trouble_<value>`, what to do the sentence `<value>`. Who says it is decided by
`device.scenes`. In a file of its own because the page for phones says it, too, and knows no pictures.
"""

from enum import StrEnum


class Trouble(StrEnum):
    """Everything that is said to people in these words."""

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
