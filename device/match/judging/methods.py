"""Creates the scorer of a method in device.choices.METHODS.

The scorers themselves are in `scoring`; `referee` feeds them.
"""

from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

import numpy as np

from device.choices import METHODS
from device.match.judging.encoder import encode
from device.match.judging.references import load_references
from scoring.adaptive.scorer import AdaptiveScorer
from scoring.autoencoder.scorer import AutoencoderScorer
from scoring.body.joints import LANDMARK_COUNT
from scoring.body.track import PoseTrack
from scoring.cosine.scorer import CosineScorer
from scoring.demands import NO_DEMANDS, Demands
from scoring.guidance.guidance import Following, Guide
from scoring.keypoint_dtw.scorer import KeypointDtwScorer
from scoring.paper.scorer import PaperScorer
from scoring.repetitions.counter import Counter
from scoring.scorer import SAMPLE_RATE_HZ, WINDOW, Scorer

SCORERS: Final[Mapping[str, Callable[[PoseTrack, Demands], Scorer]]] = MappingProxyType(
    {
        "adaptive": AdaptiveScorer,
        "paper": lambda tutor, _: PaperScorer(tutor),
        "cosine": lambda tutor, _: CosineScorer(tutor),
        "autoencoder": lambda tutor, _: AutoencoderScorer(tutor, encode=encode),
        "keypoint_dtw": lambda tutor, _: KeypointDtwScorer(tutor, load_references()),
    }
)


def scorer_called(name: str, tutor: PoseTrack, demands: Demands = NO_DEMANDS) -> Scorer:
    """A new scorer of the method `name` for one person; tutor: at SAMPLE_RATE_HZ, over the whole lesson.

    demands: only `adaptive` heeds them; the published methods are references and stay as they are.
    Its kernels are compiled or loaded from the cache here, because that would freeze the picture during a
    match. Raises ValueError for a method that is not one of METHODS.
    """
    if name not in METHODS:
        raise ValueError(f"there is no method {name}; known: {', '.join(METHODS)}")
    _warm_up(name)
    return SCORERS[name](tutor, demands)


@cache
def _warm_up(name: str) -> None:
    random = np.random.default_rng(0)
    count = 4 * WINDOW
    body = random.uniform(0, 100, (count, LANDMARK_COUNT, 3)).astype(np.float32)
    track = PoseTrack(
        np.arange(count) / SAMPLE_RATE_HZ, body, np.ones(body.shape[:2], np.float32), body, 640, 480, "noise"
    )
    scorer = SCORERS[name](track, NO_DEMANDS)
    for index in range(count):
        scorer.push(track.pose(index))
    scorer.finish()
    # guidance and counting run with every picture, whatever the method
    guide, counter = Guide(track), Counter()
    for index in range(count):
        counter.push(track.pose(index))
    for index in range(WINDOW):
        guide.update(index / SAMPLE_RATE_HZ, track.pose(index), Following(0.0, 0.0, mirrored=False))
