"""A forest that follows one person: it looks at the newest three seconds again and again."""

from typing import Final

from scoring.recognition.newest import WindowRecogniser
from scoring.recognition.own import OfStatistics
from scoring.recognition.statistics import WINDOW, statistics

# samples from one answer to the next: a quarter of a second
STEP: Final = 5


class ForestRecogniser(WindowRecogniser):
    """A `Recogniser`: answers every STEP samples from the last WINDOW samples, fewer at the beginning."""

    def __init__(self, forest: OfStatistics) -> None:
        """Nothing was seen yet."""
        super().__init__(forest.names, WINDOW, STEP, lambda *parts: forest.probabilities(statistics(*parts)))
