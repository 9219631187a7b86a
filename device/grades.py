"""The scores from which a result is called good or great, for the TV and the page.

Imports nothing: the page loads no NumPy.
"""

from typing import Final

# Of 0 to 100. By calibration a careful follower has 90, or 87 when 0.3 s late, and another movement 25
# (docs/MEASURED.md).
GREAT_FROM: Final = 85.0
GOOD_FROM: Final = 60.0
