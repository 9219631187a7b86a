"""The part "names" of `make judge`: what recognisers call what real people do.

Clips of FORMBOX_DATA by both networks, and UI-PRMD's motion capture with a network's noise; nothing of the
clips trains what is shipped. A method is judged when its file was trained. Alone:
`python -m tests.tools.judge.names`.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from device.match.recognition import FILES, RECOGNISERS, SHIPPED, recogniser
from models.errors import ModelError
from models.fetching.samples import sample
from models.recogniser.ui_prmd import EXERCISES as EXERCISES_OF_PRMD
from scoring.body.sampling import resample
from scoring.exercises.catalogue import CATALOGUE
from scoring.recognition.families import families
from scoring.recognition.live import LiveNamer
from scoring.recognition.statistics import WINDOW_S, of_track
from scoring.recognition.words import recall_and_precision, said, word_shares
from scoring.scorer import SAMPLE_RATE_HZ
from tests.tools.judge.pairs import auc
from tests.tools.judge.people import prmd
from tests.tools.judge.people.clips import NETWORKS, PARTS, WRONG, data_folder, whole
from tests.tools.judge.people.splits import HELD_OUT_SUBJECTS, TUNED_SUBJECTS
from tests.tools.judge.real import OTHER, VIEWS, track_of_film

# what the parts of clips show, by the catalogue
EXERCISES = {
    "squat": "squat", "push-up": "push_up", "jack": "jumping_jack", "jack, arms alone": "jumping_jack",
    "deadlift": "deadlift", "curl": "biceps_curl", "press": "overhead_press", "front raise": "front_raise",
    "bench press": "bench_press", "burpee": "burpee", "pull-up": "pull_up",
}  # fmt: skip
# UI-PRMD: right repetitions to learn a movement from, and how often others are drawn
SHOTS, DRAWS = 4, 5
# how far the covariance of few samples is drawn to its diagonal
SHRUNK = 0.5
# a first name has to come within, s
FIRST_S = 3.0


@dataclass(frozen=True, kw_only=True)
class Method:
    """recogniser: a new one for one person; row: of a track of a few seconds what few-shot learning compares,
    None where the method has nothing of the kind.
    """

    recogniser: Callable
    row: Callable | None = None


METHODS = {
    name: Method(
        recogniser=partial(recogniser, name),
        row=(lambda track: of_track(track, 0, len(track))) if name == SHIPPED else None,
    )
    for name in RECOGNISERS
    if FILES[name].exists()
}


def measure():
    """By method and network the figures of the table, or None, with a line, without FORMBOX_DATA."""
    if data_folder() is None:
        print("FORMBOX_DATA is not set: what recognisers call real people's exercises is left out")
        return None
    report = {}
    for network in NETWORKS:
        clips = [*_clips(network), *walks(network)]
        for name, method in METHODS.items():
            report[f"{name}, {network}"] = of_clips(method, clips)
    for name, method in METHODS.items():
        report[f"{name}, UI-PRMD"] = of_prmd(method)
    return report


def of_clips(method, clips):
    """The figures of clips: (name, key of the catalogue or None for what is no exercise, track)."""
    made = [(key, *_followed(method, track)) for _, key, track in clips]
    known = [one for one in made if one[0] is not None]
    names = method.recogniser().names
    siblings = families(names)
    right, exact, windows, words, first = [], [], [], [], []
    for key, answers, named in known:
        family = CATALOGUE[key].family
        mean = answers.mean(axis=0)
        right.append(siblings.families[int(siblings.shares(mean).argmax())] == family)
        exact.append(names[int(mean.argmax())] == key)
        each = siblings.shares(answers).argmax(axis=1)
        windows.append([siblings.families[number] == family for number in each])
        words.append(recall_and_precision(said(word_shares(names, mean)), key))
        said_so = [one.since_s for one in named if one.name and CATALOGUE[one.name].family == family]
        first.append(min(said_so, default=np.inf) <= FIRST_S)
    scores = [siblings.shares(answers)[:, siblings.exercise].max(axis=1) for _, answers, _ in made]
    counted = np.array([key is not None for key, *_ in made])
    of_clip = np.array([score.mean() for score in scores])
    of_window = [
        np.concatenate([s for s, one in zip(scores, counted, strict=True) if one == is_one])
        for is_one in (True, False)
    ]
    # a method that said no word of any clip has no precision
    recall, precision = (
        np.nanmean(shares) if np.isfinite(shares).any() else np.nan for shares in np.array(words).T
    )
    return {
        "clips": len(known),
        "family, clip": float(np.mean(right)),
        "exact name, clip": float(np.mean(exact)),
        "words recall": float(recall),
        "words precision": float(precision),
        "family, window": float(np.mean(np.concatenate(windows))),
        "right name in 3 s": float(np.mean(first)),
        "rejection, clip, AUC": auc(of_clip[counted], of_clip[~counted]),
        "rejection, window, AUC": auc(*of_window),
    }


def _followed(method, track):
    """The answers of whole windows (N, C), the last one where none is whole, and the live names."""
    one, namer = method.recogniser(), LiveNamer(method.recogniser())
    answers = [answer for number in range(len(track)) if (answer := one.push(track.pose(number)))]
    named = [namer.push(track.pose(number)) for number in range(len(track))]
    whole_ones = [answer for answer in answers if answer.time_s >= WINDOW_S] or answers[-1:]
    if not whole_ones:
        return np.full((1, len(one.names)), 1 / len(one.names)), named
    return np.array([answer.probabilities for answer in whole_ones], np.float64), named


def _clips(network):
    """(name, key, track) of each part of a clip."""
    for name, part in (PARTS | WRONG).items():
        track = whole(part.file, network)
        end_s = min(part.end_s, float(track.times[-1]))
        times = np.arange(part.start_s, end_s, 1 / SAMPLE_RATE_HZ)
        yield name, EXERCISES.get(part.exercise), resample(track, times)


def walks(network):
    """Who walks and balances: films of two packages, by name and hash."""
    for name in (*VIEWS, OTHER):
        try:
            yield name, None, sampled_film(name, network)
        except ModelError as error:
            print(f"{name} is left out: {error}")


def sampled_film(name, network):
    """The track of a sample film at SAMPLE_RATE_HZ. Raises ModelError when it cannot be had."""
    track = track_of_film(name, sample(name), network)
    return resample(track, np.arange(track.times[0], track.times[-1], 1 / SAMPLE_RATE_HZ))


def of_prmd(method):
    """Names of UI-PRMD's movements by four people, of whom no method has learned: as the method calls them,
    and after SHOTS right repetitions of each movement by the four others.
    """
    random = np.random.default_rng(40)
    every = [
        (movement, subject, prmd.seen(track, random))
        for movement in range(1, len(prmd.MOVEMENTS) + 1)
        for subject in (*TUNED_SUBJECTS, *HELD_OUT_SUBJECTS)
        for track in prmd.episodes(movement, subject, wrong=False)
    ]
    judged = [(movement, track) for movement, subject, track in every if subject in HELD_OUT_SUBJECTS]
    return _called(method, judged) | (few_shots(method, every, random) if method.row is not None else {})


def _called(method, judged):
    names, siblings = method.recogniser().names, families(method.recogniser().names)
    exact, family = [], []
    for movement, track in judged:
        mean = _followed(method, track)[0].mean(axis=0)
        key = EXERCISES_OF_PRMD[movement - 1]
        exact.append(names[int(mean.argmax())] == key)
        family.append(siblings.families[int(siblings.shares(mean).argmax())] == CATALOGUE[key].family)
    return {"exact name": float(np.mean(exact)), "family": float(np.mean(family))}


def few_shots(method, every, random):
    """The shares of right names after SHOTS repetitions of each; every: (movement, subject, track)."""
    rows = np.array([method.row(track) for *_, track in every])
    labels = np.array([movement for movement, *_ in every])
    held = np.array([subject in HELD_OUT_SUBJECTS for _, subject, _ in every])
    shares = []
    for _ in range(DRAWS):
        chosen = np.concatenate([
            random.choice(np.flatnonzero((labels == movement) & ~held), SHOTS, replace=False)
            for movement in np.unique(labels)
        ])  # fmt: skip
        named = nearest(rows[chosen], labels[chosen], rows[held])
        shares.append(float((named == labels[held]).mean()))
    return {
        "with 40 samples, mean": float(np.mean(shares)),
        "with 40 samples, worst": float(np.min(shares)),
    }


def nearest(learn, labels, rows):
    """The label of the nearest mean of `learn` for each row: a linear discriminant of few samples, in which
    what is unknown is as usual.
    """
    known = np.isfinite(learn).any(axis=0)
    learn, rows = learn[:, known], rows[:, known]
    usual = np.nanmean(learn, axis=0)
    spread = np.nanstd(learn, axis=0) + 1e-3
    one, other = (np.nan_to_num((part - usual) / spread) for part in (learn, rows))
    kinds = np.unique(labels)
    means = np.array([one[labels == kind].mean(axis=0) for kind in kinds])
    within = one - means[np.searchsorted(kinds, labels)]
    covariance = within.T @ within / len(one)
    covariance = (1 - SHRUNK) * covariance + SHRUNK * np.eye(len(covariance)) * np.diag(covariance).mean()
    inverse = np.linalg.inv(covariance)
    off = other[:, None] - means[None]
    return kinds[np.einsum("nkd,de,nke->nk", off, inverse, off).argmin(axis=1)]


def show(report):
    """Print a line a figure, a column a method and network."""
    of_people = {name: row for name, row in report.items() if "clips" in row}
    print("\nnames of exercises, real people" + " " * 9 + "".join(f"{name:>21}" for name in of_people))
    for figure in next(iter(of_people.values())):
        form = "d" if figure == "clips" else ".3f"
        print(f"{figure:<40}" + "".join(f"{row[figure]:>21{form}}" for row in of_people.values()))
    for name, row in report.items():
        if "clips" not in row:
            print(f"{name}: " + ", ".join(f"{figure} {value:.3f}" for figure, value in row.items()))


if __name__ == "__main__":
    found = measure()
    if found is not None:
        show(found)
    sys.exit(0 if found else 2)
