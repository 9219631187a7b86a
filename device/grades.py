"""From which score on somebody was great or good, for the TV and the page.

How that looks, and what is said of it, is decided by those who draw. Imports nothing: the page loads no
arithmetic.
"""

from typing import Final

# Of 0 to 100. By calibration 90 is a careful follower and 25 another movement; late by 0.3 s a careful one
# still has 87 (docs/MEASURED.md).
GREAT_FROM: Final = 85.0
GOOD_FROM: Final = 60.0
