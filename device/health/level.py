"""How good a reading is, for a colour and a word beside it."""

from enum import StrEnum


class HealthLevel(StrEnum):
    """Fine, worth a word, wrong, or not to be found out on this machine."""

    GOOD = "good"
    FAIR = "fair"
    BAD = "bad"
    UNKNOWN = "unknown"
