"""What being late costs in a lesson with a beat."""

from typing import Final

from scoring.calibration import Curve
from scoring.scorer import SAMPLE_RATE_HZ

# Early or late by this much, s, is on the beat: the camera's delay, and as much of one's own. Chosen.
ON_TIME_S: Final = 0.2
# The share of points that is left, by the seconds beyond it: half at 0.9 s in all. Chosen.
LATENESS: Final = Curve(0.7, 2.0)


def timing(lag: float) -> float:
    """The share, 0 to 1, of the points that is left at a lag in samples."""
    beyond = max(abs(lag) / SAMPLE_RATE_HZ - ON_TIME_S, 0.0)
    return float(1 / (1 + (beyond / LATENESS.half) ** LATENESS.power))
