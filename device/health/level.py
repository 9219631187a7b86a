"""The result of a check, shown as a colour and a word."""

from enum import StrEnum


class HealthLevel(StrEnum):
    """Good, a warning, bad, or not measurable on this machine."""

    GOOD = "good"
    FAIR = "fair"
    BAD = "bad"
    UNKNOWN = "unknown"
