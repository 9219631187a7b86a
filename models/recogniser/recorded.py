"""Windows of UI-PRMD's people (`ui_prmd`), as a network would see them: ten exercises by real people."""

from collections.abc import Collection, Iterable
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from models.autoencoder.pose_noise import as_seen
from models.recogniser import ui_prmd
from models.recogniser.dataset import Windows, cut
from models.recogniser.photographs.sets import turned
from scoring.body.joints import JOINT_LANDMARKS
from scoring.body.track import PoseTrack
from scoring.recognition.statistics import COUNT
from scoring.scorer import SAMPLE_RATE_HZ

Array = NDArray[np.float64]

# The people who are learnt from; the others judge.
LEARNT: Final = (1, 2, 3, 4)
# from how many sides each repetition is seen
SIDES: Final = 2


def recorded(names: Iterable[str], subjects: Collection[int], seed: int) -> Windows:
    """A window of each repetition by these subjects, right and wrong, from SIDES sides; the next one of the
    same set follows it. Raises KeyError or OSError without the recordings.
    """
    known = tuple(names)
    random = np.random.default_rng(seed)
    values: list[NDArray[np.float32]] = []
    labels: list[int] = []
    every = ui_prmd.episodes()
    for one, following in pairwise((*every, None)):
        if one is None or one.exercise not in known or one.subject not in subjects:
            continue
        same = following is not None and (
            (one.exercise, one.subject, one.right) == (following.exercise, following.subject, following.right)
        )
        parts = (one.track, following.track) if same and following is not None else (one.track,)
        for _ in range(SIDES):
            track = seen(parts, random, float(random.uniform(-np.pi, np.pi)))
            values.append(cut(track, 0, random))
            labels.append(known.index(one.exercise))
    return Windows(
        names=known,
        values=np.array(values, np.float32).reshape(-1, COUNT),
        labels=np.array(labels, np.intp),
        sets=np.arange(len(values)) // SIDES,
    )


def seen(parts: Iterable[PoseTrack], random: np.random.Generator, turn: float) -> PoseTrack:
    """Exact tracks one after the other, turned about the vertical (radians), with a network's errors.

    Only joints were recorded: hands, heels, toes and the rest of the face stay unseen.
    """
    world = turned(np.concatenate([part.world for part in parts]).astype(np.float64), turn)
    noisy, visibility = as_seen(world, random, film=True)
    known = np.zeros(world.shape[:2], np.float32)
    known[:, list(JOINT_LANDMARKS)] = 1
    times = np.arange(len(world)) / SAMPLE_RATE_HZ
    return PoseTrack(times, ui_prmd.pixels(noisy), visibility * known, noisy, *ui_prmd.SIZE_PX, "lite")
