"""Method `lift`: one small network that reads a motion image and is asked for words, phase or count.

After LiFT, with a head of words in place of a language model. The question is a first column of the picture:
its three channels stand for words, phase and count, so that several may be asked at once. A count is the sum
of a density over time, not one of a set of answers: the network cannot learn what is usually counted.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from scoring.body.track import Pose
from scoring.exercises.catalogue import CATALOGUE
from scoring.exercises.exercise import WORD_WEIGHTS, WordKind
from scoring.recognition.motion_image import COLUMN_RATE_HZ, ROWS, joints_in_columns, motion_image
from scoring.recognition.recogniser import Recognition
from scoring.scorer import SAMPLE_RATE_HZ, WINDOW

Array = NDArray[np.float32]

# columns of one picture beside the question's: 16.6 s
COLUMNS: Final = 208
# neighbouring pictures of a longer film overlap by half
STEP: Final = COLUMNS // 2
# what is read live: the newest samples, and the fewest. Six seconds have two repetitions of most exercises.
LIVE_SAMPLES: Final = round(6.0 * SAMPLE_RATE_HZ)
LIVE_SAMPLES_MIN: Final = round(1.0 * SAMPLE_RATE_HZ)
# a word is never surer than this, so that one word cannot rule a name out
SURE: Final = 0.98


class Question(IntEnum):
    """What the network may be asked, by its channel of the first column."""

    WORDS = 0
    PHASE = 1
    COUNT = 2


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Answer:
    """words (W,): the probability of each; rhythm (C, 3): cosine and sine of the phase, and repetitions a
    column; embedding (E,): what the network makes of the film, to be compared by cosine.
    """

    words: Array
    rhythm: Array
    embedding: Array

    @property
    def count(self) -> float:
        """How many repetitions there are, in parts of one."""
        return float(self.rhythm[:, 2].sum())


# Makes one row (W + E + 3 COLUMNS,), words, embedding and rhythm, of a picture (1, 320, 1 + COLUMNS, 3).
Predict = Callable[[Array], Array]


def answer(world: Array, words: int, predict: Predict) -> Answer:
    """What a network of so many words says of world landmarks (T, 33, 3) m at 20 Hz, of any length.

    Words and embedding are the mean of the film's pictures; where two overlap, so is the rhythm.
    """
    joints = joints_in_columns(world)
    count = len(joints)
    starts = range(0, max(count - COLUMNS, 0) + STEP, STEP) if count > COLUMNS else range(1)
    rows, rhythm, times = [], np.zeros((count, 3), np.float32), np.zeros((count, 1), np.float32)
    for start in starts:
        first = max(min(start, count - COLUMNS), 0)
        part = slice(first, first + COLUMNS)
        rows.append(predict(_asked(motion_image(joints[part], COLUMNS))))
        rhythm[part] += rows[-1][-3 * COLUMNS :].reshape(COLUMNS, 3)[: len(joints[part])]
        times[part] += 1
    mean = np.mean(rows, axis=0)
    return Answer(
        words=mean[:words], embedding=mean[words : -3 * COLUMNS], rhythm=rhythm / np.maximum(times, 1)
    )


def _asked(picture: Array) -> Array:
    """A picture (320, C, 3) as the network gets it, (1, 320, 1 + C, 3), with every question ahead."""
    whole: Array = np.concatenate([np.ones((ROWS, 1, 3), np.float32), picture], axis=1)[None]
    return whole


def shares_of_names(said: NDArray[np.floating[Any]], words: tuple[str, ...], names: tuple[str, ...]) -> Array:
    """The probability of each name (C,), sum 1, from those of the words (W,).

    Words are taken as independent, each with its weight (WORD_WEIGHTS). Raises KeyError for an unknown name,
    ValueError for one that the words cannot say.
    """
    kinds: dict[str, WordKind] = {}
    table = np.zeros((len(names), len(words)))
    for row, name in enumerate(names):
        kinds |= CATALOGUE[name].words
        table[row, [words.index(word) for word in CATALOGUE[name].words]] = 1
    weights = np.array([WORD_WEIGHTS[kinds[word]] if word in kinds else 0.0 for word in words])
    likely = np.clip(np.asarray(said, np.float64), 1 - SURE, SURE)
    votes = table @ (weights * np.log(likely)) + (1 - table) @ (weights * np.log(1 - likely))
    shares = np.exp(votes - votes.max())
    result: Array = (shares / shares.sum()).astype(np.float32)
    return result


class LiftRecogniser:
    """Names what was done in the newest six seconds, every ten samples; see Recogniser."""

    def __init__(self, words: tuple[str, ...], names: tuple[str, ...], predict: Predict) -> None:
        """words: those of the network, in its order; names: those that it may say."""
        self.names = names
        self.words = words
        self._predict = predict
        self._newest: list[Array] = []
        self._count = 0

    def push(self, pose: Pose) -> Recognition | None:
        """See Recogniser."""
        self._newest = [*self._newest[1 - LIVE_SAMPLES :], pose.world]
        self._count += 1
        seen = sum(bool(np.isfinite(world[0, 0])) for world in self._newest)
        if self._count % WINDOW or seen < LIVE_SAMPLES_MIN:
            return None
        found = answer(np.array(self._newest, np.float32), len(self.words), self._predict)
        return Recognition(
            time_s=self._count / SAMPLE_RATE_HZ,
            probabilities=shares_of_names(found.words, self.words, self.names),
        )


assert COLUMNS / COLUMN_RATE_HZ >= 16
